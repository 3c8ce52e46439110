package io.llmgw.providers.bedrock.request;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.WireCall;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the tools of one request, and which of them may be called. */
final class ConverseToolWriter {
  private static final String FIELD = "toolConfig";

  private final JsonGenerator json;
  private final WireCall call;
  private final ChatContent content;
  private final ConversePoints points;

  ConverseToolWriter(
      JsonGenerator json, WireCall call, ChatContent content, ConversePoints points) {
    this.json = json;
    this.call = call;
    this.content = content;
    this.points = points;
  }

  /**
   * Writes them.
   *
   * @param thinks whether the model is told to think, beside which no tool can be forced
   */
  void write(boolean thinks) {
    if (content.extraBody().containsKey(FIELD)) {
      return;
    }
    ToolChoice choice = content.toolChoice();
    boolean forced = choice == ToolChoice.REQUIRED || choice instanceof ToolChoice.Named;
    if (content.tools().isEmpty()) {
      if (forced) {
        call.dropOrRefuse("the parameter toolChoice without tools");
      }
      writeThoseOfTheHistory();
      return;
    }
    if (choice == ToolChoice.NONE && forbid()) {
      return;
    }
    if (forced && thinks) {
      call.dropOrRefuse("a forced toolChoice while the model thinks");
      choice = null;
    }
    writeThoseOfTheRequest(choice);
  }

  /** No tool is asked for where none is known; whether that is how it can be said. */
  private boolean forbid() {
    if (calledTools().isEmpty()) {
      call.note("tools were left out, as none is to be called");
      return true;
    }
    call.dropOrRefuse(
        "the parameter toolChoice NONE where tools were called before: these have to be sent");
    return false;
  }

  private void writeThoseOfTheRequest(@Nullable ToolChoice choice) {
    json.writeObjectPropertyStart(FIELD);
    json.writeArrayPropertyStart("tools");
    for (ToolSpec tool : content.tools()) {
      writeTool(tool.name(), tool.description(), tool.strict(), tool);
      points.writeToTools(json, tool.cacheMark());
    }
    json.writeEndArray();
    if (choice != null && choice != ToolChoice.NONE) {
      writeChoice(choice);
    }
    json.writeEndObject();
  }

  /** A conversation in which tools were called is refused without any. */
  private void writeThoseOfTheHistory() {
    Set<String> called = calledTools();
    if (called.isEmpty()) {
      return;
    }
    call.note("tools that were called before were named: the conversation is refused without");
    json.writeObjectPropertyStart(FIELD);
    json.writeArrayPropertyStart("tools");
    for (String name : called) {
      writeTool(name, null, false, null);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private Set<String> calledTools() {
    Set<String> names = new LinkedHashSet<>();
    for (Message message : content.messages()) {
      for (Part part : message.parts()) {
        if (part instanceof ToolCall toolCall) {
          names.add(toolCall.name());
        }
      }
    }
    return names;
  }

  private void writeTool(
      String name, @Nullable String description, boolean strict, @Nullable ToolSpec spec) {
    json.writeStartObject();
    json.writeObjectPropertyStart("toolSpec");
    json.writeStringProperty("name", name);
    if (description != null) {
      json.writeStringProperty("description", description);
    }
    json.writeObjectPropertyStart("inputSchema");
    json.writeName("json");
    if (spec == null) {
      json.writeStartObject();
      json.writeStringProperty("type", "object");
      json.writeEndObject();
    } else {
      WireJson.write(json, spec.parameters());
    }
    json.writeEndObject();
    if (strict) {
      json.writeBooleanProperty("strict", true);
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeChoice(ToolChoice choice) {
    json.writeObjectPropertyStart("toolChoice");
    if (choice instanceof ToolChoice.Named named) {
      json.writeObjectPropertyStart("tool");
      json.writeStringProperty("name", named.name());
    } else {
      json.writeObjectPropertyStart(choice == ToolChoice.REQUIRED ? "any" : "auto");
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
