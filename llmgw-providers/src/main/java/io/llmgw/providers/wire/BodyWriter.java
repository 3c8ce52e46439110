package io.llmgw.providers.wire;

import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.json.WireJson;
import tools.jackson.core.JsonGenerator;

/** Writes a body of JSON that every host takes, whatever halves of surrogate pairs are in it. */
public final class BodyWriter {
  private BodyWriter() {}

  /** The body that the content writes. */
  public static RequestBytes write(WireCall call, Content content) {
    RequestBytes body = new RequestBytes();
    try (JsonGenerator json = WireJson.generator(body)) {
      content.write(json, call);
    }
    return body;
  }

  /** What is written. */
  @FunctionalInterface
  public interface Content {
    /** Writes the whole body. */
    void write(JsonGenerator json, WireCall call);
  }
}
