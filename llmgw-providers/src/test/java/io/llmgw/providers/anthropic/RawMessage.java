package io.llmgw.providers.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.json.Json;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.providers.anthropic.answer.AnthropicItems;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.RawAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a recorded message says; a stream is first put together as one message, as trees. */
public final class RawMessage implements RawAnswer {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> KNOWN = List.of("text", "thinking", "tool_use");

  private final JsonNode message;

  private RawMessage(JsonNode message) {
    this.message = message;
  }

  /** Of a recorded answer, by whatever way it came. */
  public static RawMessage of(Exchange exchange) {
    return exchange.isStreamed()
        ? ofStream(events(exchange))
        : new RawMessage(JSON.readTree(exchange.body()));
  }

  /** The events; where they are in the chunks of Bedrock, those. */
  private static byte[] events(Exchange exchange) {
    StringBuilder events = new StringBuilder();
    for (JsonNode chunk : exchange.chunks()) {
      JsonNode inside = chunk.path("payload").path("bytes");
      if (inside.isString()) {
        byte[] event = Base64.getDecoder().decode(inside.stringValue());
        events.append("data: ").append(new String(event, StandardCharsets.UTF_8)).append("\n\n");
      }
    }
    return events.isEmpty()
        ? exchange.streamBody()
        : events.toString().getBytes(StandardCharsets.UTF_8);
  }

  static String errorType(byte[] body) {
    return JSON.readTree(body).at("/error/type").stringValue();
  }

  private static RawMessage ofStream(byte[] body) {
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

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    blocks("text").forEach(block -> text.append(block.path("text").stringValue()));
    return text.toString();
  }

  @Override
  public void compareBlocks(ChatResponse read) {
    assertThat(reasoning(read)).isEqualTo(reasoning());
    assertThat(read.toolCalls())
        .extracting(call -> call.id() + " " + call.name() + " " + call.arguments().value())
        .isEqualTo(calls());
    assertThat(items(read)).isEqualTo(items());
  }

  /** Text and signature of each thinking block. */
  private static List<String> reasoning(ChatResponse response) {
    List<String> blocks = new ArrayList<>();
    for (Part part : response.message().parts()) {
      if (part instanceof Part.Reasoning reasoning) {
        blocks.add(reasoning.text() + " " + reasoning.signature());
      }
    }
    return blocks;
  }

  /** The blocks that are kept as they are. */
  private static List<Object> items(ChatResponse response) {
    List<Object> blocks = new ArrayList<>();
    for (Part part : response.message().parts()) {
      if (part instanceof ProviderItem item && !AnthropicItems.isBesideContent(item)) {
        blocks.add(item.json().value());
      }
    }
    return blocks;
  }

  private List<String> reasoning() {
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

  private List<String> calls() {
    List<String> calls = new ArrayList<>();
    for (JsonNode block : blocks("tool_use")) {
      calls.add(
          (block.path("id").stringValue() + " " + block.path("name").stringValue())
              + (" " + Json.ofText(block.path("input").toString()).value()));
    }
    return calls;
  }

  /** All other blocks. */
  private List<Object> items() {
    List<Object> items = new ArrayList<>();
    for (JsonNode block : message.path("content")) {
      if (!KNOWN.contains(block.path("type").asString(""))) {
        items.add(Json.ofText(block.toString()).value());
      }
    }
    return items;
  }

  @Override
  public @Nullable String finishReason() {
    return message.path("stop_reason").asString(null);
  }

  @Override
  public FinishReason finish() {
    Map<String, FinishReason> known =
        Map.of(
            "end_turn", FinishReason.STOP,
            "stop_sequence", FinishReason.STOP_SEQUENCE,
            "max_tokens", FinishReason.LENGTH,
            "tool_use", FinishReason.TOOL_CALLS);
    return known.getOrDefault(String.valueOf(finishReason()), FinishReason.OTHER);
  }

  @Override
  public @Nullable String model() {
    return message.path("model").asString(null);
  }

  @Override
  public @Nullable String id() {
    return message.path("id").asString(null);
  }

  @Override
  public Map<TokenKind, Long> usage() {
    JsonNode usage = message.path("usage");
    Map<TokenKind, Long> tokens = new EnumMap<>(TokenKind.class);
    if (usage.isMissingNode()) {
      return tokens; // as a recording at Bedrock, on purpose
    }
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
