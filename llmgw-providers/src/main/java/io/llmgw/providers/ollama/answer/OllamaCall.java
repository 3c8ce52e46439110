package io.llmgw.providers.ollama.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A call of a tool as it came, which is always whole. */
final class OllamaCall {
  @Nullable String name;

  /** Null where the server gives none, as older ones. */
  @Nullable String id;

  /** The arguments as they were written; null for none. */
  @Nullable String arguments;

  /** Members of the call that are not known here. */
  Map<String, Json> others = Map.of();

  private OllamaCall() {}

  /** Reads the call at the parser; what is none has no name. */
  static OllamaCall read(JsonParser json, byte[] bytes, int offset) {
    OllamaCall call = new OllamaCall();
    WireJson.members(json, (field, value) -> call.readMember(field, value, bytes, offset));
    return call;
  }

  private void readMember(String field, JsonParser json, byte[] bytes, int offset) {
    switch (field) {
      case "id" -> id = WireJson.scalar(json);
      case "type" -> json.skipChildren();
      case "function" ->
          WireJson.members(json, (name, value) -> readFunction(name, value, bytes, offset));
      default -> {
        if (others.isEmpty()) {
          others = new LinkedHashMap<>();
        }
        others.put(field, WireJson.rawValue(json, bytes, offset));
      }
    }
  }

  private void readFunction(String field, JsonParser json, byte[] bytes, int offset) {
    switch (field) {
      case "name" -> name = WireJson.string(json);
      case "arguments" -> {
        if (json.currentToken() != JsonToken.VALUE_NULL) {
          arguments =
              json.currentToken() == JsonToken.VALUE_STRING
                  ? json.getString() // gateways that have arguments as text, as other protocols do
                  : WireJson.raw(json, bytes, offset);
        }
      }
      default -> json.skipChildren();
    }
  }

  /** Whether a name says what is called. */
  boolean isNamed() {
    return name != null && !name.isEmpty();
  }
}
