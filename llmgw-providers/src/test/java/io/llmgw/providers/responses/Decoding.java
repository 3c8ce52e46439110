package io.llmgw.providers.responses;

import io.llmgw.api.provider.Capability;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.replay.FormatReading;

/** The format under test, as OpenAI itself speaks it, without a transport. */
final class Decoding {
  static final Dialect DIALECT =
      Dialect.of("openai")
          .can(
              Capability.IMAGES,
              Capability.DOCUMENTS,
              Capability.JSON_OBJECT,
              Capability.JSON_SCHEMA,
              Capability.REASONING,
              Capability.EMBEDDINGS)
          .build()
          .inResponses();
  static final ResponsesFormat FORMAT = new ResponsesFormat(DIALECT);
  static final FormatReading READING = new FormatReading(FORMAT, "openai", "gpt-test");

  private Decoding() {}
}
