package io.llmgw.observability.trace;

import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/** A call as an observation sees it, without its text: what conventions and handlers are given. */
public final class CallTrace extends Observation.Context {
  private final ObservedCall call;
  private volatile @Nullable ObservedOutcome outcome;

  CallTrace(ObservedCall call) {
    this.call = call;
  }

  /** The call as it began. */
  public ObservedCall call() {
    return call;
  }

  /** How it ended; null while it has not. */
  public @Nullable ObservedOutcome outcome() {
    return outcome;
  }

  void end(ObservedOutcome how) {
    outcome = how;
  }
}
