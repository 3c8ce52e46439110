package io.llmgw.providers.gemini.request;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolResult;
import io.llmgw.providers.media.RefusedMedia;
import io.llmgw.providers.media.ResultMedia;
import io.llmgw.providers.media.TakenMedia;
import io.llmgw.providers.wire.Conversation;
import io.llmgw.providers.wire.WireCall;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the conversation of one request. The protocol has the system's words beside it, and knows
 * two roles: results of tools are said by the user. Not thread-safe.
 */
final class GeminiMessageWriter {
  private final JsonGenerator json;
  private final WireCall call;
  private final GeminiPartWriter parts;
  private final GeminiTurnWriter turns;

  GeminiMessageWriter(JsonGenerator json, WireCall call) {
    this.json = json;
    this.call = call;
    this.parts = new GeminiPartWriter(json, call);
    this.turns = new GeminiTurnWriter(json, call, parts);
  }

  void write(List<Message> messages) {
    Conversation heard = Conversation.of(call, messages);
    writeSystem(heard.rules());
    json.writeArrayPropertyStart("contents");
    writeTurns(withResults(heard.turns()));
    json.writeEndArray();
    turns.noteWhatWasLeftOut();
  }

  /** Models before Gemini 3 take media of the user, and of tools none. */
  private List<Message> withResults(List<Message> turns) {
    TakenMedia taken = part -> GeminiPartWriter.refusal(part, Role.TOOL);
    return GeminiGeneration.of(call.model()).seesResults()
        ? RefusedMedia.leaveOut(call, turns, taken)
        : ResultMedia.behind(call, turns, taken);
  }

  private void writeSystem(List<Message> rules) {
    if (rules.isEmpty()) {
      return;
    }
    json.writeObjectPropertyStart("systemInstruction");
    json.writeArrayPropertyStart("parts");
    for (Message rule : rules) {
      for (Part part : rule.parts()) {
        if (!(part instanceof Part.Text text)) {
          throw call.unsupported(part, rule.role());
        }
        json.writeStartObject();
        json.writeStringProperty("text", text.text());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeTurns(List<Message> conversation) {
    GeminiResultWriter results = new GeminiResultWriter(json, call, parts, conversation);
    int underWay = underWay(conversation);
    int next = 0;
    while (next < conversation.size()) {
      Message message = conversation.get(next);
      switch (message.role()) {
        case TOOL -> {
          List<ToolResult> all = new ArrayList<>();
          // Results of calls that were made at once have to be in one content.
          while (next < conversation.size() && conversation.get(next).role() == Role.TOOL) {
            addResults(conversation.get(next++), all);
          }
          open("user");
          results.write(all);
          close();
        }
        case ASSISTANT -> turns.write(message, next++ >= underWay);
        default -> {
          next++;
          open("user");
          for (Part part : message.parts()) {
            parts.write(part, message.role());
          }
          close();
        }
      }
    }
  }

  /** Where the turn begins that is not over: behind the last words of the user. */
  private static int underWay(List<Message> conversation) {
    int at = conversation.size();
    while (at > 0 && conversation.get(at - 1).role() != Role.USER) {
      at--;
    }
    return at;
  }

  private static void addResults(Message message, List<ToolResult> all) {
    for (Part part : message.parts()) {
      if (part instanceof ToolResult result) {
        all.add(result);
      }
    }
  }

  private void open(String role) {
    json.writeStartObject();
    json.writeStringProperty("role", role);
    json.writeArrayPropertyStart("parts");
  }

  private void close() {
    json.writeEndArray();
    json.writeEndObject();
  }
}
