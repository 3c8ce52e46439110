package io.llmgw.observability.content;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.observability.genai.GenAi;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages as OpenTelemetry's attributes have them (semantic conventions 1.41, {@code
 * gen-ai-input-messages.json} and its neighbours): JSON by role and parts, valid also where it is
 * cut.
 */
final class MessageJson {
  private static final String LEFT_OUT =
      "{\"role\":\"user\",\"parts\":[{\"type\":\"llmgw.left_out\",\"messages\":%d}]}";

  /** For the brackets, and the mark of what is left out. */
  private static final int OF_MARK = 80;

  private MessageJson() {}

  /** The parts alone. */
  static String instructions(List<Part> parts, int limit) {
    return new PartsJson(limit).parts(parts).text();
  }

  /** As many of the last ones as there is room for. */
  static String messages(List<Message> messages, int limit) {
    Deque<String> kept = new ArrayDeque<>();
    int room = limit - OF_MARK;
    int first = messages.size();
    while (first > 0) {
      String json = message(messages.get(first - 1), room);
      if (json == null) {
        break;
      }
      kept.addFirst(json);
      room -= json.length() + 1;
      first--;
    }
    if (first > 0) {
      kept.addFirst(LEFT_OUT.formatted(first));
    }
    return "[" + String.join(",", kept) + "]";
  }

  private static @Nullable String message(Message message, int room) {
    return PartsJson.fits(room)
        ? one(GenAi.lower(message.role()), message.parts(), "", room)
        : null;
  }

  /** The one message of the model. */
  static String answer(List<Part> parts, String ending, int limit) {
    String finish = ",\"finish_reason\":\"" + ending + "\"";
    return "[" + one("assistant", parts, finish, limit - 2) + "]";
  }

  private static String one(String role, List<Part> parts, String more, int room) {
    PartsJson json = new PartsJson(room - more.length() - 1);
    return json.raw("{\"role\":\"" + role + "\",\"parts\":").parts(parts).text() + more + "}";
  }
}
