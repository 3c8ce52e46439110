package io.llmgw.observability.trace;

import io.llmgw.api.ContextCapture.Restored;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.observability.CapturedContent;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts the observations of one client. Thread-safe.
 *
 * @param sendsHeaders whether providers are told of the trace
 */
record Spans(
    ObservationRegistry registry,
    CallTraceConvention calls,
    AttemptTraceConvention attempts,
    boolean sendsHeaders) {

  /**
   * That of a call; null where the registry wants none.
   *
   * @param onEnd what was said in the call, asked for when it has ended
   */
  @Nullable CallSpan begin(
      ObservedCall call, @Nullable CallSpan outer, Supplier<@Nullable CapturedContent> onEnd) {
    if (registry.isNoop()) {
      return null;
    }
    CallTrace trace = new CallTrace(call);
    Observation made = Observation.createNotStarted(null, calls, () -> trace, registry);
    if (made.isNoop()) {
      return null;
    }
    if (outer != null) {
      made.parentObservation(outer.observation());
    }
    return new CallSpan(this, trace, made.start(), onEnd);
  }

  /** That of an attempt; null where the registry wants none. */
  @Nullable AttemptSpan begin(ObservedCall call, ObservedAttempt attempt, Observation ofCall) {
    AttemptTrace trace = new AttemptTrace(call, attempt);
    Observation made = Observation.createNotStarted(null, attempts, () -> trace, registry);
    if (made.isNoop()) {
      return null;
    }
    return new AttemptSpan(trace, made.parentObservation(ofCall).start(), registry, sendsHeaders);
  }

  /**
   * Makes an observation the current one of this thread. What was current before is so again
   * afterwards, also where a handler throws: the thread is the host's.
   */
  static Restored enter(Observation observation, ObservationRegistry registry) {
    Observation.Scope before = registry.getCurrentObservationScope();
    Observation.Scope scope;
    try {
      scope = observation.openScope();
    } catch (RuntimeException | Error thrown) {
      leave(registry, before);
      throw thrown;
    }
    return () -> {
      try {
        scope.close();
      } catch (RuntimeException | Error thrown) {
        registry.setCurrentObservationScope(before);
        throw thrown;
      }
    };
  }

  /** Closes the scope that was opened in part: other handlers have made their own current by it. */
  private static void leave(ObservationRegistry registry, Observation.@Nullable Scope before) {
    Observation.Scope opened = registry.getCurrentObservationScope();
    try {
      if (opened != null && opened != before) {
        opened.close();
      }
    } finally {
      registry.setCurrentObservationScope(before);
    }
  }

  /**
   * Stops an observation, also where a handler throws when it is told of the error: the others wait
   * for the stop.
   */
  static void end(Observation observation, @Nullable String failure) {
    try {
      if (failure != null) {
        observation.error(new TracedFailure(failure));
      }
    } finally {
      observation.stop();
    }
  }
}
