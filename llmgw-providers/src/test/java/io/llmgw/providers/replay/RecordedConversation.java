package io.llmgw.providers.replay;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The messages of a recorded request, of chat completions, Anthropic or Bedrock, in the words of
 * the api. What the api has no words for becomes an item of the provider, or text, so that nothing
 * is lost.
 */
public final class RecordedConversation {
  private final String provider;
  private final List<Message> messages = new ArrayList<>();

  private RecordedConversation(String provider) {
    this.provider = provider;
  }

  /** The messages; empty where the request has none. */
  public static List<Message> of(String provider, JsonNode request) {
    RecordedConversation conversation = new RecordedConversation(provider);
    for (JsonNode message : request.path("messages")) {
      conversation.add(message);
    }
    return conversation.messages;
  }

  private void add(JsonNode message) {
    Role role = Role.valueOf(message.path("role").asString("").toUpperCase(Locale.ROOT));
    List<Part> parts = new ArrayList<>();
    List<Part> results = new ArrayList<>();
    JsonNode content = message.path("content");
    if (content.isString()) {
      parts.add(Part.text(content.stringValue()));
    }
    for (JsonNode part : content.isArray() ? content : List.<JsonNode>of()) {
      if (part.path("type").asString("").equals("tool_result")) {
        results.add(result(part));
      } else if (part.has("toolResult")) {
        results.addAll(ConverseParts.of(part, provider));
      } else if (!part.has("type")) {
        parts.addAll(ConverseParts.of(part, provider));
      } else {
        parts.add(part(part, role));
      }
    }
    for (String field : List.of("reasoning", "reasoning_content")) {
      if (message.path(field).isString()) {
        parts.add(new Part.Reasoning(message.path(field).stringValue(), null, provider));
      }
    }
    for (JsonNode call : message.path("tool_calls")) {
      parts.add(call(call));
    }
    if (role == Role.TOOL) {
      results.add(new ToolResult(message.path("tool_call_id").asString("none"), parts, false));
      parts = List.of();
    }
    if (!results.isEmpty()) {
      messages.add(new Message(Role.TOOL, results, null, null));
    }
    if (!parts.isEmpty() || role == Role.ASSISTANT) {
      messages.add(new Message(role, parts, message.path("name").stringValue(null), null));
    }
  }

  private static Part result(JsonNode part) {
    List<Part> content = new ArrayList<>();
    JsonNode said = part.path("content");
    if (said.isString()) {
      content.add(Part.text(said.stringValue()));
    } else if (!said.isMissingNode()) {
      content.add(new Part.Structured(json(said)));
    }
    boolean failed = part.path("is_error").asBoolean(false);
    return new ToolResult(part.path("tool_use_id").stringValue(), content, failed);
  }

  private static Part call(JsonNode call) {
    JsonNode function = call.path("function");
    JsonNode arguments = function.path("arguments");
    Map<String, Json> fields = new LinkedHashMap<>();
    call.properties().forEach(field -> fields.put(field.getKey(), json(field.getValue())));
    fields.keySet().removeAll(List.of("id", "type", "function"));
    return new ToolCall(
        call.path("id").asString("none"),
        function.path("name").asString(""),
        arguments.isString() ? Json.ofText(arguments.stringValue()) : json(arguments),
        fields);
  }

  private Part part(JsonNode part, Role role) {
    String type = part.path("type").asString("");
    return switch (type) {
      case "text" -> Part.text(part.path("text").stringValue());
      case "image_url" -> Part.image(link(part.path("image_url").path("url").stringValue()));
      case "image" -> Part.image(source(part.path("source")));
      case "document" -> Part.document(source(part.path("source")));
      case "tool_use" ->
          new ToolCall(
              part.path("id").stringValue(),
              part.path("name").stringValue(),
              json(part.path("input")));
      default -> {
        if (role == Role.ASSISTANT && part.path("signature").isString()) {
          String thought = part.path("thinking").stringValue();
          yield new Part.Reasoning(thought, part.path("signature").stringValue(), provider);
        }
        yield role == Role.ASSISTANT
            ? new ProviderItem(provider, type, json(part))
            : Part.text(part.toString());
      }
    };
  }

  private static Media source(JsonNode source) {
    if (source.path("type").asString("").equals("base64")) {
      byte[] bytes = Base64.getDecoder().decode(source.path("data").stringValue());
      return Media.of(bytes, source.path("media_type").stringValue());
    }
    return Media.of(URI.create(source.path("url").asString("anthropic:other")));
  }

  private static Media link(String url) {
    int comma = url.indexOf(";base64,");
    return comma < 0
        ? Media.of(URI.create(url))
        : Media.of(
            Base64.getMimeDecoder().decode(url.substring(comma + 8)), url.substring(5, comma));
  }

  private static Json json(JsonNode node) {
    return Json.ofText(node.toString());
  }
}
