package io.llmgw.providers.media;

import static io.llmgw.providers.media.RefusedMedia.isText;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.providers.wire.WireCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The media in results of tools, for protocols that have text alone there and take media from the
 * user: a message of the user behind the results of a turn has them, each below a line that names
 * its call. Of a medium that does not stand where it is said, a whole sentence says whose content
 * it is: what the user says next would read as that content. Not thread-safe.
 */
public final class ResultMedia {
  private final WireCall call;
  private final TakenMedia taken;
  private final Map<String, String> tools = new HashMap<>(4);
  private final List<Message> told;
  private final List<Part> behind = new ArrayList<>(2);
  private final List<Apart> apart = new ArrayList<>(0);
  private boolean moved;

  private ResultMedia(WireCall call, TakenMedia taken, List<Message> messages) {
    this.call = call;
    this.taken = taken;
    this.told = new ArrayList<>(messages.size() + 1);
    for (Message message : messages) {
      for (ToolCall made : message.toolCalls()) {
        tools.put(made.id(), made.name());
      }
    }
  }

  /** A medium beside the text, and the result that it is of. */
  private record Apart(String title, Part medium) {}

  /**
   * The conversation with text alone in its results, itself where it has no other ones.
   *
   * @param taken what the user may say
   * @throws io.llmgw.api.error.LlmException with {@code UNSUPPORTED} for a part that the user may
   *     not say either, and that may not be left out
   */
  public static List<Message> behind(WireCall call, List<Message> messages, TakenMedia taken) {
    if (!RefusedMedia.isInAny(messages)) {
      return messages;
    }
    ResultMedia media = new ResultMedia(call, taken, messages);
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

  private void add(Message message) {
    if (message.role() == Role.TOOL) {
      told.add(withText(message));
    } else if (message.role() == Role.USER && message.name() == null && isAnyToTell()) {
      // One message of both: not every host takes two of the user after each other.
      told.add(message.withParts(partsBefore(message.parts())));
    } else {
      tell();
      told.add(message);
    }
  }

  private boolean isAnyToTell() {
    return !behind.isEmpty() || !apart.isEmpty();
  }

  private void tell() {
    if (isAnyToTell()) {
      told.add(Message.user(partsBefore(List.of()).toArray(Part[]::new)));
    }
  }

  /** What is to be told, and then what the user says. */
  private List<Part> partsBefore(List<Part> said) {
    List<Part> parts = new ArrayList<>();
    int images = images(said);
    for (Apart one : apart) {
      images += one.medium instanceof Part.Image ? 1 : 0;
    }
    int number = 0;
    for (Apart one : apart) {
      number += one.medium instanceof Part.Image ? 1 : 0;
      parts.add(
          Part.text(
              nameOf(one.medium, number, images) + " is the content of " + one.title + ".\n"));
      parts.add(one.medium);
    }
    parts.addAll(behind);
    parts.addAll(said);
    apart.clear();
    behind.clear();
    return parts;
  }

  private static int images(List<Part> parts) {
    int images = 0;
    for (Part part : parts) {
      images += part instanceof Part.Image ? 1 : 0;
    }
    return images;
  }

  private static String nameOf(Part medium, int number, int images) {
    if (medium instanceof Part.Image) {
      return images == 1 ? "The image of this message" : "Image " + number + " of this message";
    }
    String kind = medium.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return "A part of kind " + kind + " beside this message";
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
    String title = title(result.callId());
    boolean any = false;
    for (Part part : result.content()) {
      if (isText(part)) {
        text.add(part);
      } else if (RefusedMedia.isTaken(call, part, taken)) {
        any = true;
        if (taken.standsApart(part)) {
          apart.add(new Apart(title, part));
        } else {
          media.add(part);
        }
      }
    }
    moved |= any;
    if (!media.isEmpty()) {
      behind.add(Part.text("Content of " + title + ":\n"));
      behind.addAll(media);
    }
    if (text.isEmpty()) {
      String instead = any ? "See below, content of " + title + "." : RefusedMedia.LEFT_OUT;
      text.add(Part.text(instead));
    }
    return new ToolResult(result.callId(), text, result.isError());
  }

  private String title(String callId) {
    String tool = tools.get(callId);
    return "tool result " + taken.callId(callId) + (tool == null ? "" : " (" + tool + ")");
  }
}
