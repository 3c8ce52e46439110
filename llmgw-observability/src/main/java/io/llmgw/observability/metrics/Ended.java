package io.llmgw.observability.metrics;

import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;

/** What has ended and is to be recorded. */
sealed interface Ended {
  /** A call. */
  record Call(ObservedCall call, ObservedOutcome outcome) implements Ended {}

  /** An attempt of a call. */
  record Attempt(ObservedCall call, ObservedAttempt attempt, ObservedAttemptOutcome outcome)
      implements Ended {}

  /** The client, and with it its state. */
  record Client() implements Ended {}
}
