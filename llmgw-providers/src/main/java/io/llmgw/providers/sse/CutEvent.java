package io.llmgw.providers.sse;

import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.json.WireJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What is left of an event at the end of a stream. */
final class CutEvent {
  private CutEvent() {}

  /** Whether it is a whole object that says what has failed: of one that is cut nobody can tell. */
  static boolean isError(@Nullable String event, byte[] bytes, int offset, int length) {
    if (!isObject(bytes, offset, length)) {
      return false;
    }
    ErrorBody body = ErrorBody.of(bytes, offset, length);
    return body.isExplicit() || ("error".equals(event) && body.hasWords());
  }

  private static boolean isObject(byte[] bytes, int offset, int length) {
    try (JsonParser json = WireJson.parser(bytes, offset, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      json.skipChildren();
      return json.currentToken() == JsonToken.END_OBJECT;
    } catch (JacksonException e) {
      return false;
    }
  }
}
