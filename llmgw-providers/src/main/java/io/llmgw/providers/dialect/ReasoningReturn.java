package io.llmgw.providers.dialect;

import java.util.Map;

/** How reasoning of earlier turns goes back to the host. */
public enum ReasoningReturn {
  /** Not at all, as OpenAI has no place for it. */
  LEFT_OUT("left out"),
  /**
   * As {@code reasoning_content}, with turns that call tools, and empty where another model made
   * them: DeepSeek's new models refuse such a turn without it while they think, and its older ones
   * any other turn with it.
   */
  CONTENT_WITH_ALL_CALLS("`reasoning_content` of turns that call tools, if need be empty"),
  /** As {@code reasoning_content}, with turns that call tools: llama.cpp. */
  CONTENT_WITH_CALLS("`reasoning_content` of turns that call tools"),
  /** As {@code reasoning}, with turns that call tools: Ollama. */
  REASONING_WITH_CALLS("`reasoning` of turns that call tools"),
  /** As parts of the content, in their place: Mistral. */
  THINKING_PARTS("`thinking` parts of every turn");

  private static final Map<String, ReasoningReturn> BY_FIELD =
      Map.of("reasoning_content", CONTENT_WITH_ALL_CALLS, "reasoning", REASONING_WITH_CALLS);

  private final String inWords;

  ReasoningReturn(String inWords) {
    this.inWords = inWords;
  }

  /**
   * How it goes back in a field of turns that call tools.
   *
   * @throws IllegalArgumentException when no host reads it in a field of this name
   */
  public static ReasoningReturn in(String field) {
    ReasoningReturn form = BY_FIELD.get(field);
    if (form == null) {
      throw new IllegalArgumentException(
          "the field must be 'reasoning_content' or 'reasoning', not '" + field + "'");
    }
    return form;
  }

  String inWords() {
    return inWords;
  }
}
