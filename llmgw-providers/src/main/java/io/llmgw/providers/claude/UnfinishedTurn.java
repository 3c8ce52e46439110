package io.llmgw.providers.claude;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.Role;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The turn of the model that a request goes on with. A loop of tool calls is one turn: it begins
 * behind the last words of the user, and words that come with results do not end it.
 *
 * @param first what the turn begins with as it is sent; null where a new turn begins
 * @param last the message of the model that is the last of all; null where another is
 */
record UnfinishedTurn(@Nullable Part first, @Nullable Message last) {
  // What Anthropic and Bedrock call a thought that only the provider can read.
  private static final Set<String> REDACTED = Set.of("redacted_thinking", "reasoningContent");

  /** The turn at the end of a conversation, as this provider gets to see it. */
  static UnfinishedTurn of(List<Message> messages, Predicate<Part> goesBack) {
    Part first = null;
    Message last = null;
    for (Message message : messages) {
      Role role = message.role();
      if (role == Role.USER && (last == null || last.role() != Role.TOOL)) {
        first = null;
        last = message;
      } else if (role == Role.TOOL) {
        last = message;
      } else if (role == Role.ASSISTANT) {
        Part begin = firstSent(message, goesBack);
        first = first == null ? begin : first;
        last = begin == null ? last : message;
      }
    }
    return new UnfinishedTurn(first, last != null && last.role() == Role.ASSISTANT ? last : null);
  }

  private static @Nullable Part firstSent(Message message, Predicate<Part> goesBack) {
    for (Part part : message.parts()) {
      if (goesBack.test(part)) {
        return part;
      }
    }
    return null;
  }

  /**
   * Whether it is under way and did not begin with a thought that the provider knows as its own.
   */
  boolean beganWithoutThought() {
    return first != null && !(first instanceof Part.Reasoning) && !isRedacted(first);
  }

  private static boolean isRedacted(Part part) {
    return part instanceof ProviderItem item && REDACTED.contains(item.type());
  }

  /**
   * Whether the answer has its first words put into its mouth. A turn that the provider paused ends
   * with the model as well, but with what its own tools did.
   */
  boolean isPrefilled(Predicate<Part> goesBack) {
    if (last == null) {
      return false;
    }
    for (Part part : last.parts()) {
      boolean block = part instanceof ProviderItem && !isRedacted(part);
      if (block && goesBack.test(part)) {
        return false;
      }
    }
    return true;
  }
}
