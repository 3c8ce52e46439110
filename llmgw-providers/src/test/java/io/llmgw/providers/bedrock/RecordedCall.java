package io.llmgw.providers.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.CacheMark;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.providers.replay.ConverseParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Builds the call behind a recorded request by the words that an application has. */
final class RecordedCall {
  private final JsonNode recorded;
  private final List<Message> messages = new ArrayList<>();
  private final ChatRequest.Builder request = ChatRequest.builder();

  private RecordedCall(JsonNode recorded) {
    this.recorded = recorded;
    this.messages.addAll(spoken(Role.SYSTEM, recorded.path("system")));
  }

  static ChatRequest of(JsonNode recorded) {
    RecordedCall call = new RecordedCall(recorded);
    recorded.path("messages").forEach(message -> call.messages.addAll(messagesOf(message)));
    return call.build();
  }

  /** The call with a conversation of its own. */
  static ChatRequest of(JsonNode recorded, List<Message> conversation) {
    RecordedCall call = new RecordedCall(recorded);
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
      case "messages", "system" -> {}
      case "inferenceConfig" -> value.properties().forEach(e -> setting(e.getKey(), e.getValue()));
      case "toolConfig" -> {
        value.path("tools").forEach(tool -> addTool(tool.path("toolSpec")));
        setChoice(value.path("toolChoice"));
      }
      case "outputConfig" -> {
        JsonNode schema = value.at("/textFormat/structure/jsonSchema");
        request.responseFormat(
            ResponseFormat.schema(
                schema.path("name").stringValue(),
                Json.ofText(schema.path("schema").stringValue())));
      }
      case "additionalModelRequestFields" ->
          value.properties().forEach(e -> setReasoning(e.getKey(), e.getValue()));
      default -> throw new AssertionError("a field for which there is no setting: " + field);
    }
  }

  private void setting(String name, JsonNode value) {
    switch (name) {
      case "maxTokens" -> request.maxOutputTokens(value.intValue());
      case "temperature" -> request.temperature(value.doubleValue());
      case "topP" -> request.topP(value.doubleValue());
      case "stopSequences" -> value.forEach(word -> request.stop(word.stringValue()));
      default -> throw new AssertionError(name);
    }
  }

  private void addTool(JsonNode tool) {
    request.tools(
        new ToolSpec(
            tool.path("name").stringValue(),
            tool.path("description").asString(null),
            Json.ofText(tool.at("/inputSchema/json").toString()),
            tool.path("strict").asBoolean(false),
            null));
  }

  private void setChoice(JsonNode choice) {
    if (choice.has("any")) {
      request.toolChoice(ToolChoice.REQUIRED);
    } else if (choice.has("tool")) {
      request.toolChoice(ToolChoice.named(choice.at("/tool/name").stringValue()));
    } else if (choice.has("auto")) {
      request.toolChoice(ToolChoice.AUTO);
    }
  }

  /** Claude's field has an older name beside its own; others have an effort. */
  private void setReasoning(String name, JsonNode value) {
    assertThat(name).isIn("thinking", "reasoning_config");
    if (value.isString()) {
      request.reasoning(ReasoningEffort.valueOf(value.stringValue().toUpperCase(Locale.ROOT)));
    } else {
      request.reasoning(ReasoningSettings.budgetTokens(value.path("budget_tokens").intValue()));
    }
  }

  static List<Message> messagesOf(JsonNode message) {
    Role role = Role.valueOf(message.path("role").stringValue().toUpperCase(Locale.ROOT));
    return spoken(role, message.path("content"));
  }

  /** One message for each run of blocks up to a cache mark, and for each run of tool results. */
  private static List<Message> spoken(Role role, JsonNode content) {
    List<Message> spoken = new ArrayList<>();
    List<Part> open = new ArrayList<>();
    boolean results = false;
    for (JsonNode block : content) {
      if (block.has("cachePoint")) {
        close(spoken, open, results ? Role.TOOL : role, CacheMark.SHORT);
      } else {
        if (block.has("toolResult") != results) {
          close(spoken, open, results ? Role.TOOL : role, null);
        }
        results = block.has("toolResult");
        open.addAll(ConverseParts.of(block, "bedrock"));
      }
    }
    close(spoken, open, results ? Role.TOOL : role, null);
    return spoken;
  }

  private static void close(
      List<Message> spoken, List<Part> open, Role role, @Nullable CacheMark mark) {
    if (!open.isEmpty()) {
      spoken.add(new Message(role, List.copyOf(open), null, mark));
      open.clear();
    }
  }
}
