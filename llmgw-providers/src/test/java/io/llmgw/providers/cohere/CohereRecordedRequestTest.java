package io.llmgw.providers.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.providers.replay.Written;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What other clients sent, built by the words that applications have here. None of the recorded
 * conversations goes on.
 */
class CohereRecordedRequestTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void theSameCallsMakeTheSameRequests() {
    Set<String> features = new TreeSet<>();
    int rebuilt = 0;
    for (Exchange exchange : Recordings.required().of("cohere-chat")) {
      JsonNode recorded = exchange.request();

      JsonNode body = Written.json(Decoding.FORMAT, call(recorded), exchange);

      assertThat(same(body)).as(exchange.file()).isEqualTo(same(recorded));
      rebuilt++;
      features.addAll(recorded.propertyNames());
    }
    assertThat(rebuilt).isGreaterThanOrEqualTo(18);
    assertThat(features).contains("documents", "tools", "tool_choice", "response_format", "stream");
  }

  private static ChatRequest call(JsonNode recorded) {
    ChatRequest.Builder request = ChatRequest.builder();
    JsonNode messages = recorded.path("messages");
    for (int i = 0; i < messages.size(); i++) {
      boolean last = i == messages.size() - 1;
      request.message(message(messages.get(i), last ? recorded.path("documents") : null));
    }
    recorded.properties().forEach(field -> set(request, field.getKey(), field.getValue()));
    return request.build();
  }

  private static Message message(JsonNode message, JsonNode documents) {
    Role role = Role.valueOf(message.path("role").stringValue().toUpperCase(Locale.ROOT));
    List<Part> parts = new ArrayList<>();
    if (message.path("content").isString()) {
      parts.add(Part.text(message.path("content").stringValue()));
    }
    for (JsonNode part : message.path("content")) {
      assertThat(part.path("type").stringValue()).isEqualTo("text");
      parts.add(Part.text(part.path("text").stringValue()));
    }
    if (documents != null) {
      for (JsonNode document : documents) {
        byte[] text = document.at("/data/text").stringValue().getBytes(StandardCharsets.UTF_8);
        parts.add(
            Part.document(Media.of(text, "text/plain"), document.at("/data/title").stringValue()));
      }
    }
    return new Message(role, parts, null, null);
  }

  private static void set(ChatRequest.Builder request, String field, JsonNode value) {
    switch (field) {
      case "model", "messages", "stream", "documents" -> {}
      case "max_tokens" -> request.maxOutputTokens(value.intValue());
      case "temperature" -> request.temperature(value.doubleValue());
      case "tools" -> value.forEach(tool -> request.tools(tool(tool.path("function"))));
      case "tool_choice" -> request.toolChoice(choice(value.stringValue()));
      case "response_format" ->
          request.responseFormat(
              ResponseFormat.schema("any", Json.ofText(value.path("json_schema").toString())));
      default -> throw new AssertionError("a field for which there is no setting: " + field);
    }
  }

  private static ToolChoice choice(String word) {
    return word.equals("NONE") ? ToolChoice.NONE : ToolChoice.REQUIRED;
  }

  private static ToolSpec tool(JsonNode function) {
    return ToolSpec.of(
        function.path("name").stringValue(),
        function.path("description").stringValue(),
        Json.ofText(function.path("parameters").toString()));
  }

  /** Without what says nothing: no documents, no stream; and a text in the form of a part. */
  private static JsonNode same(JsonNode request) {
    ObjectNode same = (ObjectNode) request.deepCopy();
    if (same.path("documents").isEmpty()) {
      same.remove("documents");
    }
    if (!same.path("stream").asBoolean(false)) {
      same.remove("stream");
    }
    if (same.has("temperature")) {
      same.put("temperature", same.path("temperature").doubleValue());
    }
    for (JsonNode message : same.path("messages")) {
      JsonNode content = message.path("content");
      if (content.isString()) {
        ArrayNode parts = JSON.createArrayNode();
        parts.addObject().put("type", "text").put("text", content.stringValue());
        ((ObjectNode) message).set("content", parts);
      }
    }
    return same;
  }
}
