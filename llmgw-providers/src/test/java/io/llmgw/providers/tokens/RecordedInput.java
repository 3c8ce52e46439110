package io.llmgw.providers.tokens;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what a model was given from a recorded body, whichever of the protocols it is in. It keeps
 * what counts for tokens only, so it serves no other purpose than to hold estimates against counts.
 */
final class RecordedInput {
  private static final String EMPTY_SCHEMA = "{\"type\":\"object\",\"properties\":{}}";

  private final ChatRequest.Builder request = ChatRequest.builder();

  private RecordedInput() {}

  /** Something that nobody can estimate, such as tools that the provider runs itself. */
  static final class NotEstimatedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotEstimatedException(String what) {
      super(what);
    }
  }

  static ChatRequest of(JsonNode body) {
    RecordedInput input = new RecordedInput();
    if (body.at("/reasoning/mode").isString()) {
      throw new NotEstimatedException("several models that the provider asks for one");
    }
    for (String hidden :
        List.of(
            "previous_response_id",
            "cachedContent",
            "functions",
            "mcp_servers",
            "container",
            "web_search_options")) {
      if (body.has(hidden) && !body.path(hidden).isNull()) {
        throw new NotEstimatedException(hidden);
      }
    }
    for (String system :
        List.of("system", "instructions", "systemInstruction", "system_instruction")) {
      if (!body.path(system).isMissingNode() && !body.path(system).isNull()) {
        input.message(Role.SYSTEM, parts(body.path(system)));
      }
    }
    for (String messages : List.of("messages", "input", "contents")) {
      input.messages(body.path(messages));
    }
    for (String thinking :
        List.of(
            "/thinking/type",
            "/additionalModelRequestFields/thinking/type",
            "/additionalModelRequestFields/reasoning_config/type")) {
      if (List.of("enabled", "adaptive").contains(body.at(thinking).asString(""))) {
        input.request.reasoning(ReasoningSettings.budgetTokens(-1));
      }
    }
    if (body.path("n").asInt(1) > 1) {
      throw new NotEstimatedException("several answers, for each of which the input may count");
    }
    input.tools(body.path("tools"));
    input.tools(body.at("/toolConfig/tools"));
    if (body.path("tool_choice").asString("").equals("none")) {
      input.request.toolChoice(ToolChoice.NONE);
    }
    for (String format :
        List.of(
            "/response_format/json_schema/schema",
            "/text/format/schema",
            "/generationConfig/responseSchema",
            "/generationConfig/responseJsonSchema",
            "/output_config/format/schema",
            "/output_format/schema",
            "/outputConfig/textFormat/structure/jsonSchema/schema",
            "/response_format/json_schema",
            "/format")) {
      JsonNode schema = body.at(format);
      if (schema.isObject() || schema.asString("").startsWith("{")) {
        String text = schema.isObject() ? schema.toString() : schema.stringValue();
        input.request.responseFormat(ResponseFormat.schema("answer", Json.ofText(text)));
        break;
      }
    }
    return input.request.build();
  }

  private void messages(JsonNode messages) {
    if (messages.isString()) {
      request.user(messages.stringValue());
    } else if (messages.isObject()) {
      messages(messages.path("parts"));
    }
    for (JsonNode message : messages) {
      if (message.isObject()) {
        List<Part> parts = new ArrayList<>(parts(message));
        Role role =
            switch (message.path("role").asString("user")) {
              case "assistant", "model" -> Role.ASSISTANT;
              case "system" -> Role.SYSTEM;
              case "developer" -> Role.DEVELOPER;
              default -> Role.USER;
            };
        message(role, parts);
      }
    }
  }

  /** Parts of all kinds stand in one message here, which the api has several for. */
  private void message(Role role, List<Part> parts) {
    List<Part> results = new ArrayList<>();
    List<Part> calls = new ArrayList<>();
    List<Part> others = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof ToolResult) {
        results.add(part);
      } else if (part instanceof ToolCall || part instanceof Part.Reasoning) {
        calls.add(part);
      } else {
        others.add(part);
      }
    }
    if (!results.isEmpty()) {
      request.message(new Message(Role.TOOL, results, null, null));
    }
    if (!calls.isEmpty() || (role == Role.ASSISTANT && !others.isEmpty())) {
      calls.addAll(0, others);
      request.message(Message.assistant(calls));
    } else if (!others.isEmpty()) {
      request.message(new Message(role, others, null, null));
    }
  }

  private static List<Part> parts(JsonNode node) {
    List<Part> parts = new ArrayList<>();
    if (node.isString()) {
      parts.add(Part.text(node.stringValue()));
    } else if (node.isArray()) {
      node.forEach(part -> parts.addAll(parts(part)));
    } else if (node.isObject()) {
      if (!addTool(node, parts)) {
        addContent(node, parts);
      }
    }
    return parts;
  }

  private static boolean addTool(JsonNode node, List<Part> parts) {
    String type = node.path("type").asString("");
    // Gemini takes both spellings of its fields.
    JsonNode signature = either(node, "thoughtSignature", "thought_signature");
    JsonNode called = either(node, "functionCall", "function_call");
    JsonNode answered = either(node, "functionResponse", "function_response");
    if (signature.isString()) {
      parts.add(new Part.Reasoning("", signature.stringValue(), "gemini"));
    }
    if (answered.path("parts").size() > 0) {
      throw new NotEstimatedException("media in the result of a tool");
    }
    if (node.path("role").asString("").equals("tool") || type.equals("tool_result")) {
      parts.add(new ToolResult("id", parts(node.path("content")), false));
    } else if (type.equals("function_call_output")) {
      parts.add(new ToolResult("id", parts(node.path("output")), false));
    } else if (node.has("toolResult")) {
      parts.add(new ToolResult("id", parts(node.at("/toolResult/content")), false));
    } else if (answered.isObject()) {
      Part json = new Part.Structured(json(answered.path("response")));
      parts.add(new ToolResult("id", List.of(json), false));
    } else if (type.equals("tool_use") || type.equals("function_call")) {
      JsonNode arguments = node.has("input") ? node.path("input") : node.path("arguments");
      parts.add(call(node.path("name"), arguments));
    } else if (called.isObject()) {
      parts.add(call(called.path("name"), called.path("args")));
    } else if (node.has("toolUse")) {
      parts.add(call(node.at("/toolUse/name"), node.at("/toolUse/input")));
    } else {
      return false;
    }
    return true;
  }

  private static JsonNode either(JsonNode node, String spelling, String other) {
    return node.has(spelling) ? node.path(spelling) : node.path(other);
  }

  private static ToolCall call(JsonNode name, JsonNode arguments) {
    return new ToolCall(
        "id",
        name.asString("tool"),
        arguments.isString() ? Json.ofText(arguments.stringValue()) : json(arguments));
  }

  private static Json json(JsonNode node) {
    return node.isMissingNode() ? Json.object() : Json.ofText(node.toString());
  }

  private static void addContent(JsonNode node, List<Part> parts) {
    String type = node.path("type").asString("");
    if (node.path("text").isString()) {
      parts.add(Part.text(node.path("text").stringValue()));
    } else if (type.equals("image_url") || type.equals("input_image")) {
      parts.add(image(node.path("image_url")));
    } else if (type.equals("image")) {
      parts.add(Part.image(source(node.path("source"))));
    } else if (node.path("inlineData").path("mimeType").asString("").startsWith("image/")) {
      parts.add(
          Part.image(
              bytes(node.at("/inlineData/data"), node.at("/inlineData/mimeType").stringValue())));
    } else if (node.at("/image/source/bytes").isString()) {
      String format = "image/" + node.at("/image/format").stringValue();
      parts.add(Part.image(bytes(node.at("/image/source/bytes"), format)));
    } else if (node.path("thinking").isArray()) {
      parts.addAll(parts(node.path("thinking")));
    } else if (type.equals("reasoning") && node.path("encrypted_content").isString()) {
      parts.add(new Part.Reasoning("", node.path("encrypted_content").stringValue(), "openai"));
    } else if (node.path("json").isObject()) {
      parts.add(new Part.Structured(json(node.path("json"))));
    } else if (node.has("content") || node.has("parts") || node.has("tool_calls")) {
      parts.addAll(parts(node.path("content")));
      parts.addAll(parts(node.path("parts")));
      for (JsonNode call : node.path("tool_calls")) {
        parts.add(call(call.at("/function/name"), call.at("/function/arguments")));
      }
    } else if (!List.of("thinking", "reasoning", "redacted_thinking").contains(type)
        && !node.has("reasoningContent")
        && !node.has("cachePoint")
        && !node.isEmpty()) {
      throw new NotEstimatedException("content of kind " + kind(type, node));
    }
  }

  private static String kind(String type, JsonNode node) {
    return type.isEmpty() ? String.join(" ", node.propertyNames()) : type;
  }

  private static Part image(JsonNode url) {
    String address = url.isString() ? url.stringValue() : url.path("url").stringValue();
    int comma = address.indexOf(";base64,");
    Media media =
        comma < 0
            ? Media.of(URI.create(address))
            : Media.restored(
                Base64.getMimeDecoder().decode(address.substring(comma + 8)),
                address.substring(5, comma));
    boolean low = url.path("detail").asString("").equals("low");
    return new Part.Image(media, low ? Part.Image.Detail.LOW : Part.Image.Detail.AUTO);
  }

  private static Media source(JsonNode source) {
    return source.path("data").isString()
        ? bytes(source.path("data"), source.path("media_type").stringValue())
        : Media.of(URI.create(source.path("url").asString("provider:file")));
  }

  private static Media bytes(JsonNode base64, String type) {
    return Media.restored(Base64.getMimeDecoder().decode(base64.stringValue()), type);
  }

  private void tools(JsonNode tools) {
    for (JsonNode tool : tools) {
      if (tool.has("functionDeclarations")) {
        tools(tool.path("functionDeclarations"));
      } else if (!tool.has("cachePoint")) {
        tool(tool.has("function") ? tool.path("function") : tool);
      }
    }
  }

  private void tool(JsonNode tool) {
    JsonNode spec = tool.has("toolSpec") ? tool.path("toolSpec") : tool;
    JsonNode schema = schema(spec);
    if (schema == null || !spec.path("name").isString()) {
      throw new NotEstimatedException("a tool of the provider");
    }
    request.tools(
        new ToolSpec(
            spec.path("name").stringValue(),
            spec.path("description").asString(null),
            Json.ofText(schema.isObject() ? schema.toString() : EMPTY_SCHEMA),
            false,
            null));
  }

  private static @Nullable JsonNode schema(JsonNode spec) {
    for (String field :
        List.of(
            "/inputSchema/json",
            "/input_schema",
            "/parameters",
            "/parametersJsonSchema",
            "/parameters_json_schema")) {
      if (!spec.at(field).isMissingNode()) {
        return spec.at(field);
      }
    }
    boolean isFunction =
        !spec.has("type") || List.of("function", "custom").contains(spec.path("type").asString(""));
    return isFunction && spec.properties().stream().map(Map.Entry::getKey).anyMatch("name"::equals)
        ? spec
        : null;
  }
}
