package io.llmgw.cache.link;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.api.request.ChatRequest;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What the user has asked last. */
final class LastTurn {
  private LastTurn() {}

  /** Its text; null unless the last message is a user's, and of text alone. */
  static @Nullable String text(ChatRequest request) {
    List<Message> messages = request.content().messages();
    Message last = messages.get(messages.size() - 1);
    if (last.role() != Role.USER) {
      return null;
    }
    StringJoiner text = new StringJoiner("\n");
    for (Part part : last.parts()) {
      if (!(part instanceof Part.Text words)) {
        return null;
      }
      text.add(words.text());
    }
    String joined = text.toString();
    return joined.isBlank() ? null : joined;
  }
}
