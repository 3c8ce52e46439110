package io.llmgw.providers.gemini;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.ReasoningSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A recorded request in the words that applications have here. */
final class RecordedCall {
  private static final Set<String> OURS =
      Set.of("contents", "systemInstruction", "tools", "toolConfig", "generationConfig");

  private final JsonNode recorded;
  private final ChatRequest.Builder request = ChatRequest.builder();

  private RecordedCall(JsonNode recorded) {
    this.recorded = recorded;
  }

  /** Of a request that was brought into {@linkplain SameRequest one form}. */
  static ChatRequest of(JsonNode recorded) {
    return of(recorded, conversation(recorded.path("contents")));
  }

  static ChatRequest of(JsonNode recorded, List<Message> conversation) {
    RecordedCall call = new RecordedCall(recorded);
    for (JsonNode part : recorded.at("/systemInstruction/parts")) {
      call.request.message(Message.system(part.path("text").stringValue()));
    }
    call.request.messages(conversation);
    call.addTools();
    call.addConfig();
    recorded
        .properties()
        .forEach(
            field -> {
              if (!OURS.contains(field.getKey())) {
                call.request.extraBody(field.getKey(), json(field.getValue()));
              }
            });
    return call.request.build();
  }

  static List<Message> conversation(JsonNode contents) {
    List<Message> messages = new ArrayList<>();
    List<String> open = new ArrayList<>();
    int[] calls = {0};
    contents.forEach(content -> addTurn(content, open, calls, messages));
    return messages;
  }

  /**
   * A turn.
   *
   * @param open the ids of calls without a result, by name where the provider gave none
   */
  private static void addTurn(
      JsonNode content, List<String> open, int[] calls, List<Message> messages) {
    List<Part> parts = new ArrayList<>();
    List<Part> results = new ArrayList<>();
    for (JsonNode part : content.path("parts")) {
      if (part.has("functionResponse")) {
        results.add(result(part.path("functionResponse"), open));
      } else if (part.has("functionCall")) {
        parts.add(call(part, open, calls));
      } else {
        add(part, parts);
      }
    }
    if (!results.isEmpty()) {
      messages.add(new Message(Role.TOOL, results, null, null));
    }
    boolean ofModel = content.path("role").asString("user").equals("model");
    if (!parts.isEmpty() || ofModel) {
      messages.add(new Message(ofModel ? Role.ASSISTANT : Role.USER, parts, null, null));
    }
  }

  private static Part call(JsonNode part, List<String> open, int[] calls) {
    JsonNode call = part.path("functionCall");
    Map<String, Json> fields = new LinkedHashMap<>();
    if (call.has("id")) {
      fields.put("gemini/id", json(call.path("id")));
    }
    if (part.has("thoughtSignature")) {
      fields.put("gemini/thoughtSignature", json(part.path("thoughtSignature")));
    }
    String name = call.path("name").stringValue();
    String id = call.path("id").asString("call_" + calls[0]++);
    open.add(name + " " + id);
    return new ToolCall(id, name, json(call.path("args")), fields);
  }

  /** Results come in the order of their calls. */
  private static Part result(JsonNode result, List<String> open) {
    String name = result.path("name").stringValue() + " ";
    String answered = open.stream().filter(call -> call.startsWith(name)).findFirst().orElseThrow();
    open.remove(answered);
    List<Part> content = new ArrayList<>();
    content.add(new Part.Structured(json(result.path("response"))));
    result.path("parts").forEach(part -> add(part, content));
    return new ToolResult(answered.substring(name.length()), content, false);
  }

