package io.llmgw.providers.sse;

import io.llmgw.providers.json.WireJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What is left of an event at the end of a stream. */
final class CutEvent {
  private CutEvent() {}

  /** Whether it is a whole JSON object and nothing behind it: nothing can be missing then. */
  static boolean isWhole(byte[] bytes, int offset, int length) {
    try (JsonParser json = WireJson.parser(bytes, offset, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      json.skipChildren();
      return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }
}
