package io.llmgw.api.response;

import io.llmgw.api.content.Message;
import io.llmgw.api.json.Json;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an answer came about that took more than a plain call: tools were called, or a value was
 * asked for. Immutable and thread-safe; {@code toString} shows no text.
 *
 * @param id the id of the run, which each of its calls has as its run id
 * @param rounds its calls, in order; at least one
 * @param messages what the run adds to the conversation: answers with tool calls, results of tools,
 *     and the last answer
 * @param value the value that was asked for, which fits its type; null if none was asked for
 */
public record Run(String id, List<Round> rounds, List<Message> messages, @Nullable Json value) {
  /** Copies the lists. */
  public Run {
    Objects.requireNonNull(id, "id");
    rounds = List.copyOf(rounds);
    messages = List.copyOf(messages);
  }

  /** Id and sizes. */
  @Override
  public String toString() {
    return "Run[" + id + ", " + rounds.size() + " rounds, " + messages.size() + " messages]";
  }
}
