package io.llmgw.providers.media;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.request.Leniency;
import io.llmgw.providers.wire.WireCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The media in results of tools, for protocols that have text alone there and take media from the
 * user: a message of the user behind the results of a turn has them, each below a line that names
 * its call. Not thread-safe.
 */
public final class ResultMedia {
  private static final String LEFT_OUT = "The content of this result cannot be shown here.";

  private final WireCall call;
  private final Predicate<Part> taken;
  private final UnaryOperator<String> ids;
  private final Map<String, String> tools = new HashMap<>(4);
  private final List<Message> told;
  private final List<Part> behind = new ArrayList<>(2);
  private boolean moved;

  private ResultMedia(
      WireCall call, Predicate<Part> taken, UnaryOperator<String> ids, List<Message> messages) {
    this.call = call;
    this.taken = taken;
    this.ids = ids;
    this.told = new ArrayList<>(messages.size() + 1);
    for (Message message : messages) {
      for (ToolCall made : message.toolCalls()) {
        tools.put(made.id(), made.name());
      }
    }
  }

  /** The same, of a protocol that has the ids of calls as they are. */
  public static List<Message> behind(WireCall call, List<Message> messages, Predicate<Part> taken) {
    return behind(call, messages, taken, UnaryOperator.identity());
  }

  /**
   * The conversation with text alone in its results, itself where it has no other ones.
   *
   * @param taken whether the user may say a part
   * @param ids what the protocol makes of the id of a call
   * @throws io.llmgw.api.error.LlmException with {@code UNSUPPORTED} for a part that the user may
   *     not say either, and that may not be left out
   */
  public static List<Message> behind(
      WireCall call, List<Message> messages, Predicate<Part> taken, UnaryOperator<String> ids) {
    if (!isInAny(messages)) {
      return messages;
    }
    ResultMedia media = new ResultMedia(call, taken, ids, messages);
    messages.forEach(media::add);
    media.tell();
    if (media.moved) {
      call.note(
          "media in results of tools were sent in a message of the user behind them: "
              + call.provider()
              + " takes text alone there");
    }
    return media.told;
  }

  private static boolean isInAny(List<Message> messages) {
    for (Message message : messages) {
      for (Part part : message.parts()) {
        if (part instanceof ToolResult result && !isText(result)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isText(ToolResult result) {
    for (Part part : result.content()) {
      if (!isText(part)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isText(Part part) {
    return part instanceof Part.Text || part instanceof Part.Structured;
  }

  private void add(Message message) {
    if (message.role() == Role.TOOL) {
      told.add(withText(message));
    } else if (message.role() == Role.USER && message.name() == null && !behind.isEmpty()) {
      // One message of both: not every host takes two of the user after each other.
      behind.addAll(message.parts());
      told.add(message.withParts(behind));
      behind.clear();
    } else {
      tell();
      told.add(message);
    }
  }

  private void tell() {
    if (!behind.isEmpty()) {
      told.add(Message.user(behind.toArray(Part[]::new)));
      behind.clear();
    }
  }

  private Message withText(Message message) {
    List<Part> parts = new ArrayList<>(message.parts().size());
    for (Part part : message.parts()) {
      parts.add(part instanceof ToolResult result && !isText(result) ? withText(result) : part);
    }
    return message.withParts(parts);
  }

  private ToolResult withText(ToolResult result) {
    List<Part> text = new ArrayList<>(result.content().size());
    List<Part> media = new ArrayList<>(1);
    for (Part part : result.content()) {
      if (isText(part)) {
        text.add(part);
      } else if (taken.test(part)) {
        media.add(part);
      } else if (call.request().option(Leniency.class) == Leniency.DROP) {
        call.dropOrRefuse(WireCall.partIn(part, Role.TOOL));
      } else {
        throw call.unsupported(part, Role.TOOL);
      }
    }
    String title = title(result.callId());
    if (!media.isEmpty()) {
      moved = true;
      behind.add(Part.text("Content of " + title + ":\n"));
      behind.addAll(media);
    }
    if (text.isEmpty()) {
      text.add(Part.text(media.isEmpty() ? LEFT_OUT : "See below, content of " + title + "."));
    }
    return new ToolResult(result.callId(), text, result.isError());
  }

  private String title(String callId) {
    String tool = tools.get(callId);
    return "tool result " + ids.apply(callId) + (tool == null ? "" : " (" + tool + ")");
  }
}
