package io.llmgw.observability.metrics;

import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.request.Operation;
import io.llmgw.observability.Semconv;
import io.llmgw.observability.aside.Backlog;
import io.llmgw.observability.aside.Complaints;
import io.llmgw.observability.genai.GenAi;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records what has happened. For one thread, that of the backlog. */
final class Recorder {
  private final Meters meters;
  private final Names names;
  private final Series all;
  private final CallRecorder calls;
  private final AttemptRecorder attempts;
  private final GenAiRecorder genAi;
  private final FactRecorder facts;
  private final EventRecorder events;
  private final StateGauges stateGauges;
  private final InFlight inFlight;
  private final AttemptsUnderWay underWay;
  private final AttemptGauges attemptGauges;

  /** What shows states and the registry has not taken yet; null before the first look. */
  private @Nullable List<Runnable> hidden;

  private boolean isStandingHidden; // as the registry has refused it
  private volatile boolean isShown;

  Recorder(
      Meters meters,
      Names names,
      Semconv semconv,
      InFlight inFlight,
      AttemptsUnderWay underWay,
      Standing standing) {
    this.meters = meters;
    this.names = names;
    this.all = Series.all(meters);
    this.calls = new CallRecorder(all, names);
    this.attempts = new AttemptRecorder(all, names, new ConcurrencyLimits(meters, all));
    this.genAi = new GenAiRecorder(all, names, semconv);
    this.facts = new FactRecorder(all, names);
    this.events = new EventRecorder(all, names);
    this.stateGauges = new StateGauges(meters, all, names, standing);
    this.inFlight = inFlight;
    this.underWay = underWay;
    this.attemptGauges = new AttemptGauges(meters, all, names, underWay);
  }

  /** A call turns to a target. From any thread, and before anything is told of the target. */
  void turns(ObservedCall call, String target) {
    names.reserve(call, target);
  }

  /** Whether the registry has been shown the states, and those of this target. */
  boolean hasShown(@Nullable String target) {
    return isShown && (target == null || attemptGauges.isShown(target));
  }

  /** Shows the states, and those of all targets where something is under way or wrong. */
  void showAll(Backlog<?> backlog, Complaints complaints) {
    showState(backlog, complaints);
    showStanding(complaints);
    for (String target : underWay.targets()) {
      show(target, complaints);
    }
  }

  private void show(String target, Complaints complaints) {
    try {
      attemptGauges.show(target);
    } catch (Throwable thrown) { // an error too: its attempts may still be taken
      complaints.say(thrown);
    }
  }

  private void showStanding(Complaints complaints) {
    isStandingHidden = true;
    try {
      stateGauges.show();
      isStandingHidden = false;
    } catch (Throwable thrown) { // an error too: the next time it may be taken
      complaints.say(thrown);
    }
  }

  void record(Happened what, Backlog<?> backlog, Complaints complaints) {
    showState(backlog, complaints);
    if (isStandingHidden || what instanceof Happened.Event) {
      showStanding(complaints);
    }
    if (what instanceof Happened.Call call) {
      calls.record(call.call(), call.outcome());
    } else if (what instanceof Happened.Attempt attempt) {
      names.see(attempt.call(), attempt.attempt(), attempt.outcome());
      show(attempt.attempt().target(), complaints);
      attempts.record(attempt.call(), attempt.attempt(), attempt.outcome());
      genAi.record(attempt.call(), attempt.attempt(), attempt.outcome());
    } else if (what instanceof Happened.Waited waited) {
      attempts.record(waited.ended());
    } else if (what instanceof Happened.Fact fact) {
      facts.record(fact.call(), fact.fact(), fact.detail(), fact.amount());
    } else if (what instanceof Happened.Event event) {
      events.record(event.event());
    }
  }

  /**
   * Here and not when the client is built: the registry may block, and this thread may wait. What
   * it refuses keeps no record out, and is tried again with the next one.
   */
  private void showState(Backlog<?> backlog, Complaints complaints) {
    if (hidden == null) {
      hidden = states(backlog, complaints);
      isShown = true;
    }
    if (hidden.isEmpty()) {
      return;
    }
    for (Iterator<Runnable> left = hidden.iterator(); left.hasNext(); ) {
      try {
        left.next().run();
        left.remove();
      } catch (Throwable thrown) { // an error too: the others may still be taken
        complaints.say(thrown);
      }
    }
  }

  private List<Runnable> states(Backlog<?> backlog, Complaints complaints) {
    List<Runnable> states = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      Series series = all.with(Label.OPERATION, GenAi.operation(operation));
      states.add(() -> meters.gauge(Metric.IN_FLIGHT, series, () -> inFlight.of(operation)));
    }
    for (Class<?> kind : GatewayEvent.class.getPermittedSubclasses()) {
      states.add(() -> events.show(kind));
    }
    states.add(() -> meters.counter(Metric.DROPPED, all, backlog::dropped));
    states.add(() -> meters.counter(Metric.ERRORS, all, complaints::count));
    return states;
  }

  /** Takes states out of the registry. */
  void close() {
    meters.close();
  }
}
