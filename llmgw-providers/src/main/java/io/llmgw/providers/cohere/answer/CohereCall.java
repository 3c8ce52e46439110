package io.llmgw.providers.cohere.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.recurring.FrameWords;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A call of a tool, or more of its arguments. Used again for the next one of a stream. */
final class CohereCall {
  final FrameWords arguments = new FrameWords();
  @Nullable String id;
  @Nullable String name;

  /** Fields of the call that are not known here. */
  Map<String, Json> unknown = Map.of();

  void clear() {
    arguments.clear();
    id = null;
    name = null;
    unknown = Map.of();
  }

  /** Reads the object at the parser. */
  void read(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    String field;
    while ((field = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      switch (field) {
        case "id" -> id = WireJson.scalar(json);
        case "type" -> json.skipChildren();
        case "function" -> readFunction(json, bytes, offset);
        default -> {
          if (token != JsonToken.VALUE_NULL) {
            unknown = unknown.isEmpty() ? new LinkedHashMap<>() : unknown;
            unknown.put(field, WireJson.rawValue(json, bytes, offset));
          }
        }
      }
    }
  }

  private void readFunction(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    String field;
    while ((field = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      if (field.equals("name")) {
        name = WireJson.string(json);
      } else if (field.equals("arguments") && token.isStructStart()) {
        arguments.set(WireJson.raw(json, bytes, offset)); // as text everywhere else
      } else if (field.equals("arguments")) {
        arguments.add(json);
      } else {
        json.skipChildren();
      }
    }
  }
}
