package io.llmgw.providers.cohere.request;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolResult;
import io.llmgw.providers.wire.SaidSound;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes the conversation of one request. Not thread-safe. */
final class CohereMessageWriter {
  private final JsonGenerator json;
  private final WireCall call;
  private final CoherePartWriter parts;
  private final CohereTurnWriter turns;
  private boolean failureLeftOut;

  CohereMessageWriter(JsonGenerator json, WireCall call) {
    this.json = json;
    this.call = call;
    this.parts = new CoherePartWriter(json, call);
    this.turns = new CohereTurnWriter(json, call, parts);
  }

  void write(List<Message> messages) {
    json.writeArrayPropertyStart("messages");
    for (Message message : SaidSound.leaveOut(call, messages)) {
      if (message.name() != null) {
        call.dropOrRefuse("the name in a message");
      }
      switch (message.role()) {
        case TOOL -> writeResults(message);
        case ASSISTANT -> turns.write(message);
        case USER -> writeMessage("user", message);
        case SYSTEM, DEVELOPER -> writeMessage("system", message);
      }
    }
    json.writeEndArray();
    turns.noteWhatWasLeftOut();
    if (failureLeftOut) {
      call.note("the mark that a tool failed was left out: " + call.provider() + " has none");
    }
  }

  private void writeMessage(String role, Message message) {
    json.writeStartObject();
    json.writeStringProperty("role", role);
    json.writeName("content");
    parts.writeContent(message);
    json.writeEndObject();
  }

  /** Each result is a message of its own, with the id of its call; that it failed is its text's. */
  private void writeResults(Message message) {
    for (Part part : message.parts()) {
      if (part instanceof ToolResult result) {
        json.writeStartObject();
        json.writeStringProperty("role", "tool");
        json.writeStringProperty("tool_call_id", result.callId());
        json.writeName("content");
        parts.writeResult(result);
        json.writeEndObject();
        failureLeftOut |= result.isError();
      }
    }
  }
}
