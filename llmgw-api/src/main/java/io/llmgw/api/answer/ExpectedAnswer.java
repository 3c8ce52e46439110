package io.llmgw.api.answer;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.schema.JsonType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a value of a Java type instead of text: the call becomes a run, which ends with an
 * answer whose {@link io.llmgw.api.response.ChatResponse#value()} fits the type, or with an error:
 * of kind {@code INVALID_ANSWER} when it does not fit and repair did not help, {@code REFUSED} when
 * the model refuses, {@code CUT_OFF} when the tokens run out, {@code CONTENT_POLICY} when the
 * provider filters it.
 *
 * <p>It holds no text for the model: the run writes the schema into the content of its calls.
 * Immutable and thread-safe.
 */
public final class ExpectedAnswer implements RequestOption {
  /**
   * The name of the tool that stands for the answer in the form {@link AnswerForm#TOOL}; no tool of
   * the request may have it.
   */
  public static final String TOOL_NAME = "final_answer";

  private static final int MOST_REPAIRS = 5;

  private final JsonType<?> type;
  private final int repairs;
  private final @Nullable AnswerForm form;

  private ExpectedAnswer(JsonType<?> type, int repairs, @Nullable AnswerForm form) {
    this.type = type;
    this.repairs = repairs;
    this.form = form;
  }

  /** A value of this type, repaired once, in the best form that the target offers. */
  public static ExpectedAnswer of(JsonType<?> type) {
    return new ExpectedAnswer(Objects.requireNonNull(type, "type"), 1, null);
  }

  /**
   * So often is an answer that does not fit sent back to the model, with what is wrong with it; 0
   * to 5, default 1. Each is a round of the run.
   */
  public ExpectedAnswer repairs(int most) {
    if (most < 0 || most > MOST_REPAIRS) {
      throw new IllegalArgumentException("repairs must be 0 to " + MOST_REPAIRS + ", not " + most);
    }
    return new ExpectedAnswer(type, most, form);
  }

  /** The form of the answer, whatever the target declares; default the best that it offers. */
  public ExpectedAnswer form(AnswerForm which) {
    return new ExpectedAnswer(type, repairs, Objects.requireNonNull(which, "which"));
  }

  /** The same for a value of another type. */
  public ExpectedAnswer withType(JsonType<?> other) {
    return new ExpectedAnswer(Objects.requireNonNull(other, "other"), repairs, form);
  }

  /** The type of the value. */
  public JsonType<?> type() {
    return type;
  }

  /** How often an answer is sent back. */
  public int repairs() {
    return repairs;
  }

  /** The form of the answer; null for the best that the target offers. */
  public @Nullable AnswerForm form() {
    return form;
  }

  /**
   * What an answer gives as the value, whether it fits or not: the arguments of the first tool that
   * it calls, which is to be the {@linkplain #TOOL_NAME tool of the answer}, else its text, without
   * the Markdown fence that models write around JSON even where it is forbidden.
   */
  public Json given(Message answer) {
    List<ToolCall> calls = answer.toolCalls();
    return calls.isEmpty() ? Json.ofText(unfenced(answer.text())) : calls.get(0).arguments();
  }

  private static String unfenced(String text) {
    String trimmed = text.strip();
    int line = trimmed.indexOf('\n');
    boolean fenced =
        trimmed.startsWith("```") && trimmed.endsWith("```") && line > 0 && trimmed.length() > 6;
    return fenced ? trimmed.substring(line + 1, trimmed.length() - 3).strip() : trimmed;
  }

  @Override
  public Class<ExpectedAnswer> key() {
    return ExpectedAnswer.class;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ExpectedAnswer that
        && type.equals(that.type)
        && repairs == that.repairs
        && form == that.form;
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, repairs, form);
  }

  @Override
  public String toString() {
    String chosen = form == null ? "" : ", form=" + form;
    return "ExpectedAnswer[" + type.name() + ", repairs=" + repairs + chosen + "]";
  }
}
