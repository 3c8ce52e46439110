package io.llmgw.providers.gemini.request;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.WireCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the results of tools. The protocol knows a result by the name of its tool and, where there
 * is no id, by its place: results are written in the order of their calls. Not thread-safe.
 */
final class GeminiResultWriter {
  private final JsonGenerator json;
  private final WireCall call;
  private final GeminiPartWriter parts;
  private final Map<String, Numbered> calls = new HashMap<>();

  GeminiResultWriter(
      JsonGenerator json, WireCall call, GeminiPartWriter parts, List<Message> conversation) {
    this.json = json;
    this.call = call;
    this.parts = parts;
    for (Message message : conversation) {
      for (Part part : message.parts()) {
        if (part instanceof ToolCall toolCall) {
          calls.put(toolCall.id(), new Numbered(toolCall, calls.size()));
        }
      }
    }
  }

  private record Numbered(ToolCall call, int number) {}

  /** Writes the results that follow one message of the model, each as a part. */
  void write(List<ToolResult> results) {
    List<ToolResult> ordered = new ArrayList<>(results);
    ordered.sort(Comparator.comparingInt(result -> callOf(result).number));
    for (ToolResult result : ordered) {
      write(result, callOf(result).call);
    }
  }

  private Numbered callOf(ToolResult result) {
    Numbered known = calls.get(result.callId());
    if (known == null) {
      throw call.unsupported("a tool result without the call that it answers");
    }
    return known;
  }

  private void write(ToolResult result, ToolCall toolCall) {
    json.writeStartObject();
    json.writeObjectPropertyStart("functionResponse");
    GeminiTurnWriter.writeId(json, call, toolCall);
    json.writeStringProperty("name", toolCall.name());
    json.writeName("response");
    writeResponse(result);
    writeMedia(result);
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Always an object: an output, or an error (ai.google.dev/api, FunctionResponse). */
  private void writeResponse(ToolResult result) {
    List<String> words = new ArrayList<>();
    Json structured = null;
    for (Part part : result.content()) {
      if (part instanceof Part.Text text) {
        words.add(text.text());
      } else if (part instanceof Part.Structured given) {
        structured = given.json();
        words.add(structured.text());
      }
    }
    Json only = words.size() == 1 ? structured : null;
    if (only != null && only.isObject() && !result.isError()) {
      WireJson.write(json, only);
      return;
    }
    json.writeStartObject();
    json.writeName(result.isError() ? "error" : "output");
    if (only != null) {
      WireJson.write(json, only);
    } else {
      json.writeString(String.join("\n", words));
    }
    json.writeEndObject();
  }

  private void writeMedia(ToolResult result) {
    boolean open = false;
    for (Part part : result.content()) {
      if (part instanceof Part.Text || part instanceof Part.Structured) {
        continue;
      }
      if (!open) {
        json.writeArrayPropertyStart("parts");
        open = true;
      }
      parts.write(part, Role.TOOL);
    }
    if (open) {
      json.writeEndArray();
    }
  }
}
