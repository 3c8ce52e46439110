package io.llmgw.providers.exchange;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.providers.wire.ToolNameForm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Names of tools as one request has them, where the protocol does not take all of them: no two
 * become one, and the caller sees his own in the answer. Immutable.
 */
final class SpelledNames {
  private final Map<String, String> spelled;
  private final Map<String, String> own;

  private SpelledNames(Map<String, String> spelled) {
    this.spelled = spelled;
    this.own = new LinkedHashMap<>();
    spelled.forEach((name, other) -> own.put(other, name));
  }

  /** The names of a request that cannot be sent as they are; null where all can. */
  static @Nullable SpelledNames of(RequestContent content, ToolNameForm form) {
    if (!(content instanceof ChatContent chat) || form == ToolNameForm.ANY) {
      return null;
    }
    List<String> misfits = new ArrayList<>(0);
    eachName(
        chat,
        name -> {
          if (!form.takes(name)) {
            misfits.add(name);
          }
        });
    return misfits.isEmpty() ? null : new SpelledNames(spelled(chat, misfits, form));
  }

  /** Another name for each that does not fit, none of which is in the request already. */
  private static Map<String, String> spelled(
      ChatContent chat, List<String> misfits, ToolNameForm form) {
    Set<String> taken = new HashSet<>();
    eachName(chat, taken::add);
    Map<String, String> spelled = new LinkedHashMap<>();
    for (String name : misfits) {
      if (spelled.containsKey(name)) {
        continue;
      }
      int attempt = 0;
      String other = form.spell(name, attempt);
      while (!taken.add(other)) {
        attempt++;
        other = form.spell(name, attempt);
      }
      spelled.put(name, other);
    }
    return spelled;
  }

  private static void eachName(ChatContent chat, Consumer<String> names) {
    for (ToolSpec tool : chat.tools()) {
      names.accept(tool.name());
    }
    if (chat.toolChoice() instanceof ToolChoice.Named named) {
      names.accept(named.name());
    }
    for (Message message : chat.messages()) {
      for (Part part : message.parts()) {
        if (part instanceof ToolCall call) {
          names.accept(call.name());
        }
      }
    }
  }

  /** The content of the request with the names that can be sent. */
  RequestContent write(RequestContent content) {
    ChatContent chat = (ChatContent) content;
    List<Message> messages = new ArrayList<>(chat.messages().size());
    for (Message message : chat.messages()) {
      messages.add(message.toolCalls().isEmpty() ? message : write(message));
    }
    List<ToolSpec> tools = new ArrayList<>(chat.tools().size());
    for (ToolSpec tool : chat.tools()) {
      String name = spelled.get(tool.name());
      tools.add(
          name == null
              ? tool
              : new ToolSpec(
                  name, tool.description(), tool.parameters(), tool.strict(), tool.cacheMark()));
    }
    ChatContent written = chat.withMessages(messages).withTools(tools);
    return chat.toolChoice() instanceof ToolChoice.Named named
        ? written.toBuilder()
            .toolChoice(ToolChoice.named(spelled.getOrDefault(named.name(), named.name())))
            .build()
        : written;
  }

  private Message write(Message message) {
    List<Part> parts = new ArrayList<>(message.parts().size());
    for (Part part : message.parts()) {
      String name = part instanceof ToolCall call ? spelled.get(call.name()) : null;
      parts.add(
          part instanceof ToolCall call && name != null
              ? new ToolCall(call.id(), name, call.arguments(), call.providerFields())
              : part);
    }
    return message.withParts(parts);
  }

  /** Takes the events of the answer, and passes them on with the names of the caller. */
  Consumer<LlmEvent> read(Consumer<LlmEvent> events) {
    return event -> {
      if (event instanceof ToolCallStarted call && own.containsKey(call.name())) {
        events.accept(
            new ToolCallStarted(
                call.index(), call.id(), own.get(call.name()), call.providerFields()));
      } else {
        events.accept(event);
      }
    };
  }
}
