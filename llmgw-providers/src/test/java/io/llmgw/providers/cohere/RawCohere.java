package io.llmgw.providers.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.json.Json;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.providers.cohere.answer.CohereItems;
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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a recorded answer says; a stream is first put together as one answer, as trees. */
final class RawCohere implements RawAnswer {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JsonNode answer;

  private RawCohere(JsonNode answer) {
    this.answer = answer;
  }

  static RawCohere of(Exchange exchange) {
    return new RawCohere(
        exchange.isStreamed() ? joined(exchange.chunks()) : JSON.readTree(exchange.body()));
  }

  private static JsonNode joined(JsonNode chunks) {
    ObjectNode answer = JSON.createObjectNode();
    ObjectNode message = answer.putObject("message");
    Map<Integer, ObjectNode> contents = new TreeMap<>();
    Map<Integer, ObjectNode> calls = new TreeMap<>();
    ArrayNode citations = JSON.createArrayNode();
    for (JsonNode chunk : chunks) {
      for (String line : chunk.stringValue().split("\n")) {
        if (line.startsWith("data: {")) {
          JsonNode event = JSON.readTree(line.substring("data: ".length()));
          JsonNode change = event.at("/delta/message");
          int index = event.path("index").asInt(0);
          switch (event.path("type").stringValue()) {
            case "message-start" -> answer.set("id", event.path("id"));
            case "content-start" -> contents.put(index, copy(change.path("content")));
            case "content-delta" -> append(contents.get(index), change.path("content"));
            case "tool-plan-delta" -> append(message, change);
            case "tool-call-start" -> calls.put(index, copy(change.path("tool_calls")));
            case "tool-call-delta" ->
                append(
                    (ObjectNode) calls.get(index).path("function"),
                    change.at("/tool_calls/function"));
            case "citation-start" -> citations.add(change.path("citations"));
            case "message-end" -> answer.setAll(copy(event.path("delta")));
            default -> {
              // Nothing that an answer has in it.
            }
          }
        }
      }
    }
    message.putArray("content").addAll(contents.values());
    message.putArray("tool_calls").addAll(calls.values());
    message.set("citations", citations);
    return answer;
  }

  private static ObjectNode copy(JsonNode object) {
    return (ObjectNode) object.deepCopy();
  }

  private static void append(ObjectNode to, JsonNode pieces) {
    for (String field : pieces.propertyNames()) {
      to.put(field, to.path(field).asString("") + pieces.path(field).stringValue());
    }
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder(answer.at("/message/tool_plan").asString(""));
    for (JsonNode block : answer.at("/message/content")) {
      text.append(block.path("text").asString(""));
    }
    return text.toString();
  }

  @Override
  public void compareBlocks(ChatResponse read) {
    List<String> thoughts = new ArrayList<>();
    for (JsonNode block : answer.at("/message/content")) {
      if (block.has("thinking")) {
        thoughts.add(block.path("thinking").stringValue());
      }
    }
    List<String> calls = new ArrayList<>();
    for (JsonNode call : answer.at("/message/tool_calls")) {
      JsonNode function = call.path("function");
      calls.add(
          (call.path("id").stringValue() + " " + function.path("name").stringValue())
              + (" " + Json.ofText(function.path("arguments").stringValue()).value()));
    }
    List<Object> cited = new ArrayList<>();
    List<String> thought = new ArrayList<>();
    for (Part part : read.message().parts()) {
      if (part instanceof ProviderItem item) {
        assertThat(item.type()).isEqualTo(CohereItems.CITATIONS);
        cited.add(item.json().value());
      } else if (part instanceof Part.Reasoning reasoning) {
        thought.add(reasoning.text());
      }
    }
    JsonNode citations = answer.at("/message/citations");
    assertThat(cited)
        .isEqualTo(
            citations.isEmpty() ? List.of() : List.of(Json.ofText(citations.toString()).value()));
    assertThat(thought).isEqualTo(thoughts);
    assertThat(read.toolCalls())
        .extracting(call -> call.id() + " " + call.name() + " " + call.arguments().value())
        .isEqualTo(calls);
  }

  @Override
  public @Nullable String finishReason() {
    return answer.path("finish_reason").asString(null);
  }

  @Override
  public FinishReason finish() {
    Map<String, FinishReason> known =
        Map.of(
            "COMPLETE", FinishReason.STOP,
            "MAX_TOKENS", FinishReason.LENGTH,
            "TOOL_CALL", FinishReason.TOOL_CALLS);
    return known.getOrDefault(String.valueOf(finishReason()), FinishReason.OTHER);
  }

  @Override
  public @Nullable String model() {
    return null;
  }

  @Override
  public @Nullable String id() {
    return answer.path("id").stringValue();
  }

  @Override
  public Map<TokenKind, Long> usage() {
    Map<TokenKind, Long> tokens = new EnumMap<>(TokenKind.class);
    put(tokens, TokenKind.INPUT, answer.at("/usage/tokens/input_tokens"));
    put(tokens, TokenKind.OUTPUT, answer.at("/usage/tokens/output_tokens"));
    put(tokens, TokenKind.REASONING, answer.at("/usage/tokens/reasoning_tokens"));
    put(tokens, TokenKind.CACHED_INPUT, answer.at("/usage/cached_tokens"));
    return tokens;
  }

  private static void put(Map<TokenKind, Long> tokens, TokenKind kind, JsonNode count) {
    if (count.isNumber()) {
      tokens.put(kind, count.longValue());
    }
  }
}
