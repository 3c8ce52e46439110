package io.llmgw.providers.responses;

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
import io.llmgw.api.request.ReasoningEffort;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A request that somebody recorded, in the words of the api. */
final class RecordedAsk {
  private static final Set<String> SAID_OTHERWISE = Set.of("model", "stream", "store", "include");
  private static final Set<String> OF_THE_MODEL = Set.of("function_call", "reasoning");

  private final String provider;
  private final List<Message> messages = new ArrayList<>();
  private final List<Part> turn = new ArrayList<>();

  private RecordedAsk(String provider) {
    this.provider = provider;
  }

  static ChatRequest of(JsonNode body, String provider) {
    RecordedAsk ask = new RecordedAsk(provider);
    ChatRequest.Builder request = ChatRequest.builder().messages(ask.messages(body.path("input")));
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      if (!field.getValue().isNull() && !SAID_OTHERWISE.contains(field.getKey())) {
        take(field.getKey(), field.getValue(), request);
      }
    }
    return request.build();
  }

  private static void take(String field, JsonNode value, ChatRequest.Builder request) {
    boolean functions = true;
    for (JsonNode tool : value) {
      functions &= tool.path("type").asString("").equals("function");
    }
    if (field.equals("input")) {
      return;
    }
    if (field.equals("tools") && functions) {
      value.forEach(tool -> request.tools(tool(tool)));
    } else if (field.equals("tool_choice") && value.isString()) {
      request.toolChoice(choice(value.stringValue()));
    } else if (field.equals("tool_choice") && value.has("name")) {
      request.toolChoice(ToolChoice.named(value.path("name").stringValue()));
    } else if (field.equals("max_output_tokens")) {
      request.maxOutputTokens(value.intValue());
    } else if (field.equals("temperature") && value.doubleValue() >= 0) {
      request.temperature(value.doubleValue());
    } else if (field.equals("parallel_tool_calls")) {
      request.parallelToolCalls(value.booleanValue());
    } else if (field.equals("reasoning") && value.size() == 1 && value.has("effort")) {
      String effort = value.path("effort").stringValue().toUpperCase(Locale.ROOT);
      request.reasoning(ReasoningEffort.valueOf(effort));
    } else if (field.equals("text") && value.size() == 1 && isSchema(value.path("format"))) {
      JsonNode schema = value.path("format");
      request.responseFormat(
          ResponseFormat.schema(
              schema.path("name").stringValue(),
              json(schema.path("schema")),
              schema.path("strict").asBoolean(false)));
    } else {
      request.extraBody(field, json(value));
    }
  }

  private static boolean isSchema(JsonNode format) {
    return format.path("type").asString("").equals("json_schema") && !format.has("description");
  }

  private static ToolChoice choice(String word) {
    return switch (word) {
      case "auto" -> ToolChoice.AUTO;
      case "none" -> ToolChoice.NONE;
      default -> ToolChoice.REQUIRED;
    };
  }

  private static ToolSpec tool(JsonNode tool) {
    return new ToolSpec(
        tool.path("name").stringValue(),
        tool.path("description").stringValue(null),
        json(tool.path("parameters")),
        tool.path("strict").asBoolean(false),
        null);
  }

  private List<Message> messages(JsonNode input) {
    if (input.isString()) {
      return List.of(Message.user(input.stringValue()));
    }
    for (JsonNode item : input) {
      add(item);
    }
    endTurn();
    return messages;
  }

  private void add(JsonNode item) {
    String type = item.path("type").asString("message");
    String role = item.path("role").asString("");
    if (type.equals("message") && !role.equals("assistant")) {
      endTurn();
      Role said = Role.valueOf(role.toUpperCase(Locale.ROOT));
      messages.add(new Message(said, parts(item.path("content")), null, null));
    } else if (type.equals("message")) {
      if (!turn.isEmpty() && turn.get(turn.size() - 1) instanceof Part.Text) {
        endTurn(); // one after the other, and not one
      }
      turn.addAll(parts(item.path("content")));
      if (item.has("id")) {
        ObjectNode fields = item.deepCopy().asObject();
        fields.remove(List.of("content", "role"));
        turn.add(new ProviderItem(provider, "message", json(fields)));
      }
    } else if (type.equals("function_call_output")) {
      endTurn();
      JsonNode output = item.path("output");
      messages.add(
          Message.tool(new ToolResult(item.path("call_id").stringValue(), parts(output), false)));
    } else if (type.equals("function_call")) {
      turn.add(call(item));
    } else if (OF_THE_MODEL.contains(type) || type.endsWith("_call") || !item.has("role")) {
      turn.add(new ProviderItem(provider, type, json(item)));
    } else {
      throw new IllegalArgumentException("an item of the developer that is no message");
    }
  }

  private void endTurn() {
    if (!turn.isEmpty()) {
      messages.add(Message.assistant(List.copyOf(turn)));
      turn.clear();
    }
  }

  private ToolCall call(JsonNode item) {
    Map<String, Json> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : item.properties()) {
      if (!Set.of("type", "call_id", "name", "arguments", "status").contains(field.getKey())) {
        fields.put(provider + ":responses/" + field.getKey(), json(field.getValue()));
      }
    }
    return new ToolCall(
        item.path("call_id").stringValue(),
        item.path("name").stringValue(),
        Json.ofText(item.path("arguments").asString("")),
        fields);
  }

  private static List<Part> parts(JsonNode content) {
    List<Part> parts = new ArrayList<>();
    if (content.isString()) {
      parts.add(Part.text(content.stringValue()));
    }
    for (JsonNode part : content.isArray() ? content : List.<JsonNode>of()) {
      parts.add(part(part));
    }
    return parts;
  }

  private static Part part(JsonNode part) {
    return switch (part.path("type").asString("")) {
      case "input_text", "output_text" -> Part.text(part.path("text").stringValue());
      case "refusal" -> new Part.Refusal(part.path("refusal").stringValue());
      case "input_image" -> {
        String detail = part.path("detail").asString("auto").toUpperCase(Locale.ROOT);
        yield new Part.Image(
            media(part.path("image_url").asString("")), Part.Image.Detail.valueOf(detail));
      }
      case "input_file" ->
          part.has("file_url")
              ? Part.document(media(part.path("file_url").stringValue()))
              : Part.document(
                  media(part.path("file_data").asString("")), part.path("filename").stringValue());
      default -> throw new IllegalArgumentException("a part of another type");
    };
  }

  private static Media media(String url) {
    if (url.isEmpty()) {
      throw new IllegalArgumentException("a file by its name at the provider");
    }
    int comma = url.indexOf(";base64,");
    return comma < 0
        ? Media.of(URI.create(url))
        : Media.of(
            Base64.getMimeDecoder().decode(url.substring(comma + 8)), url.substring(5, comma));
  }

  private static Json json(JsonNode node) {
    return Json.ofText(JsonMapper.shared().writeValueAsString(node));
  }
}
