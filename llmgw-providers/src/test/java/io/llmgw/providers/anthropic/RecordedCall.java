package io.llmgw.providers.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.CacheMark;
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
import io.llmgw.providers.anthropic.answer.AnthropicItems;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Builds the call behind a recorded request by the words that an application has. */
public final class RecordedCall {
  private static final Set<String> TOOL_FIELDS =
      Set.of("name", "description", "input_schema", "strict", "cache_control");

  /** What stands for the whole request is no setting of ours, and the older name of one neither. */
  private static final Set<String> WITHOUT_A_SETTING =
      Set.of(
          "cache_control", // of the whole request: marks of ours stand on messages and tools
          "output_format"); // before it became output_config

  private final JsonNode recorded;
  private final List<Message> messages = new ArrayList<>();
  private final ChatRequest.Builder request = ChatRequest.builder();

  private RecordedCall(JsonNode recorded) {
    this.recorded = recorded;
  }

  /** The call that asks for the same. */
  public static ChatRequest of(JsonNode recorded) {
    RecordedCall call = new RecordedCall(recorded);
    call.messages.addAll(systemOf(recorded));
    recorded.path("messages").forEach(message -> call.messages.addAll(messagesOf(message)));
    return call.build();
  }

  /** The call with a conversation of its own. */
  static ChatRequest of(JsonNode recorded, List<Message> conversation) {
    RecordedCall call = new RecordedCall(recorded);
    call.messages.addAll(systemOf(recorded));
    call.messages.addAll(conversation);
    return call.build();
  }

  private ChatRequest build() {
    request.messages(messages);
    recorded.properties().forEach(field -> set(field.getKey(), field.getValue()));
    return request.build();
  }

  private void set(String field, JsonNode value) {
    switch (field) {
      case "model", "messages", "system", "stream" -> {}
      case "max_tokens" -> request.maxOutputTokens(value.intValue());
      case "top_p" -> request.topP(value.doubleValue());
      case "top_k" -> request.topK(value.intValue());
      case "metadata" -> request.userId(value.path("user_id").stringValue());
      case "temperature" -> request.temperature(value.doubleValue());
      case "stop_sequences" -> value.forEach(word -> request.stop(word.stringValue()));
      case "tools" -> setTools(value);
      case "tool_choice" -> setChoice(value);
      case "thinking" -> setThinking(value);
      case "output_config" -> setOutput(value);
      default -> {
        assertThat(WITHOUT_A_SETTING).as("fields for which the API has no setting").contains(field);
        request.extraBody(field, Json.ofText(value.toString()));
      }
    }
  }

  private void setTools(JsonNode tools) {
    for (JsonNode tool : tools) {
      if (!TOOL_FIELDS.containsAll(tool.propertyNames())) {
        request.extraBody("tools", Json.ofText(tools.toString())); // the provider's own tools
        return;
      }
    }
    for (JsonNode tool : tools) {
      request.tools(
          new ToolSpec(
              tool.path("name").stringValue(),
              tool.path("description").asString(null),
              Json.ofText(tool.path("input_schema").toString()),
              tool.path("strict").asBoolean(false),
              mark(tool)));
    }
  }

  private void setChoice(JsonNode choice) {
    switch (choice.path("type").stringValue()) {
      case "any" -> request.toolChoice(ToolChoice.REQUIRED);
      case "none" -> request.toolChoice(ToolChoice.NONE);
      case "tool" -> request.toolChoice(ToolChoice.named(choice.path("name").stringValue()));
      default -> request.toolChoice(ToolChoice.AUTO);
    }
    if (choice.path("disable_parallel_tool_use").asBoolean(false)) {
      request.parallelToolCalls(false);
    }
  }

  private void setThinking(JsonNode thinking) {
    boolean adaptive = thinking.path("type").stringValue().equals("adaptive");
    if (thinking.has("display")) {
      request.extraBody("thinking", Json.ofText(thinking.toString()));
    } else {
      int budget = adaptive ? -1 : thinking.path("budget_tokens").intValue();
      request.reasoning(ReasoningSettings.budgetTokens(budget));
    }
  }

