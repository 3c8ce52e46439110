package io.llmgw.providers.media;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.request.Leniency;
import io.llmgw.providers.wire.WireCall;
import java.util.ArrayList;
import java.util.List;

/** The media in results of tools that the protocol does not take there. */
public final class RefusedMedia {
  static final String LEFT_OUT = "The content of this result cannot be shown here.";

  private RefusedMedia() {}

  /**
   * The conversation without them where the caller allows that, which is remarked; itself where he
   * does not, as writing them fails, or where there are none.
   */
  public static List<Message> leaveOut(WireCall call, List<Message> messages, TakenMedia taken) {
    if (call.request().option(Leniency.class) != Leniency.DROP || !isInAny(messages)) {
      return messages;
    }
    List<Message> rest = new ArrayList<>(messages.size());
    for (Message message : messages) {
      rest.add(message.role() == Role.TOOL ? without(call, message, taken) : message);
    }
    return rest;
  }

  private static Message without(WireCall call, Message message, TakenMedia taken) {
    List<Part> parts = new ArrayList<>(message.parts().size());
    for (Part part : message.parts()) {
      boolean media = part instanceof ToolResult result && !isText(result);
      parts.add(media ? without(call, (ToolResult) part, taken) : part);
    }
    return message.withParts(parts);
  }

  private static ToolResult without(WireCall call, ToolResult result, TakenMedia taken) {
    List<Part> rest = new ArrayList<>(result.content().size());
    for (Part part : result.content()) {
      if (isText(part) || isTaken(call, part, taken)) {
        rest.add(part);
      }
    }
    if (rest.isEmpty()) {
      rest.add(Part.text(LEFT_OUT));
    }
    return new ToolResult(result.callId(), rest, result.isError());
  }

  /**
   * Whether the protocol takes a part; that it is left out else is remarked.
   *
   * @throws io.llmgw.api.error.LlmException with {@code UNSUPPORTED} where it may not be left out
   */
  static boolean isTaken(WireCall call, Part part, TakenMedia taken) {
    String refusal = taken.refusal(part);
    if (refusal == null) {
      return true;
    }
    if (call.request().option(Leniency.class) != Leniency.DROP) {
      throw call.unsupported(refusal);
    }
    call.dropOrRefuse(refusal);
    return false;
  }

  static boolean isInAny(List<Message> messages) {
    for (Message message : messages) {
      for (Part part : message.parts()) {
        if (part instanceof ToolResult result && !isText(result)) {
          return true;
        }
      }
    }
    return false;
  }

  static boolean isText(ToolResult result) {
    for (Part part : result.content()) {
      if (!isText(part)) {
        return false;
      }
    }
    return true;
  }

  static boolean isText(Part part) {
    return part instanceof Part.Text || part instanceof Part.Structured;
  }
}
