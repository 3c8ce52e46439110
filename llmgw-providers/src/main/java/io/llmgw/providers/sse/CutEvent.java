package io.llmgw.providers.sse;

import io.llmgw.providers.json.WireJson;
import tools.jackson.core.JacksonException;

/** What is left of an event at the end of a stream. */
final class CutEvent {
  private CutEvent() {}

  /** Whether it is a whole JSON object, of which nothing can be missing. */
  static boolean isWhole(byte[] bytes, int offset, int length) {
    try {
      return WireJson.object(bytes, offset, length, json -> json.skipChildren());
    } catch (JacksonException e) {
      return false;
    }
  }
}
