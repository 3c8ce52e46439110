package io.llmgw.api.usage;

import java.util.Objects;

/**
 * Says of an attempt that it was made for several calls together, each of which has it in its
 * account with its share of usage and cost.
 *
 * @param callId the call under whose id observers hear of the attempt, once and as a whole
 * @param calls for how many calls it began, at least 1: fewer than were together at first where
 *     some have left since
 */
public record AttemptShare(String callId, int calls) {
  /** Checks the range. */
  public AttemptShare {
    Objects.requireNonNull(callId, "callId");
    if (calls < 1) {
      throw new IllegalArgumentException("an attempt is made for 1 call or more, not " + calls);
    }
  }
}
