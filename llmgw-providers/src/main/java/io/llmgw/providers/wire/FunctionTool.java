package io.llmgw.providers.wire;

import io.llmgw.api.content.ToolSpec;
import io.llmgw.providers.json.WireJson;
import tools.jackson.core.JsonGenerator;

/** Writes tools in the form of OpenAI, which other protocols have taken over. */
public final class FunctionTool {
  private FunctionTool() {}

  /** Writes the tool as an object of its own, in protocols whose tools are not strict each. */
  public static void write(JsonGenerator json, ToolSpec tool) {
    json.writeStartObject();
    json.writeStringProperty("type", "function");
    json.writeObjectPropertyStart("function");
    writeMembers(json, tool);
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Writes what the model is told of it, into the object that is open. */
  public static void writeMembers(JsonGenerator json, ToolSpec tool) {
    json.writeStringProperty("name", tool.name());
    if (tool.description() != null) {
      json.writeStringProperty("description", tool.description());
    }
    json.writeName("parameters");
    WireJson.write(json, tool.parameters());
  }
}
