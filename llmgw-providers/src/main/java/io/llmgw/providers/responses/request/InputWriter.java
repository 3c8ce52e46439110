package io.llmgw.providers.responses.request;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolResult;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.media.RefusedMedia;
import io.llmgw.providers.wire.SaidSound;
import io.llmgw.providers.wire.WireCall;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** Writes the conversation of one request as items. Not thread-safe. */
final class InputWriter {
  private final JsonGenerator json;
  private final WireCall call;
  private final Dialect dialect;
  private final InputPartWriter parts;
  private final Set<String> remarks = new LinkedHashSet<>(2);
  private final ModelTurnWriter turns;

  InputWriter(JsonGenerator json, WireCall call, Dialect dialect) {
    this.json = json;
    this.call = call;
    this.dialect = dialect;
    this.parts = new InputPartWriter(json, call, dialect);
    this.turns = new ModelTurnWriter(json, call, dialect, remarks);
  }

  void write(List<Message> messages) {
    json.writeArrayPropertyStart("input");
    List<Message> heard = SaidSound.leaveOut(call, messages);
    for (Message message :
        RefusedMedia.leaveOut(call, heard, part -> parts.refusal(part, Role.TOOL))) {
      if (message.name() != null) {
        call.dropOrRefuse("the name in a message");
      }
      switch (message.role()) {
        case TOOL -> writeResults(message);
        case ASSISTANT -> turns.write(message.parts());
        case SYSTEM, DEVELOPER, USER -> writeMessage(message);
      }
    }
    json.writeEndArray();
    remarks.forEach(call::note);
  }

  private void writeMessage(Message message) {
    boolean unknown = message.role() == Role.DEVELOPER && !dialect.hasDeveloperRole();
    Role role = unknown ? Role.SYSTEM : message.role();
    json.writeStartObject();
    json.writeStringProperty("role", role.name().toLowerCase(Locale.ROOT));
    json.writeName("content");
    parts.writeContent(message);
    json.writeEndObject();
  }

  /** Each result is an item of its own, with the id of its call; that it failed is its text's. */
  private void writeResults(Message message) {
    for (Part part : message.parts()) {
      if (part instanceof ToolResult result) {
        json.writeStartObject();
        json.writeStringProperty("type", "function_call_output");
        json.writeStringProperty("call_id", dialect.callIds().fit(result.callId()));
        json.writeName("output");
        parts.writeResult(result.content());
        json.writeEndObject();
        if (result.isError()) {
          remarks.add("the mark that a tool failed was left out: " + call.provider() + " has none");
        }
      }
    }
  }
}
