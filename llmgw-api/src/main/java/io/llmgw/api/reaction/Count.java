package io.llmgw.api.reaction;

/** What a failure is to the circuit breaker of its target. */
public enum Count {
  /** One that opens it when there are too many. */
  FAILURE,
  /**
   * A sign that the target works, though not for this request: it neither opens the breaker nor
   * makes failures forgotten, and closes it where it was the answer to a probe.
   */
  ANSWER,
  /** Nothing: it says nothing about the target. */
  NOTHING
}
