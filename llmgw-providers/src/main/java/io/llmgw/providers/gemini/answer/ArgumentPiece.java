package io.llmgw.providers.gemini.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A piece of streamed arguments.
 *
 * @param path where it belongs, as {@code $.city} or {@code $.places[0].name}
 * @param value text that goes behind the text that is there, or a value
 */
record ArgumentPiece(String path, Json value) {
  /** Reads the piece at the parser, null when there is none. */
  static @Nullable ArgumentPiece read(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    String path = null;
    Json value = null;
    String field;
    while ((field = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      switch (field) {
        case "jsonPath" -> path = WireJson.string(json);
        case "stringValue" -> {
          String text = WireJson.string(json);
          value = text == null ? value : Json.ofValue(text);
        }
        case "numberValue" -> {
          String number = WireJson.scalar(json);
          value = number == null ? value : Json.ofText(number);
        }
        case "boolValue" -> {
          if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            value = Json.ofValue(token == JsonToken.VALUE_TRUE);
          } else {
            json.skipChildren();
          }
        }
        case "nullValue" -> {
          json.skipChildren();
          value = Json.ofText("null");
        }
        default -> json.skipChildren();
      }
    }
    return path == null || value == null || !value.isValid()
        ? null
        : new ArgumentPiece(path, value);
  }
}
