package io.llmgw.providers.ollama;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.ReasoningEffort;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A recorded request in the words that applications have here. */
final class RecordedChat {
  private RecordedChat() {}

  static ChatRequest of(JsonNode recorded) {
    ChatRequest.Builder request = ChatRequest.builder().messages(conversation(recorded));
    for (JsonNode tool : recorded.path("tools")) {
      JsonNode function = tool.path("function");
      request.tools(
          ToolSpec.of(
              function.path("name").stringValue(),
              function.path("description").stringValue(),
              json(function.path("parameters"))));
    }
    if (recorded.path("think").isBoolean()) {
      request.reasoning(
          recorded.path("think").booleanValue() ? ReasoningEffort.MEDIUM : ReasoningEffort.NONE);
    }
    JsonNode options = recorded.path("options");
    if (options.has("num_predict")) {
      request.maxOutputTokens(options.path("num_predict").intValue());
    }
    if (options.has("temperature")) {
      request.temperature(options.path("temperature").doubleValue());
    }
    if (options.has("seed")) {
      request.seed(options.path("seed").longValue());
    }
    return request.build();
  }

  /** Calls without an id are numbered, and results belong to them in their order. */
  static List<Message> conversation(JsonNode recorded) {
    List<Message> messages = new ArrayList<>();
    List<String> open = new ArrayList<>();
    int calls = 0;
    for (JsonNode message : recorded.path("messages")) {
      String content = message.path("content").asString("");
      switch (message.path("role").stringValue()) {
        case "system" -> messages.add(Message.system(content));
        case "user" -> messages.add(Message.user(content));
        case "tool" -> messages.add(Message.tool(ToolResult.of(open.remove(0), content)));
        default -> {
          List<Part> parts = new ArrayList<>();
          if (message.has("thinking")) {
            parts.add(new Part.Reasoning(message.path("thinking").stringValue(), null, "ollama"));
          }
          parts.add(Part.text(content));
          for (JsonNode call : message.path("tool_calls")) {
            String id = call.path("id").asString("call_" + calls++);
            open.add(id);
            parts.add(
                new ToolCall(
                    id,
                    call.at("/function/name").stringValue(),
                    json(call.at("/function/arguments"))));
          }
          messages.add(Message.assistant(parts));
        }
      }
    }
    return messages;
  }

  private static Json json(JsonNode node) {
    return Json.ofText(node.toString());
  }
}
