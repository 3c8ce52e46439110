package io.llmgw.providers.wire;

import tools.jackson.core.JsonGenerator;

/** Writes a body of JSON that every host takes, whatever halves of surrogate pairs are in it. */
public final class BodyWriter {
  // Quotes, commas and names around the text; more than that and the body grows once.
  private static final int ENVELOPE_BYTES = 1024;
  private static final int MOST_EXPECTED_BYTES = 1 << 20;

  private BodyWriter() {}

  /**
   * The body that the content writes: once, and again with every string repaired if that turns out
   * to be needed, then without remarks.
   */
  public static BodyBytes write(WireCall call, Content content) {
    long expected = call.request().content().textLength() + ENVELOPE_BYTES;
    BodyBytes body = new BodyBytes((int) Math.min(expected, MOST_EXPECTED_BYTES));
    try (JsonGenerator json = WireJson.generator(body)) {
      content.write(json, call);
    }
    if (!WireJson.mayHaveLoneSurrogate(body)) {
      return body;
    }
    BodyBytes repaired = new BodyBytes(body.length());
    try (JsonGenerator json = WireJson.repairing(repaired)) {
      content.write(json, call.withoutNotes());
    }
    return repaired;
  }

  /** What is written. */
  @FunctionalInterface
  public interface Content {
    /** Writes the whole body. */
    void write(JsonGenerator json, WireCall call);
  }
}
