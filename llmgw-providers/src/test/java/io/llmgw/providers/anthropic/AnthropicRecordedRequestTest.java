package io.llmgw.providers.anthropic;

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
import tools.jackson.databind.json.JsonMapper;

/** What other clients sent, built by the words that applications have here. */
class AnthropicRecordedRequestTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void theSameCallsMakeTheSameRequests() {
    Set<String> features = new TreeSet<>();
    int rebuilt = 0;
    for (Exchange exchange : exchanges()) {
      JsonNode recorded = exchange.request();
      if (!recorded.isObject() || hasNoWords(recorded)) {
        continue;
      }
      JsonNode body = encode(RecordedCall.of(recorded), exchange);

      assertThat(SameRequest.of(body)).as(exchange.file()).isEqualTo(SameRequest.of(recorded));
      rebuilt++;
      features.addAll(recorded.propertyNames());
      recorded.findValues("type").forEach(type -> features.add(type.asString("")));
    }
    assertThat(rebuilt).isGreaterThanOrEqualTo(145);
    assertThat(features)
        .contains("system", "stream", "tools", "tool_choice", "thinking", "output_config")
        .contains("stop_sequences", "temperature", "cache_control", "output_format")
        .contains("text", "image", "document", "tool_use", "tool_result", "base64", "url", "file")
        .contains("any", "none", "auto", "tool", "enabled", "adaptive", "json_schema");
  }

  /** A system message or a tool in the middle, an uploaded file, a found tool: in beta there. */
  private static boolean hasNoWords(JsonNode recorded) {
    String text = recorded.path("messages").toString();
    return text.contains("\"role\":\"system\"")
        || text.contains("\"container_upload\"")
        || text.contains("\"tool_reference\"");
  }

  @Test
  void conversationsWithToolsGoOnAsRecorded() {
    List<Exchange> exchanges = exchanges();
    int continued = 0;
    for (Exchange first : exchanges) {
      for (Exchange second : exchanges) {
        if (isContinued(first, second) && !hasNoWords(second.request())) {
          goOn(first, second);
          continued++;
        }
      }
    }
    assertThat(continued).isGreaterThanOrEqualTo(5);
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
    assertThat(SameRequest.of(body)).as(second.file()).isEqualTo(SameRequest.of(recorded));
  }

  private static boolean isContinued(Exchange first, Exchange second) {
    JsonNode asked = first.request().path("messages");
    JsonNode later = second.request().path("messages");
    if (first.status() != 200 || asked.isEmpty() || later.size() <= asked.size()) {
      return false;
    }
    for (int i = 0; i < asked.size(); i++) {
      if (!asked.get(i).equals(later.get(i))) {
        return false;
      }
    }
    // Some recordings have their ids redacted: the words tell two answers apart.
    List<String> ids = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    for (JsonNode block : later.get(asked.size()).path("content")) {
      words.append(block.path("text").asString(""));
      if (block.path("type").asString("").equals("tool_use")) {
        ids.add(block.path("id").stringValue());
      }
    }
    ChatResponse answer = answer(first);
    return !ids.isEmpty()
        && answer.text().contentEquals(words)
        && answer.toolCalls().stream().map(call -> call.id()).toList().equals(ids);
  }

  private static ChatResponse answer(Exchange exchange) {
    return Assembled.chat(Decoding.READING.events(exchange));
  }

  private static JsonNode encode(ChatRequest request, Exchange recorded) {
    return Written.json(Decoding.FORMAT, request, recorded);
  }

  private static List<Exchange> exchanges() {
    return Recordings.required().of("anthropic-messages");
  }
}