  private static void add(JsonNode part, List<Part> parts) {
    String signature = part.path("thoughtSignature").stringValue(null);
    if (part.path("thought").asBoolean(false)) {
      parts.add(new Part.Reasoning(part.path("text").stringValue(), signature, "gemini"));
    } else if (part.has("text")) {
      parts.add(Part.text(part.path("text").stringValue()));
      if (signature != null) {
        parts.add(new ProviderItem("gemini", "thoughtSignature", Json.ofValue(signature)));
      }
    } else if (part.has("inlineData")) {
      JsonNode data = part.path("inlineData");
      byte[] bytes = Base64.getDecoder().decode(data.path("data").stringValue());
      parts.add(media(Media.restored(bytes, data.path("mimeType").stringValue())));
    } else if (part.has("fileData")) {
      JsonNode data = part.path("fileData");
      URI uri = URI.create(data.path("fileUri").stringValue());
      parts.add(media(new Media.Link(uri, data.path("mimeType").stringValue())));
    } else {
      String type = part.propertyNames().iterator().next();
      parts.add(new ProviderItem("gemini", type, json(part)));
    }
  }

  private static Part media(Media media) {
    String type = media.mediaType();
    if (type.startsWith("image/")) {
      return Part.image(media);
    }
    if (type.startsWith("audio/")) {
      return Part.audio(media);
    }
    return type.startsWith("video/") ? Part.video(media) : Part.document(media);
  }

  private void addTools() {
    List<ToolSpec> tools = new ArrayList<>();
    boolean hosted = false;
    for (JsonNode tool : recorded.path("tools")) {
      hosted |= tool.size() != 1 || !tool.has("functionDeclarations");
      for (JsonNode function : tool.path("functionDeclarations")) {
        tools.add(
            new ToolSpec(
                function.path("name").stringValue(),
                function.path("description").stringValue(null),
                json(function.path("parametersJsonSchema")),
                false,
                null));
      }
    }
    if (hosted || recorded.path("tools").size() > 1) {
      request.extraBody("tools", json(recorded.path("tools")));
    } else {
      request.tools(tools.toArray(ToolSpec[]::new));
    }
    JsonNode choice = recorded.at("/toolConfig/functionCallingConfig");
    JsonNode allowed = choice.path("allowedFunctionNames");
    switch (choice.path("mode").asString("")) {
      case "AUTO" -> request.toolChoice(ToolChoice.AUTO);
      case "NONE" -> request.toolChoice(ToolChoice.NONE);
      case "ANY" ->
          request.toolChoice(
              allowed.isEmpty()
                  ? ToolChoice.REQUIRED
                  : ToolChoice.named(allowed.get(0).stringValue()));
      default -> {
        if (recorded.has("toolConfig")) {
          request.extraBody("toolConfig", json(recorded.path("toolConfig")));
        }
      }
    }
  }

  private void addConfig() {
    JsonNode given = recorded.path("generationConfig");
    ObjectNode rest =
        given.isObject() ? (ObjectNode) given.deepCopy() : JsonMapper.shared().createObjectNode();
    JsonNode config = rest.deepCopy();
    if (rest.remove("temperature") != null) {
      request.temperature(config.path("temperature").doubleValue());
    }
    if (rest.remove("topK") != null) {
      request.topK((int) config.path("topK").doubleValue());
    }
    if (rest.remove("maxOutputTokens") != null) {
      request.maxOutputTokens((int) config.path("maxOutputTokens").doubleValue());
    }
    if (rest.remove("stopSequences") != null) {
      config.path("stopSequences").forEach(stop -> request.stop(stop.stringValue()));
    }
    if (rest.remove("responseMimeType") != null) {
      JsonNode schema = config.path("responseJsonSchema");
      rest.remove("responseJsonSchema");
      request.responseFormat(
          schema.isObject()
              ? ResponseFormat.schema("answer", json(schema))
              : ResponseFormat.json());
    }
    JsonNode thinking = config.path("thinkingConfig");
    boolean budget = thinking.has("thinkingBudget");
    int tokens = (int) thinking.path("thinkingBudget").doubleValue(0);
    if (budget && (tokens == 0 || thinking.path("includeThoughts").asBoolean(false))) {
      rest.remove("thinkingConfig");
      request.reasoning(ReasoningSettings.budgetTokens(tokens));
    }
    if (!rest.isEmpty()) {
      request.extraBody("generationConfig", json(rest));
    }
  }

  private static Json json(JsonNode node) {
    return Json.ofText(node.toString());
  }
}
