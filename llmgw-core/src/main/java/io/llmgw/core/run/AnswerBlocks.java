package io.llmgw.core.run;

import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.ToolCallStarted;
import java.util.HashSet;
import java.util.Set;

/**
 * Which blocks of a round repeat the value. A model may call the tool of the answer several times
 * at once: the first call counts, and readers are shown no other. Not thread-safe.
 */
final class AnswerBlocks {
  private final Set<Integer> repeats = new HashSet<>();
  private boolean begun;

  /** A round begins: its first value counts, whatever earlier rounds gave. */
  void round() {
    repeats.clear();
    begun = false;
  }

  /** Whether the event belongs to a value after the first. */
  boolean repeats(ContentEvent event) {
    if (event instanceof ToolCallStarted call && call.name().equals(ExpectedAnswer.TOOL_NAME)) {
      if (begun) {
        repeats.add(call.index());
      }
      begun = true;
    }
    return !repeats.isEmpty() && repeats.contains(event.index());
  }
}
