package io.llmgw.api.status;

/** What a target's circuit breaker does with calls. */
public enum BreakerState {
  /** Lets all through. */
  CLOSED,
  /** Keeps calls away. */
  OPEN,
  /** Keeps calls away that have another target, as a part of the last ones has failed. */
  OPEN_BY_RATE,
  /** Lets one through that finds out, or has done so. */
  HALF_OPEN
}
