package io.llmgw.providers.anthropic.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A block of content as it came: all of it, or its beginning. */
final class AnthropicBlock {
  @Nullable String type;
  @Nullable String text;
  @Nullable String thinking;
  @Nullable String signature;
  @Nullable String id;
  @Nullable String name;
  @Nullable String input;
  @Nullable Json citations;

  /** Fields of a tool call that are not known here. */
  Map<String, Json> unknown = Map.of();

  /** The whole block, unless it is of a kind that is known here. */
  @Nullable Json raw;

  private AnthropicBlock() {}

  /** Reads the block at the parser, null when there is none. */
  static @Nullable AnthropicBlock read(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    long start = json.currentTokenLocation().getByteOffset();
    AnthropicBlock block = new AnthropicBlock();
    block.readFields(json, bytes, offset);
    if (block.kind() == AnthropicBlockKind.OPAQUE) {
      long end = json.currentLocation().getByteOffset();
      block.raw = WireJson.between(bytes, offset, start, end);
    }
    return block;
  }

  private void readFields(JsonParser json, byte[] bytes, int offset) {
    String field;
    while ((field = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      switch (field) {
        case "type" -> type = WireJson.string(json);
        case "text" -> text = WireJson.string(json);
        case "thinking" -> thinking = WireJson.string(json);
        case "signature" -> signature = WireJson.string(json);
        case "id" -> id = WireJson.scalar(json);
        case "name" -> name = WireJson.string(json);
        case "input" -> {
          if (isPassed(token)) {
            json.skipChildren();
          } else if (token == JsonToken.VALUE_STRING) {
            input = json.getString(); // hosts that have arguments as text, as other protocols do
          } else {
            input = WireJson.raw(json, bytes, offset);
          }
        }
        case "citations" -> {
          if (token == JsonToken.START_ARRAY) {
            Json array = WireJson.rawValue(json, bytes, offset);
            citations = array.text().indexOf('{') < 0 ? null : array;
          } else {
            json.skipChildren();
          }
        }
        default -> keep(field, json, bytes, offset);
      }
    }
  }

  /** Whether its value need not be kept apart: there is none, or the whole block is kept. */
  private boolean isPassed(JsonToken token) {
    return token == JsonToken.VALUE_NULL || (type != null && kind() != AnthropicBlockKind.CALL);
  }

  private void keep(String field, JsonParser json, byte[] bytes, int offset) {
    if (isPassed(json.currentToken())) {
      json.skipChildren();
      return;
    }
    if (unknown.isEmpty()) {
      unknown = new LinkedHashMap<>();
    }
    unknown.put(field, WireJson.rawValue(json, bytes, offset));
  }

  AnthropicBlockKind kind() {
    return AnthropicBlockKind.of(type);
  }
}
