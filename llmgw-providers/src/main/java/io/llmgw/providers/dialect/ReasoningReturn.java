package io.llmgw.providers.dialect;

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

  private final String inWords;

  ReasoningReturn(String inWords) {
    this.inWords = inWords;
  }

  String inWords() {
    return inWords;
  }
}
