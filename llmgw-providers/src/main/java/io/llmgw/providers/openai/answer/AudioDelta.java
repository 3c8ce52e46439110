package io.llmgw.providers.openai.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What one chunk says of the sound of an answer; all of it in one that came whole. */
final class AudioDelta {
  private static final String ID = "id";

  /** More of the sound, in Base64; null for none. */
  @Nullable String data;

  /** More of what it says; null for nothing. */
  @Nullable String transcript;

  /** What else is said of it, such as what it is called by. */
  Map<String, Json> fields = Map.of();

  void clear() {
    data = null;
    transcript = null;
    fields = Map.of();
  }

  /** Whether it says that there is sound; hosts fill answers without any with empty fields. */
  boolean isAny() {
    return data != null || transcript != null || fields.containsKey(ID);
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
        case "data" -> data = text(json);
        case "transcript" -> transcript = text(json);
        default -> {
          boolean empty = token == JsonToken.VALUE_STRING && json.getStringLength() == 0;
          if (empty || token == JsonToken.VALUE_NULL) {
            json.skipChildren();
          } else {
            keep(field, WireJson.rawValue(json, bytes, offset));
          }
        }
      }
    }
  }

  private static @Nullable String text(JsonParser json) {
    String text = WireJson.string(json);
    return text == null || text.isEmpty() ? null : text;
  }

  private void keep(String field, Json value) {
    if (fields.isEmpty()) {
      fields = new LinkedHashMap<>(2);
    }
    fields.put(field, value);
  }
}
