package io.llmgw.providers.anthropic.request;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.providers.claude.Thinking;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.WireCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the tools of one request, and which of them may be called. */
final class AnthropicToolWriter {
  private final JsonGenerator json;
  private final WireCall call;
  private final ChatContent content;
  private final CacheMarks marks;

  AnthropicToolWriter(JsonGenerator json, WireCall call, ChatContent content, CacheMarks marks) {
    this.json = json;
    this.call = call;
    this.content = content;
    this.marks = marks;
  }

  void write(GenerationSettings settings, Thinking thinking) {
    boolean oursToChoose = isOurs("tool_choice");
    ToolChoice choice = content.toolChoice();
    boolean forced = choice == ToolChoice.REQUIRED || choice instanceof ToolChoice.Named;
    if (content.tools().isEmpty()) {
      // A choice is refused without tools, and says nothing without them.
      if (forced && isOurs("tools") && oursToChoose) {
        call.dropOrRefuse("the parameter toolChoice without tools");
        return;
      }
    } else if (isOurs("tools")) {
      json.writeArrayPropertyStart("tools");
      for (ToolSpec tool : content.tools()) {
        writeTool(tool);
      }
      json.writeEndArray();
    }
    boolean anyTools = !content.tools().isEmpty() || !isOurs("tools");
    if (!anyTools || !oursToChoose) {
      return;
    }
    if (forced && thinking.isOn()) {
      call.dropOrRefuse("a forced toolChoice while the model thinks");
      choice = null;
    }
    writeChoice(choice, Boolean.FALSE.equals(settings.parallelToolCalls()));
  }

  private boolean isOurs(String field) {
    return !content.extraBody().containsKey(field);
  }

  private void writeTool(ToolSpec tool) {
    json.writeStartObject();
    json.writeStringProperty("name", tool.name());
    if (tool.description() != null) {
      json.writeStringProperty("description", tool.description());
    }
    json.writeName("input_schema");
    WireJson.write(json, tool.parameters());
    if (tool.strict()) {
      json.writeBooleanProperty("strict", true);
    }
    marks.write(json, tool.cacheMark());
    json.writeEndObject();
  }

  /** One call at a time is a part of the choice; several are what the provider does by itself. */
  private void writeChoice(@Nullable ToolChoice choice, boolean oneAtATime) {
    if (choice == null && !oneAtATime) {
      return;
    }
    json.writeObjectPropertyStart("tool_choice");
    if (choice instanceof ToolChoice.Named named) {
      json.writeStringProperty("type", "tool");
      json.writeStringProperty("name", named.name());
    } else {
      json.writeStringProperty("type", word(choice));
    }
    if (oneAtATime && choice != ToolChoice.NONE) {
      json.writeBooleanProperty("disable_parallel_tool_use", true);
    }
    json.writeEndObject();
  }

  private static String word(@Nullable ToolChoice choice) {
    if (choice == ToolChoice.REQUIRED) {
      return "any";
    }
    return choice == ToolChoice.NONE ? "none" : "auto";
  }
}