  private void setOutput(JsonNode output) {
    if (output.has("effort")) {
      String effort = output.path("effort").stringValue().toUpperCase(Locale.ROOT);
      request.reasoning(ReasoningEffort.valueOf(effort));
    }
    if (output.has("format")) {
      Json schema = Json.ofText(output.path("format").path("schema").toString());
      request.responseFormat(ResponseFormat.schema("answer", schema));
    }
  }

  private static List<Message> systemOf(JsonNode recorded) {
    return spoken(Role.SYSTEM, recorded.path("system"));
  }

  static List<Message> messagesOf(JsonNode message) {
    Role role = Role.valueOf(message.path("role").stringValue().toUpperCase(Locale.ROOT));
    return spoken(role, message.path("content"));
  }

  /** One message for each run of blocks up to a cache mark, and for each run of tool results. */
  private static List<Message> spoken(Role role, JsonNode content) {
    List<Message> spoken = new ArrayList<>();
    if (content.isString()) {
      spoken.add(new Message(role, List.of(Part.text(content.stringValue())), null, null));
      return spoken;
    }
    List<Part> open = new ArrayList<>();
    boolean[] results = {false};
    BiConsumer<Boolean, @Nullable CacheMark> close =
        (nextIsResult, mark) -> {
          if (!open.isEmpty()) {
            Role speaker = results[0] ? Role.TOOL : role;
            spoken.add(new Message(speaker, List.copyOf(open), null, mark));
            open.clear();
          }
          results[0] = nextIsResult;
        };
    for (JsonNode block : content) {
      boolean result = block.path("type").asString("").equals("tool_result");
      if (result != results[0]) {
        close.accept(result, null);
      }
      open.addAll(parts(block));
      if (mark(block) != null) {
        close.accept(result, mark(block));
      }
    }
    close.accept(false, null);
    return spoken;
  }

  private static @Nullable CacheMark mark(JsonNode block) {
    JsonNode mark = block.path("cache_control");
    if (!mark.isObject()) {
      return null;
    }
    return mark.path("ttl").asString("").equals("1h") ? CacheMark.LONG : CacheMark.SHORT;
  }

  private static List<Part> parts(JsonNode block) {
    Json raw = Json.ofText(block.toString());
    return switch (block.path("type").asString("")) {
      case "text" -> text(block);
      case "image" -> List.of(Part.image(media(block.path("source"))));
      case "document" -> List.of(Part.document(media(block.path("source"))));
      case "thinking" ->
          List.of(
              new Part.Reasoning(
                  block.path("thinking").stringValue(),
                  block.path("signature").stringValue(),
                  "anthropic"));
      case "tool_use" ->
          List.of(
              new ToolCall(
                  block.path("id").stringValue(),
                  block.path("name").stringValue(),
                  Json.ofText(block.path("input").toString())));
      case "tool_result" -> List.of(result(block));
      default -> List.of(new ProviderItem("anthropic", block.path("type").stringValue(), raw));
    };
  }

  private static List<Part> text(JsonNode block) {
    Part text = Part.text(block.path("text").stringValue());
    if (!block.has("citations")) {
      return List.of(text);
    }
    Json citations = Json.ofText(block.path("citations").toString());
    return List.of(text, new ProviderItem("anthropic", AnthropicItems.CITATIONS, citations));
  }

  private static ToolResult result(JsonNode block) {
    List<Part> content = new ArrayList<>();
    if (block.path("content").isString()) {
      content.add(Part.text(block.path("content").stringValue()));
    }
    block.path("content").forEach(part -> content.addAll(parts(part)));
    return new ToolResult(
        block.path("tool_use_id").stringValue(), content, block.path("is_error").asBoolean(false));
  }

  private static Media media(JsonNode source) {
    return switch (source.path("type").stringValue()) {
      case "url" -> Media.of(URI.create(source.path("url").stringValue()));
      case "file" -> Media.of(URI.create("anthropic:" + source.path("file_id").stringValue()));
      default ->
          Media.of(
              Base64.getDecoder().decode(source.path("data").stringValue()),
              source.path("media_type").stringValue());
    };
  }
}
