package io.llmgw.providers.bedrock.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A block of content as it came: all of it, or its beginning. It is told by the name of its member:
 * the protocol gives it no other type.
 */
final class ConverseBlock {
  private static final String TOOL_USE = "toolUse";

  /** What tells a tool that the provider runs itself from one of the application. */
  private static final String OF_SERVER = "server_tool_use";

  /** What other tools are called, where they are called anything: it says nothing. */
  private static final String OF_CLIENT = "tool_use";

  @Nullable String text;
  @Nullable String thought;
  @Nullable String signature;
  @Nullable String id;
  @Nullable String name;
  @Nullable String input;
  @Nullable Json citations;
  @Nullable ConverseMedia media;

  /** Fields of a tool call that are not known here. */
  Map<String, Json> unknown = Map.of();

  /** The name of the member that it is told by. */
  @Nullable String type;

  /** The whole block. */
  @Nullable Json raw;

  private boolean call;
  private boolean ofServer;

  private ConverseBlock() {}

  /** Reads the block at the parser, null when there is none, or nothing in it. */
  static @Nullable ConverseBlock read(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    long start = json.currentTokenLocation().getByteOffset();
    ConverseBlock block = new ConverseBlock();
    block.readMembers(json, bytes, offset);
    if (block.kind() == ConverseBlockKind.OPAQUE) {
      if (block.type == null) {
        return null;
      }
      long end = json.currentLocation().getByteOffset();
      block.raw = WireJson.between(bytes, offset, start, end);
    }
    return block;
  }

  private void readMembers(JsonParser json, byte[] bytes, int offset) {
    String member;
    while ((member = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      switch (member) {
        case "text" -> text = WireJson.string(json);
        case "reasoningContent" -> {
          type = member;
          WireJson.members(json, this::readReasoning);
        }
        case TOOL_USE -> {
          type = member;
          call = WireJson.members(json, (field, value) -> readCall(field, value, bytes, offset));
        }
        case "citationsContent" -> readCited(json, bytes, offset);
        case ConverseItems.IMAGE, ConverseItems.AUDIO, ConverseItems.VIDEO -> {
          media = ConverseMedia.read(member, json, bytes, offset);
          type = media == null ? type : member;
        }
        default -> {
          // Of a type beside the text, as some hosts write it, nothing depends.
          boolean content = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
          type = content && type == null ? member : type;
          json.skipChildren();
        }
      }
    }
  }

  private void readReasoning(String field, JsonParser json) {
    if (field.equals("reasoningText")) {
      WireJson.members(
          json,
          (name, value) -> {
            switch (name) {
              case "text" -> thought = WireJson.string(value);
              case "signature" -> signature = WireJson.string(value);
              default -> value.skipChildren();
            }
          });
    } else {
      json.skipChildren();
    }
  }

  private void readCall(String field, JsonParser json, byte[] bytes, int offset) {
    switch (field) {
      case "toolUseId" -> id = WireJson.scalar(json);
      case "name" -> name = WireJson.string(json);
      case "input" -> readInput(json, bytes, offset);
      case "type" -> readType(json, bytes, offset);
      default -> keep(field, json, bytes, offset);
    }
  }

  private void readInput(JsonParser json, byte[] bytes, int offset) {
    switch (json.currentToken()) {
      case VALUE_NULL -> {
        // none
      }
      case VALUE_STRING -> input = json.getString(); // as in the pieces of a stream
      default -> input = WireJson.raw(json, bytes, offset);
    }
  }

  private void readType(JsonParser json, byte[] bytes, int offset) {
    Json value = WireJson.rawValue(json, bytes, offset);
    Object word = value.isValid() ? value.value() : null;
    ofServer = OF_SERVER.equals(word);
    if (!ofServer && !OF_CLIENT.equals(word)) {
      keep("type", value);
    }
  }

  private void keep(String field, JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.VALUE_NULL) {
      keep(field, WireJson.rawValue(json, bytes, offset));
    }
  }

  private void keep(String field, Json value) {
    if (unknown.isEmpty()) {
      unknown = new LinkedHashMap<>();
    }
    unknown.put(field, value);
  }

  /** A text that rests on something, in pieces. */
  private void readCited(JsonParser json, byte[] bytes, int offset) {
    StringBuilder all = new StringBuilder();
    boolean cited =
        WireJson.members(
            json,
            (field, value) -> {
              if (field.equals("content") && value.currentToken() == JsonToken.START_ARRAY) {
                readPieces(value, all);
              } else if (field.equals("citations")
                  && value.currentToken() == JsonToken.START_ARRAY) {
                citations = WireJson.rawValue(value, bytes, offset);
              } else {
                value.skipChildren();
              }
            });
    text = cited ? all.toString() : text;
  }

  private static void readPieces(JsonParser json, StringBuilder all) {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      WireJson.members(
          json,
          (field, value) -> {
            String piece = field.equals("text") ? WireJson.string(value) : null;
            if (piece != null) {
              all.append(piece);
            } else {
              value.skipChildren();
            }
          });
    }
  }

  ConverseBlockKind kind() {
    if (call) {
      return ofServer ? ConverseBlockKind.OPAQUE : ConverseBlockKind.CALL;
    }
    if (thought != null || signature != null) {
      return ConverseBlockKind.THOUGHT;
    }
    if (text != null) {
      return ConverseBlockKind.TEXT;
    }
    return media == null ? ConverseBlockKind.OPAQUE : ConverseBlockKind.MEDIA;
  }
}
