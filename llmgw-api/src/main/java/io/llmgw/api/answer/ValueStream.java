package io.llmgw.api.answer;

import io.llmgw.api.ChatStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.json.Json;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.schema.JsonType;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value while it is written, to be read once:
 *
 * <pre>{@code
 * try (ValueStream<Invoice> s = llm.prompt(question).streamAs(Invoice.class)) {
 *   for (Json soFar : s) show(soFar);
 *   Invoice invoice = s.value();
 * }
 * }</pre>
 *
 * <p>Each partial value is a beginning of the final one: strings as far as they go, lists with the
 * elements that have begun, objects with the members that have begun, numbers and words once they
 * are whole. None of them is checked against the type; the final one is. With tools in the prompt,
 * a model that begins a value, then asks for a tool, begins anew. Of several values that it gives
 * at once only the first is shown.
 *
 * <p>A partial value is made when the text has grown by a thirty-second: with each piece of a short
 * answer, and less often as it gets long, so that all of them together read at most 33 times the
 * length of the text.
 *
 * <p>One thread reads at a time; {@link #cancel()} and {@link #close()} may be called from any.
 *
 * @param <T> the type of the value
 */
public final class ValueStream<T> implements AutoCloseable, Iterable<Json> {
  private static final int GROWTH = 32;

  private final ChatStream stream;
  private final JsonType<T> type;
  private final boolean wrapped;
  private JsonPrefix text = new JsonPrefix();
  private int answerBlock = -1;
  private int shown;

  private ValueStream(ChatStream stream, JsonType<T> type) {
    this.stream = Objects.requireNonNull(stream, "stream");
    this.type = Objects.requireNonNull(type, "type");
    this.wrapped = type.inObject() != type;
  }

  /** The values of a stream whose request has an {@link ExpectedAnswer} of this type. */
  public static <T> ValueStream<T> of(ChatStream stream, JsonType<T> type) {
    return new ValueStream<>(stream, type);
  }

  /**
   * The partial values that are still to come, the whole one last; each blocks until it is there,
   * and throws as {@link ChatStream#next()} does. One pass: a second iterator goes on where the
   * first one stopped.
   */
  @Override
  public Iterator<Json> iterator() {
    return new Values();
  }

  /**
   * The final value. Reads what is still to come; calling it again returns an equal one.
   *
   * @throws io.llmgw.api.error.InvalidAnswerException when the answer does not fit the type: what
   *     was shown of it cannot be taken back, so nothing is repaired
   * @throws io.llmgw.api.error.LlmException when the answer fails
   */
  public T value() {
    return response().as(type);
  }

  /** The complete answer, with its account. Reads what is still to come. */
  public ChatResponse response() {
    return stream.response();
  }

  /** Ends the call early: the next read throws. Never blocks; idempotent. */
  public void cancel() {
    stream.cancel();
  }

  /** Ends the call if it has not ended, and frees what it holds. Idempotent. */
  @Override
  public void close() {
    stream.close();
  }

  private @Nullable Json next() {
    LlmEvent event;
    while ((event = stream.next()) != null) {
      Json grown = take(event) ? grown() : null;
      if (grown != null) {
        return grown;
      }
    }
    return null;
  }

  /** Whether the event adds to the value. */
  private boolean take(LlmEvent event) {
    if (event instanceof TextDelta delta && answerBlock < 0) {
      text.append(delta.text());
      return true;
    }
    if (event instanceof ToolArgumentsDelta delta && delta.index() == answerBlock) {
      text.append(delta.json());
      return true;
    }
    if (event instanceof ToolCallStarted call) {
      answerBlock = call.name().equals(ExpectedAnswer.TOOL_NAME) ? call.index() : -1;
      text = new JsonPrefix();
      shown = 0;
    }
    return false;
  }

  private @Nullable Json grown() {
    int growth = text.length() - shown;
    if (growth == 0 || (growth <= shown / GROWTH && !text.isWhole())) {
      return null;
    }
    Json value = text.value();
    if (value == null) {
      return null;
    }
    shown = text.length();
    return wrapped ? unwrapped(value) : value;
  }

  private static @Nullable Json unwrapped(Json value) {
    Map<String, @Nullable Object> members = value.asObject();
    return members.isEmpty() ? null : Json.ofValue(members.values().iterator().next());
  }

  private final class Values implements Iterator<Json> {
    private @Nullable Json ahead;

    @Override
    public boolean hasNext() {
      if (ahead == null) {
        ahead = ValueStream.this.next();
      }
      return ahead != null;
    }

    @Override
    public Json next() {
      if (!hasNext() || ahead == null) {
        throw new NoSuchElementException();
      }
      Json value = ahead;
      ahead = null;
      return value;
    }
  }
}
