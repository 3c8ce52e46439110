package io.llmgw.providers.cohere;

import io.llmgw.providers.replay.FormatReading;

/** The format under test, without a transport. */
final class Decoding {
  static final CohereFormat FORMAT = new CohereFormat(EmbeddingInputType.SEARCH_DOCUMENT);
  static final FormatReading READING = new FormatReading(FORMAT, "cohere", "command-test");

  private Decoding() {}
}
