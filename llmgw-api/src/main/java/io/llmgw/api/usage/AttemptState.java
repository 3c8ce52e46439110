package io.llmgw.api.usage;

/** How an attempt stands. */
public enum AttemptState {
  /**
   * Still ending, such as a hedge that lost, or one that is read on for its usage; that is not
   * known yet.
   */
  RUNNING,
  /** Delivered a whole answer. */
  SUCCEEDED,
  /** Ended with an error. */
  FAILED,
  /** Was ended from this side. */
  CANCELLED
}
