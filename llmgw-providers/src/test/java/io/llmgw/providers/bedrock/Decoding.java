package io.llmgw.providers.bedrock;

import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.wire.Framing;

/** The format under test, without a transport. */
final class Decoding {
  static final BedrockFormat FORMAT = BedrockFormat.of(BedrockApi.CONVERSE);
  static final FormatReading READING =
      new FormatReading(FORMAT, "bedrock", "anthropic.claude-test", Framing.AWS_EVENT_STREAM);

  private Decoding() {}
}
