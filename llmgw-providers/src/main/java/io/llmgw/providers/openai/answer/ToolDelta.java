package io.llmgw.providers.openai.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.recurring.FrameWords;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What one chunk says about one tool call; all of it in an answer that came whole. An empty text
 * says as little as none, and is read as none.
 */
final class ToolDelta {
  static final int NO_INDEX = -1;

  int index = NO_INDEX;
  @Nullable String id;
  @Nullable String name;
  final FrameWords arguments = new FrameWords();
  Map<String, Json> unknown = Map.of();

  /** Reads the object at the parser. */
  void read(JsonParser json, byte[] bytes, int offset) {
    String field;
    while ((field = json.nextName()) != null) {
      json.nextToken();
      switch (field) {
        case "index" -> index = WireJson.index(json, NO_INDEX);
        case "id" -> id = unlessEmpty(WireJson.scalar(json));
        case "function" -> readFunction(json, bytes, offset);
        case "type" -> json.skipChildren();
        default -> keep(field, json, bytes, offset);
      }
    }
  }

  /** Reads the function, or the whole of the call that preceded tool calls in the protocol. */
  void readFunction(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    String field;
    while ((field = json.nextName()) != null) {
      switch (json.nextToken()) {
        case VALUE_NULL -> {
          // A null says as little as an absent field.
        }
        case VALUE_STRING -> {
          if (field.equals("name")) {
            name = unlessEmpty(json.getString());
          } else if (field.equals("arguments")) {
            arguments.add(json);
          }
        }
        default -> {
          // Ollama sends arguments as an object, and Mistral's schema allows it.
          String raw = WireJson.raw(json, bytes, offset);
          if (field.equals("arguments")) {
            arguments.set(raw);
          }
        }
      }
    }
  }

  /** Whether it says nothing at all, as the empty calls with which Snowflake fills its answers. */
  boolean isEmpty() {
    return arguments.isEmpty() && name == null && id == null && unknown.isEmpty();
  }

  /** Whether it says nothing but blanks: with them no call begins. */
  boolean isBlank() {
    return !hasArguments() && name == null && id == null && unknown.isEmpty();
  }

  /** Whether it has arguments, or a part of them, and not mere blanks between or behind them. */
  boolean hasArguments() {
    String all = arguments.text();
    return all != null && !all.isBlank();
  }

  /** Its arguments, or more of them; null for none. */
  @Nullable String arguments() {
    return unlessEmpty(arguments.text());
  }

  private static @Nullable String unlessEmpty(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private void keep(String field, JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (unknown.isEmpty()) {
      unknown = new LinkedHashMap<>();
    }
    unknown.put(field, WireJson.rawValue(json, bytes, offset));
  }
}
