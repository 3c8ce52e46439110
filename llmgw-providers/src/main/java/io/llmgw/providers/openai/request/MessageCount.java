package io.llmgw.providers.openai.request;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolResult;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.BodyWriter;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/**
 * What a host counts that is told little of a chat. What it is not told would be missing in its
 * number, so that a chat with more is refused.
 */
public final class MessageCount {
  private static final Set<String> MESSAGES = Set.of("model", "messages");
  private static final Set<String> MESSAGES_AND_TOOLS = Set.of("model", "messages", "tools");

  private MessageCount() {}

  /** The chat as it is, of text: of media their mark alone is counted. */
  public static RequestBytes ofChat(WireCall call, RequestBytes chat, String model) {
    refuseMedia(call);
    return chat;
  }

  /** Its messages, media among them, where no tools are. */
  public static RequestBytes ofMessages(WireCall call, RequestBytes chat, String model) {
    if (!call.chat().content().tools().isEmpty()) {
      throw call.unsupported("a count of tools");
    }
    refuseWhatIsNotTold(call);
    return kept(call, chat, MESSAGES);
  }

  /** Its messages of text, and its tools, where none was called yet. */
  public static RequestBytes withTools(WireCall call, RequestBytes chat, String model) {
    refuseMedia(call);
    refuseWhatIsNotTold(call);
    return kept(call, chat, MESSAGES_AND_TOOLS);
  }

  private static void refuseWhatIsNotTold(WireCall call) {
    ChatContent content = call.chat().content();
    ResponseFormat form = content.responseFormat();
    if (form != null && form != ResponseFormat.Mode.TEXT) {
      throw call.unsupported("a count of a response format");
    }
    if (!content.extraBody().isEmpty()) {
      throw call.unsupported("a count of extra fields");
    }
    for (Message message : content.messages()) {
      if (message.role() == Role.TOOL || !message.toolCalls().isEmpty()) {
        throw call.unsupported("a count of calls of tools and their results");
      }
    }
  }

  private static RequestBytes kept(WireCall call, RequestBytes chat, Set<String> fields) {
    byte[] bytes = chat.toByteArray();
    return BodyWriter.write(
        call,
        (json, writer) -> {
          json.writeStartObject();
          WireJson.object(bytes, 0, bytes.length, parser -> copy(parser, bytes, fields, json));
          json.writeEndObject();
        });
  }

  private static void copy(
      JsonParser parser, byte[] bytes, Set<String> fields, JsonGenerator json) {
    String name;
    while ((name = parser.nextName()) != null) {
      parser.nextToken();
      if (fields.contains(name)) {
        json.writeName(name);
        json.writeRawValue(WireJson.raw(parser, bytes, 0));
      } else {
        parser.skipChildren();
      }
    }
  }

  /** Refuses media, where tokens are counted of text alone. */
  static void refuseMedia(WireCall call) {
    for (Message message : call.chat().content().messages()) {
      if (message.role() != Role.ASSISTANT) { // whose media do not go back to it
        refuseMedia(call, message.role(), message.parts());
      }
    }
  }

  private static void refuseMedia(WireCall call, Role role, List<Part> parts) {
    for (Part part : parts) {
      if (part instanceof ToolResult result) {
        refuseMedia(call, role, result.content());
      } else if (part instanceof Part.Image
          || part instanceof Part.Audio
          || part instanceof Part.Video
          || part instanceof Part.Document) {
        throw call.unsupported(part, role, "tokens are counted of text alone");
      }
    }
  }
}
