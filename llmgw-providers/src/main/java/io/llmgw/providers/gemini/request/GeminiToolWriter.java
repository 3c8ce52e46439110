package io.llmgw.providers.gemini.request;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.WireCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the tools of one request, and which of them may be called. */
final class GeminiToolWriter {
  private final JsonGenerator json;
  private final WireCall call;
  private final ChatContent content;

  GeminiToolWriter(JsonGenerator json, WireCall call, ChatContent content) {
    this.json = json;
    this.call = call;
    this.content = content;
  }

  void write() {
    ToolChoice choice = content.toolChoice();
    boolean forced = choice == ToolChoice.REQUIRED || choice instanceof ToolChoice.Named;
    if (content.tools().isEmpty()) {
      // A choice is refused without tools, and says nothing without them.
      if (forced && isOurs("tools") && isOurs("toolConfig")) {
        call.dropOrRefuse("the parameter toolChoice without tools");
        return;
      }
    } else if (isOurs("tools")) {
      writeTools();
    }
    boolean anyTools = !content.tools().isEmpty() || !isOurs("tools");
    String mode = anyTools && isOurs("toolConfig") ? mode(choice) : null;
    if (mode != null) {
      writeChoice(mode, choice instanceof ToolChoice.Named named ? named.name() : null);
    }
  }

  private boolean isOurs(String field) {
    return !content.extraBody().containsKey(field);
  }

  private void writeTools() {
    json.writeArrayPropertyStart("tools");
    json.writeStartObject();
    json.writeArrayPropertyStart("functionDeclarations");
    for (ToolSpec tool : content.tools()) {
      json.writeStartObject();
      json.writeStringProperty("name", tool.name());
      if (tool.description() != null) {
        json.writeStringProperty("description", tool.description());
      }
      json.writeName("parametersJsonSchema");
      WireJson.write(json, tool.parameters());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  /** That arguments follow their schema is a part of the choice, for all tools at once. */
  private @Nullable String mode(@Nullable ToolChoice choice) {
    if (choice == ToolChoice.NONE) {
      return "NONE";
    }
    if (choice == ToolChoice.REQUIRED || choice instanceof ToolChoice.Named) {
      return "ANY";
    }
    for (ToolSpec tool : content.tools()) {
      if (tool.strict()) {
        return "VALIDATED";
      }
    }
    return choice == null ? null : "AUTO";
  }

  private void writeChoice(String mode, @Nullable String name) {
    json.writeObjectPropertyStart("toolConfig");
    json.writeObjectPropertyStart("functionCallingConfig");
    json.writeStringProperty("mode", mode);
    if (name != null) {
      json.writeArrayPropertyStart("allowedFunctionNames");
      json.writeString(name);
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
