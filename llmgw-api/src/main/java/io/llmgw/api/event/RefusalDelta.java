package io.llmgw.api.event;

import java.util.Objects;

/**
 * More of what the model says instead of an answer.
 *
 * @param index the block, from 0
 * @param text the words that were added; may be empty
 */
public record RefusalDelta(int index, String text) implements ContentEvent {
  /** Checks the index. */
  public RefusalDelta {
    BlockIndex.check(index);
    Objects.requireNonNull(text, "text");
  }

  @Override
  public boolean isCommitting() {
    return !text.isEmpty();
  }

  @Override
  public String toString() {
    return "RefusalDelta[" + index + ", " + text.length() + " chars]";
  }
}
