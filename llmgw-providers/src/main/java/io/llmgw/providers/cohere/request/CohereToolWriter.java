package io.llmgw.providers.cohere.request;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.providers.wire.FunctionTool;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the tools of one request, and whether they must be called. The protocol cannot name one of
 * them: it is required where it is the only one that is sent. Not thread-safe.
 */
final class CohereToolWriter {
  static final String TOOLS = "tools";
  static final String CHOICE = "tool_choice";
  static final String STRICT = "strict_tools";

  private final JsonGenerator json;
  private final WireCall call;
  private final ChatContent content;

  CohereToolWriter(JsonGenerator json, WireCall call, ChatContent content) {
    this.json = json;
    this.call = call;
    this.content = content;
  }

  void write() {
    ToolChoice choice = content.toolChoice();
    if (content.tools().isEmpty() && isOurs(TOOLS)) {
      if (choice == ToolChoice.REQUIRED || choice instanceof ToolChoice.Named) {
        call.dropOrRefuse("the parameter toolChoice without tools");
      }
      return;
    }
    List<ToolSpec> sent = content.tools();
    if (choice instanceof ToolChoice.Named named) {
      sent = isOurs(TOOLS) ? only(named.name()) : List.of();
      if (sent.isEmpty()) {
        call.dropOrRefuse("the parameter toolChoice with the name of none of the tools");
        sent = content.tools();
        choice = null;
      }
    }
    if (isOurs(TOOLS)) {
      writeTools(sent);
    }
    if (isOurs(CHOICE)) {
      writeChoice(choice);
    }
  }

  private boolean isOurs(String field) {
    return !content.extraBody().containsKey(field);
  }

  private List<ToolSpec> only(String name) {
    for (ToolSpec tool : content.tools()) {
      if (tool.name().equals(name)) {
        if (content.tools().size() > 1) {
          call.note("of the tools only the one was sent that is required");
        }
        return List.of(tool);
      }
    }
    return List.of();
  }

  private void writeTools(List<ToolSpec> tools) {
    json.writeArrayPropertyStart(TOOLS);
    int strict = 0;
    for (ToolSpec tool : tools) {
      FunctionTool.write(json, tool);
      strict += tool.strict() ? 1 : 0;
    }
    json.writeEndArray();
    if (strict == 0 || !isOurs(STRICT)) {
      return;
    }
    if (strict < tools.size()) {
      call.dropOrRefuse("tools of which some are strict and others not");
    } else {
      json.writeBooleanProperty(STRICT, true);
    }
  }

  /** Whether to call one is the model's to decide where nothing is said. */
  private void writeChoice(@Nullable ToolChoice choice) {
    if (choice == ToolChoice.NONE) {
      json.writeStringProperty(CHOICE, "NONE");
    } else if (choice != null && choice != ToolChoice.AUTO) {
      json.writeStringProperty(CHOICE, "REQUIRED");
    }
  }
}
