package io.llmgw.providers.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.Message;
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
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What other clients sent, built by the words that applications have here. */
class BedrockRecordedRequestTest {
  @Test
  void theSameCallsMakeTheSameRequests() {
    Set<String> features = new TreeSet<>();
    int rebuilt = 0;
    for (Exchange exchange : exchanges()) {
      JsonNode recorded = exchange.request();
      if (!recorded.isObject()) {
        continue; // its answer alone was kept
      }
      JsonNode body = encode(RecordedCall.of(recorded), exchange);

      assertThat(same(body)).as(exchange.file()).isEqualTo(same(recorded));
      rebuilt++;
      features.addAll(recorded.propertyNames());
      recorded
          .path("messages")
          .forEach(
              message ->
                  message.path("content").forEach(block -> features.addAll(block.propertyNames())));
    }
    assertThat(rebuilt).isGreaterThanOrEqualTo(43);
    assertThat(features)
        .contains("system", "toolConfig", "outputConfig", "additionalModelRequestFields")
        .contains("text", "image", "document", "toolUse", "toolResult", "reasoningContent")
        .contains("cachePoint");
  }

  @Test
  void conversationsGoOnAsRecorded() {
    List<Exchange> exchanges = exchanges();
    List<String> continued = new ArrayList<>();
    for (Exchange first : exchanges) {
      for (Exchange second : exchanges) {
        if (isContinued(first, second)) {
          goOn(first, second);
          continued.add(second.file());
        }
      }
    }
    assertThat(continued).hasSizeGreaterThanOrEqualTo(3);
  }

  /** What the model said comes from its own answer, all else from the recorded request. */
  private static void goOn(Exchange first, Exchange second) {
    JsonNode asked = first.request().path("messages");
    JsonNode recorded = second.request();
    List<Message> conversation = new ArrayList<>();
    asked.forEach(message -> conversation.addAll(RecordedCall.messagesOf(message)));

    conversation.add(answer(first).message());

    for (int i = asked.size() + 1; i < recorded.path("messages").size(); i++) {
      conversation.addAll(RecordedCall.messagesOf(recorded.path("messages").get(i)));
    }
    JsonNode body = encode(RecordedCall.of(recorded, conversation), second);
    assertThat(same(body)).as(second.file()).isEqualTo(same(recorded));
  }

  private static boolean isContinued(Exchange first, Exchange second) {
    JsonNode asked = first.request().path("messages");
    JsonNode later = second.request().path("messages");
    if (first.status() != 200 || asked.isEmpty() || later.size() <= asked.size() + 1) {
      return false;
    }
    for (int i = 0; i < asked.size(); i++) {
      if (!asked.get(i).equals(later.get(i))) {
        return false;
      }
    }
    List<String> ids = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    for (JsonNode block : later.get(asked.size()).path("content")) {
      words.append(block.path("text").asString(""));
      if (block.has("toolUse")) {
        ids.add(block.at("/toolUse/toolUseId").stringValue());
      }
    }
    ChatResponse answer = answer(first);
    return answer.text().contentEquals(words)
        && answer.toolCalls().stream().map(call -> call.id()).toList().equals(ids);
  }

  private static ChatResponse answer(Exchange exchange) {
    return Assembled.chat(Decoding.READING.events(exchange));
  }

  private static JsonNode encode(ChatRequest request, Exchange recorded) {
    return Written.json(Decoding.FORMAT, request, recorded);
  }

  private static List<Exchange> exchanges() {
    return Recordings.required().of("bedrock-converse");
  }

  /** Without what says nothing: empty members, what is so anyhow, and names that nobody reads. */
  private static JsonNode same(JsonNode request) {
    ObjectNode same = (ObjectNode) request.deepCopy();
    JsonNode inference = same.path("inferenceConfig");
    if (inference.path("stopSequences").isEmpty() && inference.isObject()) {
      ((ObjectNode) inference).remove("stopSequences");
    }
    for (String member : List.of("temperature", "topP")) {
      if (inference.has(member)) {
        ((ObjectNode) inference).put(member, inference.path(member).doubleValue());
      }
    }
    for (String member : List.of("system", "inferenceConfig")) {
      if (same.path(member).isEmpty()) {
        same.remove(member);
      }
    }
    JsonNode schema = same.at("/outputConfig/textFormat/structure/jsonSchema");
    if (schema.isObject()) {
      ((ObjectNode) schema).remove("description");
    }
    ObjectNode fields = (ObjectNode) same.get("additionalModelRequestFields");
    if (fields != null && fields.path("reasoning_config").isObject()) {
      fields.set("thinking", fields.remove("reasoning_config"));
    }
    same.path("messages").forEach(message -> plain((ArrayNode) message.path("content")));
    return same;
  }

  private static void plain(ArrayNode blocks) {
    for (JsonNode block : blocks) {
      if (block.at("/toolResult/status").asString("").equals("success")) {
        ((ObjectNode) block.path("toolResult")).remove("status");
      }
    }
  }
}
