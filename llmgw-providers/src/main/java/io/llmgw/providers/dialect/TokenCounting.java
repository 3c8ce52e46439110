package io.llmgw.providers.dialect;

/** How a host of Chat Completions counts the tokens of a chat, if it does. */
public enum TokenCounting {
  /** Not at all. */
  NONE(""),
  /** In the template of its model, of text: vLLM. */
  TEMPLATE("tokens are counted of text alone, at `/tokenize` beside `/v1`"),
  /** By the chat itself, of text: llama.cpp, whose older servers have no such path. */
  CHAT("tokens are counted of text alone, at `chat/completions/input_tokens`"),
  /** By its messages, of which none tells of tools: Moonshot. */
  MESSAGES("tokens are counted at `tokenizers/estimate-token-count`, of a chat without tools"),
  /** By its messages and tools, of text, where none was called yet: Z.ai. */
  MESSAGES_AND_TOOLS(
      "tokens are counted at `tokenizer`, of text alone and where no tool was called yet");

  private final String inWords;

  TokenCounting(String inWords) {
    this.inWords = inWords;
  }

  /** Whether the host has no such place for Responses, which it does not speak. */
  boolean isOfChatsAlone() {
    return this == MESSAGES || this == MESSAGES_AND_TOOLS;
  }

  String inWords() {
    return inWords;
  }
}
