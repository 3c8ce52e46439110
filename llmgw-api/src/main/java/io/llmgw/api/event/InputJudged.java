package io.llmgw.api.event;

import io.llmgw.api.moderation.ModerationVerdict;
import java.util.Objects;

/**
 * The verdict on one input.
 *
 * @param index the input, from 0
 * @param verdict what was found in it
 */
public record InputJudged(int index, ModerationVerdict verdict) implements ContentEvent {
  /** Checks the index. */
  public InputJudged {
    BlockIndex.check(index);
    Objects.requireNonNull(verdict, "verdict");
  }

  @Override
  public boolean isCommitting() {
    return true;
  }
}
