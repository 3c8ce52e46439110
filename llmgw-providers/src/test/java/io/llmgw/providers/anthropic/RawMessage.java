package io.llmgw.providers.anthropic;

import io.llmgw.api.json.Json;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.TokenKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a recorded message says, read a second time and in another way: a stream is first put
 * together as one message, as trees, and then walked, without any of the code under test.
 */
final class RawMessage {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> KNOWN = List.of("text", "thinking", "tool_use");

  private final JsonNode message;

  private RawMessage(JsonNode message) {
    this.message = message;
  }

  static RawMessage ofWhole(byte[] body) {
    return new RawMessage(JSON.readTree(body));
  }

  static String errorType(byte[] body) {
    return JSON.readTree(body).at("/error/type").stringValue();
  }

  static RawMessage ofStream(byte[] body) {
    ObjectNode message = JSON.createObjectNode();
    Map<Integer, ObjectNode> blocks = new LinkedHashMap<>();
    Map<Integer, String> inputs = new LinkedHashMap<>();
    for (String line : new String(body, StandardCharsets.UTF_8).split("\r\n|\n|\r")) {
      if (!line.startsWith("data:")) {
        continue;
      }
      JsonNode event = JSON.readTree(line.substring(5));
      int index = event.path("index").asInt(0);
      switch (event.path("type").stringValue()) {
        case "message_start" -> message.setAll((ObjectNode) event.path("message"));
        case "content_block_start" -> blocks.put(index, (ObjectNode) event.path("content_block"));
        case "content_block_delta" -> {
          JsonNode delta = event.path("delta");
          ObjectNode block = blocks.get(index);
          append(block, "text", delta.path("text"));
          append(block, "thinking", delta.path("thinking"));
          append(block, "signature", delta.path("signature"));
          if (delta.has("partial_json")) {
            inputs.merge(index, delta.path("partial_json").stringValue(), String::concat);
          }
        }
        case "message_delta" -> {
          event.path("delta").properties().forEach(e -> message.set(e.getKey(), e.getValue()));
          ObjectNode usage = (ObjectNode) message.path("usage");
          event.path("usage").properties().forEach(e -> usage.set(e.getKey(), e.getValue()));
        }
        default -> {}
      }
      if (event.path("type").stringValue().equals("message_stop")) {
        break;
      }
    }
    inputs.forEach(
        (index, input) -> {
          if (!input.isBlank()) {
            blocks.get(index).set("input", JSON.readTree(input));
          }
        });
    message.set("content", JSON.createArrayNode().addAll(blocks.values()));
    return new RawMessage(message);
  }

  private static void append(ObjectNode block, String field, JsonNode added) {
    if (added.isString()) {
      block.put(field, block.path(field).asString("") + added.stringValue());
    }
  }

  private List<JsonNode> blocks(String type) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode block : message.path("content")) {
      if (block.path("type").asString("").equals(type)) {
        found.add(block);
      }
    }
    return found;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    blocks("text").forEach(block -> text.append(block.path("text").stringValue()));
    return text.toString();
  }

  List<String> reasoning() {
    List<String> thoughts = new ArrayList<>();
    blocks("thinking")
        .forEach(
            block ->
                thoughts.add(
                    block.path("thinking").stringValue()
                        + " "
                        + block.path("signature").stringValue()));
    return thoughts;
  }

  List<String> calls() {
    List<String> calls = new ArrayList<>();
    for (JsonNode block : blocks("tool_use")) {
      calls.add(
          (block.path("id").stringValue() + " " + block.path("name").stringValue())
              + (" " + Json.ofText(block.path("input").toString()).value()));
    }
    return calls;
  }

  /** All other blocks. */
  List<Object> items() {
    List<Object> items = new ArrayList<>();
    for (JsonNode block : message.path("content")) {
      if (!KNOWN.contains(block.path("type").asString(""))) {
        items.add(Json.ofText(block.toString()).value());
      }
    }
    return items;
  }

  @Nullable String stopReason() {
    return message.path("stop_reason").asString(null);
  }

  FinishReason finishReason() {
    Map<String, FinishReason> known =
        Map.of(
            "end_turn", FinishReason.STOP,
            "stop_sequence", FinishReason.STOP_SEQUENCE,
            "max_tokens", FinishReason.LENGTH,
            "tool_use", FinishReason.TOOL_CALLS);
    return known.getOrDefault(String.valueOf(stopReason()), FinishReason.OTHER);
  }

  @Nullable String model() {
    return message.path("model").asString(null);
  }

  @Nullable String id() {
    return message.path("id").asString(null);
  }

  Map<TokenKind, Long> usage() {
    JsonNode usage = message.path("usage");
    Map<TokenKind, Long> tokens = new EnumMap<>(TokenKind.class);
    long read = usage.path("cache_read_input_tokens").asLong(0);
    long written = usage.path("cache_creation_input_tokens").asLong(0);
    tokens.put(TokenKind.INPUT, usage.path("input_tokens").longValue() + read + written);
    tokens.put(TokenKind.OUTPUT, usage.path("output_tokens").longValue());
    if (usage.path("cache_read_input_tokens").isNumber()) {
      tokens.put(TokenKind.CACHED_INPUT, read);
    }
    if (usage.path("cache_creation_input_tokens").isNumber()) {
      long lasting = usage.path("cache_creation").path("ephemeral_1h_input_tokens").asLong(0);
      tokens.put(TokenKind.CACHE_WRITE, written - lasting);
      tokens.put(TokenKind.CACHE_WRITE_LONG, lasting);
    }
    JsonNode thinking = usage.path("output_tokens_details").path("thinking_tokens");
    if (thinking.isNumber()) {
      tokens.put(TokenKind.REASONING, thinking.longValue());
    }
    return tokens;
  }
}
