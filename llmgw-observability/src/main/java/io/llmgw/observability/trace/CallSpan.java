package io.llmgw.observability.trace;

import io.llmgw.api.ContextCapture.Restored;
import io.llmgw.api.observe.AttemptObservation;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.observability.CapturedContent;
import io.llmgw.observability.genai.GenAi;
import io.micrometer.observation.Observation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The span of a call. */
final class CallSpan implements CallObserver.Observation {
  private final Spans spans;
  private final CallTrace trace;
  private final Observation observation;
  private final Supplier<@Nullable CapturedContent> onEnd;

  CallSpan(
      Spans spans,
      CallTrace trace,
      Observation observation,
      Supplier<@Nullable CapturedContent> onEnd) {
    this.spans = spans;
    this.trace = trace;
    this.observation = observation;
    this.onEnd = onEnd;
  }

  Observation observation() {
    return observation;
  }

  @Override
  public Restored enter() {
    return Spans.enter(observation, spans.registry());
  }

  @Override
  public @Nullable AttemptObservation onAttempt(ObservedAttempt attempt) {
    return spans.begin(trace.call(), attempt, observation);
  }

  @Override
  public void onOutcome(ObservedOutcome outcome) {
    try {
      trace.captured(onEnd.get());
    } finally {
      trace.end(outcome);
      Spans.end(observation, GenAi.failure(outcome));
    }
  }
}
