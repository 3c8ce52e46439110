package io.llmgw.providers.anthropic;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives each tool call of an answer an id of its own. Not thread-safe. */
final class CallIds {
  private final Set<String> used = new HashSet<>(4);

  /** The id that was given, unless there is none or another call has it. */
  String unused(@Nullable String given) {
    if (given != null && !given.isEmpty() && used.add(given)) {
      return given;
    }
    int number = used.size();
    while (!used.add("call_" + number)) {
      number++;
    }
    return "call_" + number;
  }

  /** Whether there is any call. */
  boolean isEmpty() {
    return used.isEmpty();
  }
}
