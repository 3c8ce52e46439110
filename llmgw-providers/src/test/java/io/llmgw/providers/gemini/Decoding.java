package io.llmgw.providers.gemini;

import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.wire.Framing;

/** The formats under test, without a transport. */
final class Decoding {
  static final GeminiFormat FORMAT =
      new GeminiFormat(new GeminiHost("v1beta/", "", "models/", false));
  static final GeminiFormat VERTEX =
      new GeminiFormat(
          new GeminiHost(
              "v1beta1/", "projects/p/locations/global/", "publishers/google/models/", true));
  static final FormatReading READING =
      new FormatReading(FORMAT, "gemini", "gemini-test", Framing.SSE_OR_ARRAY);

  private Decoding() {}
}
