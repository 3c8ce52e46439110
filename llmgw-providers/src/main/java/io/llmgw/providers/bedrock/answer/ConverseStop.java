package io.llmgw.providers.bedrock.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What an answer, or an event at the end of a stream, says beside the content. */
final class ConverseStop {
  @Nullable String reason;
  @Nullable Json responseFields;
  @Nullable Json trace;
  @Nullable String serviceTier;

  void clear() {
    reason = null;
    responseFields = null;
    trace = null;
    serviceTier = null;
  }

  /** Reads the member at the parser; says whether it is one of those that belong here. */
  boolean read(String name, JsonParser json, byte[] bytes, int offset) {
    switch (name) {
      case "stopReason" -> reason = WireJson.string(json);
      case "additionalModelResponseFields" -> responseFields = object(json, bytes, offset);
      case "trace" -> trace = object(json, bytes, offset);
      case "serviceTier" -> WireJson.members(json, this::readTier);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void readTier(String field, JsonParser json) {
    if (field.equals("type")) {
      serviceTier = WireJson.string(json);
    } else {
      json.skipChildren();
    }
  }

  private static @Nullable Json object(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      return WireJson.rawValue(json, bytes, offset);
    }
    json.skipChildren();
    return null;
  }
}
