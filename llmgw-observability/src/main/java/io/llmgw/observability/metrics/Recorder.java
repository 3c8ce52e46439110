package io.llmgw.observability.metrics;

import io.llmgw.api.request.Operation;
import io.llmgw.observability.Semconv;
import io.llmgw.observability.aside.Backlog;
import io.llmgw.observability.aside.Complaints;
import io.llmgw.observability.genai.GenAi;

/** Records what has ended. For one thread, that of the backlog. */
final class Recorder {
  private final Meters meters;
  private final Series all;
  private final CallRecorder calls;
  private final AttemptRecorder attempts;
  private final GenAiRecorder genAi;
  private final InFlight inFlight;
  private boolean isStateShown;

  Recorder(Meters meters, Names names, Semconv semconv, InFlight inFlight) {
    this.meters = meters;
    this.all = Series.all(meters);
    this.calls = new CallRecorder(all, names);
    this.attempts = new AttemptRecorder(all, names);
    this.genAi = new GenAiRecorder(all, names, semconv);
    this.inFlight = inFlight;
  }

  void record(Ended ended, Backlog<?> backlog, Complaints complaints) {
    if (ended instanceof Ended.Client) {
      meters.close();
      return;
    }
    showState(backlog, complaints);
    if (ended instanceof Ended.Call call) {
      calls.record(call.call(), call.outcome());
    } else if (ended instanceof Ended.Attempt attempt) {
      attempts.record(attempt.call(), attempt.attempt(), attempt.outcome());
      genAi.record(attempt.call(), attempt.attempt(), attempt.outcome());
    }
  }

  /** Here and not when the client is built: the registry may block, and this thread may wait. */
  private void showState(Backlog<?> backlog, Complaints complaints) {
    if (isStateShown) {
      return;
    }
    for (Operation operation : Operation.values()) {
      meters.gauge(
          Metric.IN_FLIGHT,
          all.with(Label.OPERATION, GenAi.operation(operation)),
          () -> inFlight.of(operation));
    }
    meters.counter(Metric.DROPPED, all, backlog, Backlog::dropped);
    meters.counter(Metric.ERRORS, all, complaints, Complaints::count);
    isStateShown = true;
  }
}
