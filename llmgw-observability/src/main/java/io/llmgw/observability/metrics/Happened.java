package io.llmgw.observability.metrics;

import io.llmgw.api.observe.CallFact;
import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.observe.ObservedWait;
import org.jspecify.annotations.Nullable;

/** What has happened and is to be recorded. */
sealed interface Happened {
  /** A call. */
  record Call(ObservedCall call, ObservedOutcome outcome) implements Happened {}

  /** An attempt of a call. */
  record Attempt(ObservedCall call, ObservedAttempt attempt, ObservedAttemptOutcome outcome)
      implements Happened {}

  /** A wait for the limits of a target. */
  record Waited(ObservedWait ended) implements Happened {}

  /** What a policy tells of its work on a call. */
  record Fact(ObservedCall call, CallFact fact, @Nullable String detail, long amount)
      implements Happened {}

  /** Something apart from single calls. */
  record Event(GatewayEvent event) implements Happened {}
}
