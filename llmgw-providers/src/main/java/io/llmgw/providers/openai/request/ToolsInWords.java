package io.llmgw.providers.openai.request;

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

/**
 * Calls of tools and their results in words, for models that call none and are told of none: what a
 * conversation has learned from tools is not lost where it goes on with such a model. It is another
 * conversation then, so that the caller has to allow it. Not thread-safe.
 */
final class ToolsInWords {
  private static final String BREAK = "\n\n";

  private final Map<String, String> tools = new HashMap<>(4);

  private ToolsInWords() {}

  /** The conversation as it is, unless the caller allows to change it and there is something to. */
  static List<Message> of(WireCall call, List<Message> messages) {
    if (call.request().option(Leniency.class) != Leniency.DROP || !hasTools(messages)) {
      return messages;
    }
    ToolsInWords words = new ToolsInWords();
    List<Message> told = new ArrayList<>(messages.size());
    for (Message message : messages) {
      told.add(words.of(message));
    }
    call.note(
        "calls of tools and their results were sent as text: " + call.model() + " calls none");
    return told;
  }

  private static boolean hasTools(List<Message> messages) {
    for (Message message : messages) {
      if (message.role() == Role.TOOL || !message.toolCalls().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private Message of(Message message) {
    Role role = message.role() == Role.TOOL ? Role.USER : message.role();
    List<Part> parts = new ArrayList<>(message.parts().size());
    for (Part part : message.parts()) {
      if (part instanceof ToolCall call) {
        tools.put(call.id(), call.name());
        say("[Called " + call.name() + " with " + call.arguments().text() + "]", parts);
      } else if (part instanceof ToolResult result) {
        tell(result, parts);
      } else {
        parts.add(part);
      }
    }
    return new Message(role, parts, message.name(), message.cacheMark());
  }

  private void tell(ToolResult result, List<Part> parts) {
    String name = tools.getOrDefault(result.callId(), "The tool");
    StringBuilder said =
        new StringBuilder("[").append(name).append(result.isError() ? " failed: " : " answered: ");
    List<Part> media = new ArrayList<>(0);
    for (Part part : result.content()) {
      if (part instanceof Part.Text text) {
        said.append(text.text());
      } else if (part instanceof Part.Structured structured) {
        said.append(structured.json().text());
      } else {
        media.add(part);
      }
    }
    say(said.append(']').toString(), parts);
    parts.addAll(media);
  }

  /** Behind what is said already, which it is no part of. */
  private static void say(String words, List<Part> parts) {
    int last = parts.size() - 1;
    if (last >= 0 && parts.get(last) instanceof Part.Text before) {
      parts.set(last, Part.text(before.text() + BREAK + words));
    } else {
      parts.add(Part.text(words));
    }
  }
}
