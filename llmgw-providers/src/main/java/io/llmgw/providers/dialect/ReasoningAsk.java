package io.llmgw.providers.dialect;

/** How a host is told how much to think. */
public enum ReasoningAsk {
  /** {@code reasoning_effort}, as OpenAI has it. */
  EFFORT("`reasoning_effort`"),
  /** {@code reasoning} with an effort in it, as OpenAI's Responses has it. */
  NESTED_EFFORT("`reasoning` with an effort"),
  /** {@code thinking} switches it on or off, {@code reasoning_effort} says how hard: DeepSeek. */
  SWITCH("`thinking` on or off, and `reasoning_effort`"),
  /** {@code thinking} switches it on or off, and that is all: Z.ai, Kimi at Moonshot. */
  THINKING("`thinking` on or off"),
  /** {@code reasoning_effort}, which is {@code none} or {@code default}: Qwen at Groq. */
  DEFAULT_OR_NONE("`reasoning_effort` `default` or `none`"),
  /** {@code enable_thinking}, and {@code thinking_budget} says how much: Qwen at Alibaba. */
  BUDGET("`enable_thinking` on or off, and `thinking_budget`"),
  /** {@code reasoning} with {@code enabled}, and that is all: most models at Together. */
  ENABLED("`reasoning` with `enabled`"),
  /** {@code reasoning} with an effort or a budget in it: OpenRouter. */
  OBJECT("`reasoning` with an effort or a budget"),
  /** Not at all. */
  NONE("not at all"),
  /** Not at all, as the model does not reason: to have none of it nothing need be said. */
  NEVER("not at all");

  private final String inWords;

  ReasoningAsk(String inWords) {
    this.inWords = inWords;
  }

  /** Whether there is a way to tell it. */
  public boolean isPossible() {
    return this != NONE && this != NEVER;
  }

  /** Whether an effort is sent, and not only whether to think at all. */
  boolean hasEfforts() {
    return switch (this) {
      case EFFORT, NESTED_EFFORT, SWITCH, OBJECT -> true;
      case THINKING, DEFAULT_OR_NONE, BUDGET, ENABLED, NONE, NEVER -> false;
    };
  }

  String inWords() {
    return inWords;
  }
}
