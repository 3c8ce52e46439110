package io.llmgw.providers.anthropic.answer;

import io.llmgw.providers.json.WireJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A message of the protocol: an answer that came whole, or what a stream begins with. */
final class AnthropicMessage {
  @Nullable String id;
  @Nullable String model;
  final AnthropicStop stop = new AnthropicStop();
  final List<AnthropicBlock> blocks = new ArrayList<>(2);

  /** Whether it has the member that makes it a message. */
  boolean hasContent;

  /** Whether it has an error in it, or calls itself one. */
  boolean hasError;

  /** Whether it says something of the usage, which it adds to that of the answer. */
  boolean hasUsage;

  /** Reads the members of the object at the parser. */
  void read(JsonParser json, byte[] bytes, int offset, AnthropicUsage usage) {
    String name;
    while ((name = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "type" -> hasError |= "error".equals(WireJson.string(json));
        case "id" -> id = WireJson.string(json);
        case "model" -> model = WireJson.string(json);
        case "content" -> readContent(json, bytes, offset);
        case "usage" -> hasUsage = usage.read(json, bytes, offset);
        case "error" -> {
          hasError |= token != JsonToken.VALUE_NULL;
          json.skipChildren();
        }
        default -> {
          if (!stop.read(name, json, bytes, offset)) {
            json.skipChildren();
          }
        }
      }
    }
  }

  /** Reads a body that is a message and nothing else. */
  void readWhole(byte[] bytes, int offset, int length, AnthropicUsage usage) {
    WireJson.object(bytes, offset, length, json -> read(json, bytes, offset, usage));
  }

  private void readContent(JsonParser json, byte[] bytes, int offset) {
    hasContent = true;
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      AnthropicBlock block = AnthropicBlock.read(json, bytes, offset);
      if (block != null) {
        blocks.add(block);
      }
    }
  }
}
