package io.llmgw.api.usage;

/** How an attempt stands. */
public enum AttemptState {
  /** Still ending, such as a hedge that lost; its usage is not known yet. */
  RUNNING,
  /** Delivered a whole answer. */
  SUCCEEDED,
  /** Ended with an error. */
  FAILED,
  /** Was ended from this side. */
  CANCELLED
}
