package io.llmgw.api.status;

/** What a target's circuit breaker does with calls. */
public enum BreakerState {
  /** Lets all through. */
  CLOSED,
  /** Keeps calls away; where only a part of the last ones has failed, those with another target. */
  OPEN,
  /** Lets one through that finds out, or has done so. */
  HALF_OPEN
}
