package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.api.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of Cohere's answers to chats. */
final class CohereFrames {
  private CohereFrames() {}

  /** An event of a stream. */
  static String event(String type, @Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> event = object("type", type);
    event.putAll(object(namesAndValues));
    return "event: " + type + "\ndata: " + Json.ofValue(event).text() + "\n\n";
  }

  /** An event with a change of the message. */
  static String delta(String type, int index, String member, Object change) {
    return event(type, "index", index, "delta", object("message", object(member, change)));
  }

  /** An error, as a body or in a stream; one that nobody named has words alone. */
  static String error(String code, String message) {
    Map<String, @Nullable Object> error = object("id", "error-sim", "message", message);
    if (!code.isEmpty()) {
      error.put("error_type", code);
    }
    return Json.ofValue(error).text();
  }

  /** The end of the message, with the usage unless that is not told. */
  static Map<String, @Nullable Object> end(
      String finish, Reply.@Nullable Counts counts, int reasoningTokens) {
    Map<String, @Nullable Object> end = object("finish_reason", finish);
    if (counts != null) {
      Map<String, @Nullable Object> tokens =
          object("input_tokens", counts.inputTokens(), "output_tokens", counts.outputTokens());
      Map<String, @Nullable Object> read = object();
      read.putAll(tokens);
      if (reasoningTokens > 0) {
        read.put("reasoning_tokens", reasoningTokens);
      }
      end.put("usage", object("billed_units", tokens, "tokens", read));
    }
    return end;
  }
}
