package io.llmgw.api.event;

import java.util.Objects;

/**
 * More text of a text block.
 *
 * @param index the block, from 0
 * @param text the text that was added; may be empty
 */
public record TextDelta(int index, String text) implements ContentEvent {
  /** Checks the index. */
  public TextDelta {
    BlockIndex.check(index);
    Objects.requireNonNull(text, "text");
  }

  @Override
  public boolean isCommitting() {
    return !text.isEmpty();
  }

  @Override
  public String toString() {
    return "TextDelta[" + index + ", " + text.length() + " chars]";
  }
}
