package io.llmgw.providers.claude;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a model is told that it shall not think, as far as its id says (migration guides and "What's
 * new" of each model at platform.claude.com, and "Adaptive thinking" of Bedrock's user guide).
 */
enum ForbiddenThought {
  /** It is told so: all that take a budget, the first of 5, which think unasked, and Haiku 5.5. */
  BY_WORD(Thinking.Form.DISABLED, null),
  /** It does not think unless it is told to: Opus 4.7 and 4.8. */
  UNASKED(Thinking.Form.UNSAID, null),
  /** It does not think before its answer, which is the least that it takes: Sonnet 5.5. */
  BETWEEN_TOOLS(
      Thinking.Form.BETWEEN_TOOLS,
      "no reasoning was sent as none but between calls of tools: the model cannot be forbidden it"),
  /** Not at all, and the word is refused: Fable, Mythos and Opus 5.5. */
  NEVER(
      Thinking.Form.UNSAID,
      "no reasoning was sent by not asking for any: the model cannot be forbidden to think"),
  /** Later models may refuse the word, as some of the last ones have begun to. */
  UNKNOWN(
      Thinking.Form.UNSAID,
      "no reasoning was sent by not asking for any: it is not known how the model is forbidden to"
          + " think");

  private static final int LAST_OF_BUDGETS = 4_06;
  private static final int FIRST_UNASKED = 5_00;
  private static final int LAST_KNOWN = 5_05;

  private final Thinking.Form form;
  private final @Nullable String note;

  ForbiddenThought(Thinking.Form form, @Nullable String note) {
    this.form = form;
    this.note = note;
  }

  static ForbiddenThought of(String model) {
    int version = ClaudeGeneration.version(model);
    if (version <= LAST_OF_BUDGETS) {
      return BY_WORD;
    }
    if (ClaudeGeneration.isOfLateFamily(model)) {
      return NEVER;
    }
    String id = model.toLowerCase(Locale.ROOT);
    String name = id.substring(id.indexOf("claude"));
    if (version < FIRST_UNASKED) {
      return UNASKED;
    }
    boolean known = version <= LAST_KNOWN;
    if (known && name.contains("haiku")) {
      return BY_WORD;
    }
    if (known && name.contains("sonnet")) {
      return version < LAST_KNOWN ? BY_WORD : BETWEEN_TOOLS;
    }
    if (known && name.contains("opus")) {
      return version < LAST_KNOWN ? BY_WORD : NEVER;
    }
    return UNKNOWN;
  }

  /** What is said. */
  Thinking.Form form() {
    return form;
  }

  /** What the trail says of it; null where it is what was asked for. */
  @Nullable String note() {
    return note;
  }
}
