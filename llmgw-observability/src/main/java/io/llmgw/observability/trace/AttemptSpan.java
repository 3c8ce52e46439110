package io.llmgw.observability.trace;

import io.llmgw.api.ContextCapture.Restored;
import io.llmgw.api.observe.AttemptObservation;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.observability.genai.GenAi;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import java.util.function.BiConsumer;

/** The span of an attempt. */
final class AttemptSpan implements AttemptObservation {
  private static final Observation.Event FIRST_TOKEN = Observation.Event.of("llmgw.first_token");

  private final AttemptTrace trace;
  private final Observation observation;
  private final ObservationRegistry registry;
  private final boolean sendsHeaders;

  AttemptSpan(
      AttemptTrace trace,
      Observation observation,
      ObservationRegistry registry,
      boolean sendsHeaders) {
    this.trace = trace;
    this.observation = observation;
    this.registry = registry;
    this.sendsHeaders = sendsHeaders;
  }

  @Override
  public Restored enter() {
    return Spans.enter(observation, registry);
  }

  @Override
  public void addHeaders(BiConsumer<String, String> headers) {
    Map<String, String> carried = trace.getCarrier();
    if (sendsHeaders && carried != null) {
      carried.forEach(headers);
    }
  }

  @Override
  public void onFirstToken() {
    observation.event(FIRST_TOKEN);
  }

  @Override
  public void onOutcome(ObservedAttemptOutcome outcome) {
    trace.end(outcome);
    Spans.end(observation, GenAi.failure(outcome));
  }
}
