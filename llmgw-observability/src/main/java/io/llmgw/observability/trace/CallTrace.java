package io.llmgw.observability.trace;

import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.observability.CapturedContent;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * A call as an observation sees it, without its text unless {@linkplain Tracing#capturingContent
 * asked for}: what conventions and handlers are given.
 */
public final class CallTrace extends Observation.Context {
  private final ObservedCall call;
  private volatile @Nullable ObservedOutcome outcome;
  private volatile @Nullable CapturedContent content;

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

  /**
   * What was said in it, once it has ended; null where that is not captured, and where the call was
   * refused before its text was masked.
   */
  public @Nullable CapturedContent content() {
    return content;
  }

  void captured(@Nullable CapturedContent what) {
    content = what;
  }

  void end(ObservedOutcome how) {
    outcome = how;
  }
}
