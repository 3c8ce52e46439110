package io.llmgw.providers.openai;

import io.llmgw.providers.replay.FormatReading;

/** The format under test, as OpenAI itself speaks it, without a transport. */
final class Decoding {
  static final OpenAiChatFormat FORMAT = new OpenAiChatFormat(OpenAi.DIALECT);
  static final FormatReading READING = new FormatReading(FORMAT, "openai", "gpt-test");

  private Decoding() {}
}
