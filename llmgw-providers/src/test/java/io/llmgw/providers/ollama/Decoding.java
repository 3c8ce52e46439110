package io.llmgw.providers.ollama;

import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.wire.Framing;

/** The format under test, without a transport. */
final class Decoding {
  static final OllamaFormat FORMAT = new OllamaFormat(null);
  static final FormatReading READING =
      new FormatReading(FORMAT, "ollama", "ollama-test", Framing.JSON_LINES);

  private Decoding() {}
}
