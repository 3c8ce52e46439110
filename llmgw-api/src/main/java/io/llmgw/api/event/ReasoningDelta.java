package io.llmgw.api.event;

import java.util.Objects;

/**
 * More of what the model thinks.
 *
 * @param index the block, from 0
 * @param text the thoughts that were added; may be empty
 */
public record ReasoningDelta(int index, String text) implements ContentEvent {
  /** Checks the index. */
  public ReasoningDelta {
    BlockIndex.check(index);
    Objects.requireNonNull(text, "text");
  }

  @Override
  public boolean isCommitting() {
    return !text.isEmpty();
  }

  @Override
  public String toString() {
    return "ReasoningDelta[" + index + ", " + text.length() + " chars]";
  }
}
