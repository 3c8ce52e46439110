package io.llmgw.providers.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.json.Json;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.providers.bedrock.answer.ConverseItems;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.RawAnswer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a recorded answer says; a stream is first put together as one answer, as trees. */
final class RawConverse implements RawAnswer {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JsonNode answer;

  private RawConverse(JsonNode answer) {
    this.answer = answer;
  }

  static RawConverse of(Exchange exchange) {
    return new RawConverse(
        exchange.isStreamed() ? joined(exchange.chunks()) : JSON.readTree(exchange.body()));
  }

  private static JsonNode joined(JsonNode chunks) {
    ObjectNode answer = JSON.createObjectNode();
    Map<Integer, ObjectNode> blocks = new TreeMap<>();
    for (JsonNode chunk : chunks) {
      JsonNode payload = chunk.path("payload");
      int index = payload.path("contentBlockIndex").asInt(-1);
      switch (chunk.path("headers").path(":event-type").stringValue()) {
        case "contentBlockStart" ->
            blocks.put(index, (ObjectNode) payload.path("start").deepCopy());
        case "contentBlockDelta" ->
            add(
                blocks.computeIfAbsent(index, absent -> JSON.createObjectNode()),
                payload.path("delta"));
        case "messageStop", "metadata" -> answer.setAll((ObjectNode) payload);
        default -> {
          // Nothing that an answer has in it.
        }
      }
    }
    for (ObjectNode block : blocks.values()) {
      JsonNode input = block.at("/toolUse/input");
      if (input.isString()) {
        String text = input.stringValue().isBlank() ? "{}" : input.stringValue();
        ((ObjectNode) block.path("toolUse")).set("input", JSON.readTree(text));
      }
    }
    answer.putObject("output").putObject("message").putArray("content").addAll(blocks.values());
    return answer;
  }

  private static void add(ObjectNode block, JsonNode delta) {
    append(block, "text", delta.path("text"));
    if (delta.has("toolUse")) {
      append(block.withObject("/toolUse"), "input", delta.at("/toolUse/input"));
    }
    if (delta.has("reasoningContent")) {
      ObjectNode text = block.withObject("/reasoningContent/reasoningText");
      append(text, "text", delta.at("/reasoningContent/text"));
      append(text, "signature", delta.at("/reasoningContent/signature"));
    }
  }

  private static void append(ObjectNode to, String field, JsonNode piece) {
    if (piece.isString()) {
      to.put(field, to.path(field).asString("") + piece.stringValue());
    }
  }

  private JsonNode content() {
    return answer.at("/output/message/content");
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    for (JsonNode block : content()) {
      text.append(block.path("text").asString(""));
      block
          .at("/citationsContent/content")
          .forEach(said -> text.append(said.path("text").asString("")));
    }
    return text.toString();
  }

  @Override
  public void compareBlocks(ChatResponse read) {
    List<String> thoughts = new ArrayList<>();
    List<Object> cited = new ArrayList<>();
    for (Part part : read.message().parts()) {
      if (part instanceof Part.Reasoning reasoning) {
        thoughts.add(reasoning.text() + " " + reasoning.signature());
      } else if (part instanceof ProviderItem item) {
        assertThat(item.type()).isEqualTo(ConverseItems.CITATIONS);
        cited.add(item.json().value());
      }
    }
    assertThat(thoughts).isEqualTo(thoughts());
    assertThat(cited).isEqualTo(citations());
    assertThat(read.toolCalls())
        .extracting(call -> call.id() + " " + call.name() + " " + call.arguments().value())
        .isEqualTo(calls());
  }

  private List<String> thoughts() {
    List<String> thoughts = new ArrayList<>();
    for (JsonNode block : content()) {
      JsonNode text = block.at("/reasoningContent/reasoningText");
      if (text.isObject()) {
        thoughts.add(text.path("text").asString("") + " " + text.path("signature").asString(null));
      }
    }
    return thoughts;
  }

  private List<Object> citations() {
    List<Object> cited = new ArrayList<>();
    for (JsonNode block : content()) {
      JsonNode citations = block.at("/citationsContent/citations");
      if (citations.isArray()) {
        cited.add(Json.ofText(citations.toString()).value());
      }
    }
    return cited;
  }

  private List<String> calls() {
    List<String> calls = new ArrayList<>();
    for (JsonNode block : content()) {
      JsonNode call = block.path("toolUse");
      if (call.isObject()) {
        calls.add(
            (call.path("toolUseId").stringValue() + " " + call.path("name").stringValue())
                + (" " + Json.ofText(call.path("input").toString()).value()));
      }
    }
    return calls;
  }

  @Override
  public @Nullable String finishReason() {
    return answer.path("stopReason").asString(null);
  }

  @Override
  public FinishReason finish() {
    Map<String, FinishReason> known =
        Map.of(
            "end_turn", FinishReason.STOP,
            "max_tokens", FinishReason.LENGTH,
            "tool_use", FinishReason.TOOL_CALLS);
    return known.getOrDefault(String.valueOf(finishReason()), FinishReason.OTHER);
  }

  @Override
  public @Nullable String model() {
    return null;
  }

  @Override
  public @Nullable String id() {
    return null;
  }

  @Override
  public Map<TokenKind, Long> usage() {
    JsonNode usage = answer.path("usage");
    Map<TokenKind, Long> tokens = new EnumMap<>(TokenKind.class);
    long total = usage.path("totalTokens").longValue();
    tokens.put(TokenKind.INPUT, total - usage.path("outputTokens").longValue());
    tokens.put(TokenKind.OUTPUT, usage.path("outputTokens").longValue());
    if (usage.has("cacheReadInputTokens")) {
      tokens.put(TokenKind.CACHED_INPUT, usage.path("cacheReadInputTokens").longValue());
    }
    if (usage.has("cacheWriteInputTokens")) {
      tokens.put(TokenKind.CACHE_WRITE, usage.path("cacheWriteInputTokens").longValue());
      tokens.put(TokenKind.CACHE_WRITE_LONG, 0L);
    }
    return tokens;
  }
}
