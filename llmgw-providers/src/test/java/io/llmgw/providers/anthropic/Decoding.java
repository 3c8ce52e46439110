package io.llmgw.providers.anthropic;

import io.llmgw.providers.replay.FormatReading;

/** The format under test, without a transport. */
final class Decoding {
  static final AnthropicFormat FORMAT = new AnthropicFormat(Anthropic.DEFAULT_MAX_TOKENS);
  static final FormatReading READING = new FormatReading(FORMAT, "anthropic", "claude-test");

  private Decoding() {}
}
