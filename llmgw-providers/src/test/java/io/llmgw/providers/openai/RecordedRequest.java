package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.providers.dialect.Dialect;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A call that was recorded, made again in the words of the API. */
final class RecordedRequest {
  private static final String EMPTY_SCHEMA = "{\"type\":\"object\",\"properties\":{}}";

  /** What belongs to one host, or has no form in an answer: an extra field, where it is wanted. */
  static final Set<String> WITHOUT_A_SETTING =
      Set.of(
          "enable_thinking", // Qwen's template
          "grammar", // llama.cpp
          "logprobs",
          "provider", // OpenRouter's choice of hosts
          "safe_prompt", // Mistral
          "service_tier",
          "top_logprobs",
          "venice_parameters",
          "web_search_options");

  private RecordedRequest() {}

  /** What the API has no words for, such as the functions that preceded tools. */
  static final class NotExpressibleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotExpressibleException(String what) {
      super(what);
    }
  }

  static ChatRequest of(JsonNode body, String provider) {
    ChatRequest.Builder request = ChatRequest.builder();
    String origin = origin(provider, body.path("model").asString(""));
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      if (!field.getValue().isNull()) {
        take(field.getKey(), field.getValue(), request, origin);
      }
    }
    return request.build();
  }

  /** Whose the reasoning is that the request quotes: that of the model which it goes back to. */
  private static String origin(String provider, String model) {
    Dialect host = RecordedHosts.dialects().get(provider);
    return host == null ? provider : host.origin(provider, model);
  }

  private static void take(
      String field, JsonNode value, ChatRequest.Builder request, String provider) {
    switch (field) {
      case "model", "stream", "stream_options" -> {
        // Said by the target and the door.
      }
      case "n" -> {
        if (value.intValue() != 1) {
          throw new NotExpressibleException("several choices");
        }
      }
      case "messages" -> value.forEach(node -> request.message(message(node, provider)));
      case "tools" -> value.forEach(node -> request.tools(tool(node)));
      case "tool_choice" -> request.toolChoice(choice(value));
      case "parallel_tool_calls" -> request.parallelToolCalls(value.booleanValue());
      case "max_tokens", "max_completion_tokens" -> request.maxOutputTokens(value.intValue());
      case "temperature" -> request.temperature(value.doubleValue());
      case "top_p" -> request.topP(value.doubleValue());
      case "top_k" -> request.topK(value.intValue());
      case "seed", "random_seed" -> request.seed(value.longValue());
      case "user" -> request.userId(value.stringValue());
      case "metadata" ->
          value.properties().forEach(fact -> request.metadata(fact.getKey(), text(fact)));
      case "frequency_penalty" -> request.frequencyPenalty(value.doubleValue());
      case "presence_penalty" -> request.presencePenalty(value.doubleValue());
      case "stop" -> stop(value, request);
      case "reasoning_effort" -> effort(value, request);
      case "reasoning" -> effort(value.path("effort"), request);
      case "thinking" -> {
        if (value.path("type").asString().equals("disabled")) {
          request.reasoning(ReasoningSettings.budgetTokens(0));
        }
      }
      case "response_format" -> request.responseFormat(format(value));
      case "functions", "function_call" -> throw new NotExpressibleException("functions");
      default -> {
        assertThat(WITHOUT_A_SETTING).as("fields for which the API has no setting").contains(field);
        request.extraBody(field, Json.ofText(value.toString()));
      }
    }
  }

  private static String text(Map.Entry<String, JsonNode> fact) {
    return fact.getValue().stringValue();
  }

  private static void stop(JsonNode value, ChatRequest.Builder request) {
    if (value.isString()) {
      request.stop(value.stringValue());
    } else {
      value.forEach(word -> request.stop(word.stringValue()));
    }
  }

  private static void effort(JsonNode value, ChatRequest.Builder request) {
    request.reasoning(ReasoningEffort.valueOf(value.stringValue().toUpperCase(Locale.ROOT)));
  }

  private static ToolChoice choice(JsonNode value) {
    if (value.isObject()) {
      return ToolChoice.named(value.at("/function/name").stringValue());
    }
    return switch (value.stringValue()) {
      case "auto" -> ToolChoice.AUTO;
      case "none" -> ToolChoice.NONE;
      default -> ToolChoice.REQUIRED;
    };
  }

  private static ResponseFormat format(JsonNode value) {
    return switch (value.path("type").asString()) {
      case "json_object" -> ResponseFormat.json();
      case "json_schema" -> {
        JsonNode schema = value.path("json_schema");
        if (schema.has("description")) {
          throw new NotExpressibleException("the description of a schema");
        }
        yield ResponseFormat.schema(
            schema.path("name").stringValue(),
            Json.ofText(schema.path("schema").toString()),
            schema.path("strict").asBoolean(false));
      }
      default -> ResponseFormat.text();
    };
  }

  private static ToolSpec tool(JsonNode node) {
    JsonNode function = node.path("function");
    if (!function.isObject()) {
      throw new NotExpressibleException("a tool that is no function");
    }
    JsonNode parameters = function.path("parameters");
    return new ToolSpec(
        function.path("name").stringValue(),
        function.has("description") ? function.path("description").stringValue() : null,
        Json.ofText(parameters.isObject() ? parameters.toString() : EMPTY_SCHEMA),
        function.path("strict").asBoolean(false),
        null);
  }

  static Message message(JsonNode node, String provider) {
    List<Part> parts = new ArrayList<>();
    Role role = Role.valueOf(node.path("role").stringValue().toUpperCase(Locale.ROOT));
    if (role == Role.TOOL) {
      return Message.tool(
          ToolResult.of(
              node.path("tool_call_id").stringValue(), node.path("content").stringValue()));
    }
    if (role != Role.ASSISTANT && node.has("tool_calls")) {
      throw new NotExpressibleException("tool calls of somebody else than the model");
    }
    reasoning(node, provider, parts);
    content(node.path("content"), provider, parts);
    for (JsonNode call : node.path("tool_calls")) {
      parts.add(
          new ToolCall(
              call.path("id").stringValue(),
              call.at("/function/name").stringValue(),
              Json.ofText(call.at("/function/arguments").stringValue())));
    }
    return new Message(role, parts, node.has("name") ? node.path("name").asString() : null, null);
  }

  private static void reasoning(JsonNode node, String provider, List<Part> parts) {
    String text = node.path("reasoning").asString(node.path("reasoning_content").asString(""));
    if (!text.isEmpty()) {
      parts.add(new Part.Reasoning(text, null, provider));
    }
    if (node.path("reasoning_details").isArray()) {
      Json details = Json.ofText(node.path("reasoning_details").toString());
      parts.add(new ProviderItem(provider, "reasoning_details", details));
    }
  }

  private static void content(JsonNode content, String provider, List<Part> parts) {
    if (content.isString() && !content.stringValue().isEmpty()) {
      parts.add(Part.text(content.stringValue()));
    }
    for (JsonNode part : content) {
      parts.add(part(part, provider));
    }
  }

  private static Part part(JsonNode part, String provider) {
    return switch (part.path("type").asString()) {
      case "text" -> Part.text(part.path("text").stringValue());
      case "thinking" ->
          new Part.Reasoning(part.at("/thinking/0/text").stringValue(), null, provider);
      case "image_url" -> image(part.path("image_url"));
      case "input_audio" -> audio(part.path("input_audio"));
      case "file" ->
          Part.document(
              media(part.at("/file/file_data").stringValue()),
              part.at("/file/filename").stringValue());
      case "document_url" -> document(part);
      default -> throw new NotExpressibleException("a part of another type");
    };
  }

  private static Part image(JsonNode url) {
    Media media = media(url.isString() ? url.stringValue() : url.path("url").stringValue());
    String detail = url.path("detail").asString("auto").toUpperCase(Locale.ROOT);
    return new Part.Image(media, Part.Image.Detail.valueOf(detail));
  }

  private static Part audio(JsonNode audio) {
    boolean bare = audio.isString();
    byte[] bytes =
        Base64.getDecoder().decode(bare ? audio.stringValue() : audio.path("data").stringValue());
    boolean wav = audio.path("format").asString("").equals("wav");
    return Part.audio(Media.of(bytes, wav ? "audio/wav" : "audio/mpeg"));
  }

  private static Part document(JsonNode part) {
    Media media = media(part.path("document_url").stringValue());
    return part.has("document_name")
        ? Part.document(media, part.path("document_name").stringValue())
        : Part.document(media);
  }

  private static Media media(String url) {
    if (!url.startsWith("data:")) {
      return Media.of(URI.create(url));
    }
    int comma = url.indexOf(',');
    String type = url.substring(5, url.indexOf(';'));
    return Media.of(Base64.getDecoder().decode(url.substring(comma + 1)), type);
  }
}
