package io.llmgw.observability.content;

import io.llmgw.api.chain.Tap;
import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.EmbeddingContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.TextKind;
import io.llmgw.observability.CapturedContent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said in one call. Where a policy further out passes it on more than once, the last time
 * counts. Touched as the stream of the call: by one thread at a time.
 */
final class CallContent {
  private final int limit;
  private @Nullable RequestContent request;
  private @Nullable Answer answer;

  CallContent(int limit) {
    this.limit = limit;
  }

  /** The call is passed on; returns who hears what comes back. */
  Tap begin(RequestContent content) {
    Answer begun = new Answer(limit);
    request = content;
    answer = begun;
    return begun;
  }

  /** All of it, in words; null where the call did not come as far. */
  @Nullable CapturedContent captured() {
    if (request instanceof ChatContent chat) {
      return captured(chat, answer);
    }
    if (request instanceof EmbeddingContent embedding) {
      List<Message> inputs = embedding.inputs().stream().map(Message::user).toList();
      return new CapturedContent(null, MessageJson.messages(inputs, limit), null);
    }
    return request == null ? null : captured(request, answer);
  }

  /** Of an operation that is no conversation: what it works on, and what it says. */
  private CapturedContent captured(RequestContent other, @Nullable Answer answered) {
    List<Message> inputs = new ArrayList<>();
    other.mapText(
        (path, kind, text) -> {
          if (kind == TextKind.INPUT) {
            inputs.add(Message.user(text));
          }
          return text;
        });
    return new CapturedContent(
        null,
        inputs.isEmpty() ? null : MessageJson.messages(inputs, limit),
        answered == null ? null : answered.json());
  }

  private CapturedContent captured(ChatContent chat, @Nullable Answer answered) {
    List<Message> messages = chat.messages();
    List<Part> instructions = new ArrayList<>();
    int begins = 0;
    while (begins < messages.size() && isInstruction(messages.get(begins))) {
      instructions.addAll(messages.get(begins++).parts());
    }
    List<Message> input = messages.subList(begins, messages.size());
    return new CapturedContent(
        instructions.isEmpty() ? null : MessageJson.instructions(instructions, limit),
        input.isEmpty() ? null : MessageJson.messages(input, limit),
        answered == null ? null : answered.json());
  }

  private static boolean isInstruction(Message message) {
    return message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
  }
}
