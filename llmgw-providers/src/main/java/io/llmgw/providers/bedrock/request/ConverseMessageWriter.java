package io.llmgw.providers.bedrock.request;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolResult;
import io.llmgw.providers.media.RefusedMedia;
import io.llmgw.providers.wire.Conversation;
import io.llmgw.providers.wire.WireCall;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the conversation of one request. The protocol has the system's words beside it, and knows
 * two roles that take turns: results of tools are said by the user, in one message with whatever
 * else the user says before the model speaks again. Not thread-safe.
 */
final class ConverseMessageWriter {
  private final JsonGenerator json;
  private final WireCall call;
  private final String origin;
  private final ConversePoints points;
  private final ConversePartWriter parts;
  private final ConverseTurnWriter turns;

  ConverseMessageWriter(JsonGenerator json, WireCall call, ConversePoints points) {
    this.json = json;
    this.call = call;
    this.points = points;
    this.parts = new ConversePartWriter(json, call);
    this.origin = ConverseOrigin.of(call.provider(), call.model());
    this.turns = new ConverseTurnWriter(json, call, origin, parts);
  }

  void write(List<Message> messages) {
    Conversation conversation = Conversation.of(call, messages);
    writeSystem(conversation.rules());
    writeConversation(
        RefusedMedia.leaveOut(
            call,
            withoutEmptyTurns(conversation.turns()),
            part -> ConversePartWriter.refusal(part, Role.TOOL)));
    turns.noteWhatWasLeftOut(conversation.turns());
  }

  private void writeSystem(List<Message> rules) {
    if (rules.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("system");
    for (Message rule : rules) {
      for (Part part : rule.parts()) {
        if (!(part instanceof Part.Text text)) {
          throw call.unsupported(part, rule.role());
        }
        if (!text.text().isBlank()) {
          parts.writeText(text.text());
        }
      }
      points.write(json, rule.cacheMark());
    }
    json.writeEndArray();
  }

  /** A model that had nothing to say is refused as one that says nothing. */
  private List<Message> withoutEmptyTurns(List<Message> conversation) {
    List<Message> said = new ArrayList<>(conversation.size());
    for (Message message : conversation) {
      if (message.role() != Role.ASSISTANT || saysSomething(message)) {
        said.add(message);
      }
    }
    if (said.size() < conversation.size()) {
      call.note("an empty message of the assistant was left out");
    }
    return said;
  }

  private boolean saysSomething(Message message) {
    for (Part part : message.parts()) {
      if (ConverseTurnWriter.goesBack(part, origin)) {
        return true;
      }
    }
    return false;
  }

  private void writeConversation(List<Message> conversation) {
    json.writeArrayPropertyStart("messages");
    Role open = null;
    boolean blank = false;
    for (Message message : conversation) {
      Role role = message.role() == Role.ASSISTANT ? Role.ASSISTANT : Role.USER;
      if (role != open) {
        if (open != null) {
          refuseIf(blank);
          closeTurn();
        }
        blank = true;
        openTurn(role);
        open = role;
      }
      if (role == Role.ASSISTANT) {
        turns.write(message);
      } else {
        writeUser(message);
      }
      blank &= role == Role.USER && isBlank(message);
      points.write(json, message.cacheMark());
    }
    if (open != null) {
      refuseIf(blank);
      closeTurn();
    }
    json.writeEndArray();
  }

  private static boolean isBlank(Message message) {
    for (Part part : message.parts()) {
      if (!ConversePartWriter.isEmptyText(part)) {
        return false;
      }
    }
    return true;
  }

  /** Left out, it would change who speaks when; sent, the provider refuses it. */
  private void refuseIf(boolean blank) {
    if (blank) {
      throw call.unsupported("a message of the user that is blank");
    }
  }

  private void openTurn(Role role) {
    json.writeStartObject();
    json.writeStringProperty("role", role == Role.ASSISTANT ? "assistant" : "user");
    json.writeArrayPropertyStart("content");
  }

  private void closeTurn() {
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeUser(Message message) {
    for (Part part : message.parts()) {
      if (part instanceof ToolResult result) {
        parts.writeResult(result);
      } else if (!ConversePartWriter.isEmptyText(part)) {
        parts.write(part, message.role());
      }
    }
  }
}
