package io.llmgw.providers.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.codec.LlmJson;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.providers.replay.Assembled;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.providers.replay.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What other clients sent, built by the words that applications have here. */
class OllamaRecordedRequestTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void theSameCallsMakeTheSameRequests() {
    Set<String> features = new TreeSet<>();
    for (Exchange exchange : exchanges()) {
      JsonNode recorded = same(exchange.request());

      JsonNode body = Written.json(Decoding.FORMAT, RecordedChat.of(recorded), exchange);

      assertThat(same(body)).as(exchange.file()).isEqualTo(recorded);
      features.addAll(recorded.propertyNames());
      features.addAll(recorded.path("options").propertyNames());
      recorded.path("messages").forEach(each -> features.addAll(each.propertyNames()));
    }
    assertThat(features)
        .contains("think", "options", "num_predict", "seed", "temperature", "tools")
        .contains("tool_calls", "tool_name");
  }

  /**
   * No two recordings are of one conversation: the second request is what a client like it sends.
   */
  @Test
  void aRecordedTurnWithCallsGoesBackAsItCame() {
    Exchange first =
        exchanges().stream().filter(each -> each.file().contains("021f2865af96")).findFirst().get();
    JsonNode raw = JSON.readTree(first.body()).path("message");
    Message answer = Assembled.chat("ollama", Decoding.READING.events(first)).message();
    List<Message> turns = new ArrayList<>(RecordedChat.conversation(first.request()));
    turns.add(answer);
    for (ToolCall call : answer.toolCalls()) {
      turns.add(Message.tool(ToolResult.of(call.id(), "bananabananabanana")));
    }

    JsonNode messages =
        Written.json(Decoding.FORMAT, ChatRequest.of(turns), first).path("messages");

    int at = first.request().path("messages").size();
    ObjectNode turn = (ObjectNode) raw.deepCopy();
    for (JsonNode call : turn.path("tool_calls")) {
      ((ObjectNode) call).put("type", "function");
      ((ObjectNode) call.path("function")).remove("index"); // it says what the place does
    }
    assertThat(messages.get(at)).isEqualTo(turn);
    assertThat(messages).hasSize(at + 1 + raw.path("tool_calls").size());
    for (int i = 0; i < raw.path("tool_calls").size(); i++) {
      JsonNode result = messages.get(at + 1 + i);
      assertThat(result.path("tool_name").stringValue()).isEqualTo("repeat_text");
      assertThat(result.path("tool_call_id")).isEqualTo(raw.at("/tool_calls/" + i + "/id"));
    }
  }

  @TestFactory
  Stream<DynamicNode> readsEveryConversationFromAStoreAsItWasWritten() {
    return Recordings.tests(
        recordings ->
            recordings.of("ollama-chat").stream()
                .map(each -> DynamicTest.dynamicTest(each.file(), () -> hold(each))));
  }

  private static void hold(Exchange exchange) {
    ChatResponse answer = Assembled.chat(Decoding.READING.events(exchange));
    ChatResponse read = LlmJson.readResponse(again(LlmJson.write(answer)));
    assertThat(read.message()).isEqualTo(answer.message());
    assertThat(read.rawFinishReason()).isEqualTo(answer.rawFinishReason());
    assertThat(read.usage()).isEqualTo(answer.usage());
    List<Message> messages = new ArrayList<>(RecordedChat.conversation(exchange.request()));
    messages.add(answer.message());
    ChatRequest request = ChatRequest.of(messages).withModel("ollama/model");
    assertThat(LlmJson.readRequest(again(LlmJson.write(request)))).isEqualTo(request);
  }

  /** As from a store: nothing but the text. */
  private static Json again(Json json) {
    return Json.ofText(json.text());
  }

  /** Without what says nothing, ids that no server gave, and forms of numbers. */
  private static JsonNode same(JsonNode request) {
    ObjectNode same = (ObjectNode) plain(request);
    for (String field : List.of("options", "tools")) {
      if (same.path(field).isEmpty()) {
        same.remove(field);
      }
    }
    for (JsonNode message : same.path("messages")) {
      ((ObjectNode) message).remove("tool_call_id");
      message.path("tool_calls").forEach(call -> ((ObjectNode) call).remove("id"));
    }
    return same;
  }

  private static JsonNode plain(JsonNode node) {
    if (node.isNumber()) {
      return JSON.getNodeFactory().numberNode(node.doubleValue());
    }
    if (node.isArray()) {
      ArrayNode plain = JSON.createArrayNode();
      node.forEach(element -> plain.add(plain(element)));
      return plain;
    }
    if (node.isObject()) {
      ObjectNode plain = JSON.createObjectNode();
      node.properties().forEach(member -> plain.set(member.getKey(), plain(member.getValue())));
      return plain;
    }
    return node;
  }

  private static List<Exchange> exchanges() {
    return Recordings.required().of("ollama-chat");
  }
}
