package io.llmgw.providers.wire;

import io.llmgw.api.request.ReasoningEffort;

/**
 * What an effort is in tokens, for protocols that know one of the two: no provider says, so these
 * are ours.
 */
public final class EffortBudget {
  /** The tokens that little thought may take. */
  public static final int LOW = 2048;

  /** The tokens that normal thought may take. */
  public static final int MEDIUM = 8192;

  private EffortBudget() {}

  /** The effort that may take so many tokens, {@code NONE} for 0. */
  public static ReasoningEffort effort(int budget) {
    if (budget == 0) {
      return ReasoningEffort.NONE;
    }
    if (budget <= LOW) {
      return ReasoningEffort.LOW;
    }
    return budget <= MEDIUM ? ReasoningEffort.MEDIUM : ReasoningEffort.HIGH;
  }
}
