package io.llmgw.providers.wire;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of a request for protocols that have the words of the system beside the
 * conversation, and no names in it.
 *
 * @param rules what system and developer said, wherever they stood
 * @param turns what all others said; at least one message
 */
public record Conversation(List<Message> rules, List<Message> turns) {
  /**
   * Takes the messages of the call apart, and remarks what changes by that.
   *
   * @throws io.llmgw.api.error.LlmException with {@code UNSUPPORTED} where nobody but the system
   *     speaks, or a message has a name that may not be left out
   */
  public static Conversation of(WireCall call, List<Message> messages) {
    List<Message> rules = new ArrayList<>(1);
    List<Message> turns = new ArrayList<>(messages.size());
    boolean moved = false;
    for (Message message : messages) {
      if (message.name() != null) {
        call.dropOrRefuse("the name in a message");
      }
      if (message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER) {
        moved |= !turns.isEmpty();
        rules.add(message);
      } else {
        turns.add(message);
      }
    }
    if (turns.isEmpty()) {
      throw call.unsupported("a conversation in which nobody but the system speaks");
    }
    if (moved) {
      call.note("system messages inside the conversation were moved to its beginning");
    }
    return new Conversation(rules, SaidSound.leaveOut(call, turns));
  }
}
