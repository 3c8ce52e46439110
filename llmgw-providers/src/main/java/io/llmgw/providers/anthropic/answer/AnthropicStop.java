package io.llmgw.providers.anthropic.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What a message, or the change of one at the end of a stream, says of its end. */
final class AnthropicStop {
  @Nullable String reason;
  @Nullable String sequence;
  @Nullable Json details;
  @Nullable Json container;

  void clear() {
    reason = null;
    sequence = null;
    details = null;
    container = null;
  }

  /** Reads the member at the parser; says whether it is one of those that belong here. */
  boolean read(String name, JsonParser json, byte[] bytes, int offset) {
    switch (name) {
      case "stop_reason" -> reason = WireJson.string(json);
      case "stop_details" -> details = object(json, bytes, offset);
      case "container" -> container = object(json, bytes, offset);
      case "stop_sequence" -> sequence = WireJson.string(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Json object(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      return WireJson.rawValue(json, bytes, offset);
    }
    json.skipChildren();
    return null;
  }
}
