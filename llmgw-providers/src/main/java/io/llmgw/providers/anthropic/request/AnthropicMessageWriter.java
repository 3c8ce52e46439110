package io.llmgw.providers.anthropic.request;

import io.llmgw.api.content.CacheMark;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolResult;
import io.llmgw.providers.claude.ToolUseId;
import io.llmgw.providers.media.RefusedMedia;
import io.llmgw.providers.wire.Conversation;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the conversation of one request. The protocol has the system's words beside it, and knows
 * two roles: results of tools are said by the user. Not thread-safe.
 */
final class AnthropicMessageWriter {
  private final JsonGenerator json;
  private final WireCall call;
  private final CacheMarks marks;
  private final AnthropicPartWriter parts;
  private final AnthropicTurnWriter turns;

  AnthropicMessageWriter(JsonGenerator json, WireCall call, TurnOrigin origin, CacheMarks marks) {
    this.json = json;
    this.call = call;
    this.marks = marks;
    this.parts = new AnthropicPartWriter(json, call, marks);
    this.turns = new AnthropicTurnWriter(json, call, origin, marks);
  }

  void write(List<Message> messages) {
    Conversation heard = Conversation.of(call, messages);
    writeSystem(heard.rules());
    writeConversation(
        RefusedMedia.leaveOut(
            call, heard.turns(), part -> AnthropicPartWriter.refusal(part, Role.TOOL)));
    turns.writeContainer(heard.turns());
    turns.noteWhatWasLeftOut();
  }

  private void writeSystem(List<Message> rules) {
    if (rules.isEmpty()) {
      return;
    }
    json.writeName("system");
    Message first = rules.get(0);
    if (rules.size() == 1 && isPlain(first)) {
      json.writeString(first.text());
      return;
    }
    json.writeStartArray();
    for (Message rule : rules) {
      for (Part part : rule.parts()) {
        if (!(part instanceof Part.Text)) {
          throw call.unsupported(part, rule.role());
        }
      }
      writeBlocks(rule);
    }
    json.writeEndArray();
  }

  private void writeConversation(List<Message> conversation) {
    json.writeArrayPropertyStart("messages");
    int next = 0;
    while (next < conversation.size()) {
      Message message = conversation.get(next++);
      switch (message.role()) {
        case TOOL -> {
          openUser();
          json.writeStartArray();
          writeResults(message);
          // All results of a turn have to be in one message.
          while (next < conversation.size() && conversation.get(next).role() == Role.TOOL) {
            writeResults(conversation.get(next++));
          }
          json.writeEndArray();
          json.writeEndObject();
        }
        case ASSISTANT -> turns.write(message);
        default -> writeUser(message);
      }
    }
    json.writeEndArray();
  }

  private void openUser() {
    json.writeStartObject();
    json.writeStringProperty("role", "user");
    json.writeName("content");
  }

  private void writeUser(Message message) {
    openUser();
    if (isPlain(message)) {
      json.writeString(message.text());
    } else {
      json.writeStartArray();
      writeBlocks(message);
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /** Whether it is one text, which needs no blocks. */
  private static boolean isPlain(Message message) {
    return message.cacheMark() == null
        && message.parts().size() == 1
        && message.parts().get(0) instanceof Part.Text;
  }

  private void writeBlocks(Message message) {
    int last = -1;
    for (int i = 0; i < message.parts().size(); i++) {
      last = AnthropicPartWriter.isEmptyText(message.parts().get(i)) ? last : i;
    }
    for (int i = 0; i <= last; i++) {
      Part part = message.parts().get(i);
      if (!AnthropicPartWriter.isEmptyText(part)) {
        parts.write(part, message.role(), i == last ? message.cacheMark() : null);
      }
    }
  }

  private void writeResults(Message message) {
    int last = message.parts().size() - 1;
    for (int i = 0; i <= last; i++) {
      if (message.parts().get(i) instanceof ToolResult result) {
        writeResult(result, i == last ? message.cacheMark() : null);
      }
    }
  }

  private void writeResult(ToolResult result, @Nullable CacheMark mark) {
    json.writeStartObject();
    json.writeStringProperty("type", "tool_result");
    json.writeStringProperty("tool_use_id", ToolUseId.of(result.callId()));
    parts.writeResult(result.content());
    if (result.isError()) {
      json.writeBooleanProperty("is_error", true);
    }
    marks.write(json, mark);
    json.writeEndObject();
  }
}
