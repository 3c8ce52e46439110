package io.llmgw.observability.metrics;

import io.llmgw.api.observe.AttemptObservation;
import io.llmgw.api.observe.CallFact;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.GatewayListener;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.observe.ObservedWait;
import io.llmgw.observability.aside.Backlog;
import io.llmgw.observability.aside.Complaints;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Sees calls and attempts begin and end, and has them recorded by a thread of its own: a registry
 * that fails or blocks is no call's concern. Thread-safe.
 */
final class MetricsObserver implements CallObserver, GatewayListener {
  private static final int MOST_WAITING = 8_192;
  private static final Duration NAP = Duration.ofMillis(50);
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final String name;
  private final InFlight inFlight;
  private final AttemptsUnderWay underWay;
  private final Standing standing;
  private final Recorder recorder;
  private final Complaints complaints;
  private final Backlog<Happened> backlog;
  private final AtomicBoolean isToShow = new AtomicBoolean();

  MetricsObserver(
      String name,
      Recorder recorder,
      InFlight inFlight,
      AttemptsUnderWay underWay,
      Standing standing,
      Complaints complaints) {
    this.name = name;
    this.recorder = recorder;
    this.inFlight = inFlight;
    this.underWay = underWay;
    this.standing = standing;
    this.complaints = complaints;
    this.backlog =
        new Backlog<>("llmgw-metrics", MOST_WAITING, NAP, GRACE, this::record, complaints);
  }

  private void record(Happened what) {
    recorder.record(what, backlog, complaints);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Observation begin(ObservedCall call) {
    inFlight.begin(call.operation());
    showSoon(null);
    return new Watch(call);
  }

  /** What has begun may hang, so that no record of it ever comes. */
  private void showSoon(@Nullable String target) {
    if (!recorder.hasShown(target)) {
      showSoon();
    }
  }

  private void showSoon() {
    if (isToShow.compareAndSet(false, true)) {
      backlog.alsoDo(this::show);
    }
  }

  private void show() {
    isToShow.set(false);
    recorder.showAll(backlog, complaints);
  }

  @Override
  public void onEvent(GatewayEvent event) {
    boolean isNew = standing.take(event);
    backlog.offer(new Happened.Event(event));
    if (isNew) {
      showSoon(); // however full the backlog is
    }
  }

  boolean flush(Duration atMost) {
    return backlog.flush(atMost);
  }

  long dropped() {
    return backlog.dropped();
  }

  void close() {
    backlog.close(recorder::close);
  }

  /** Watches one call. */
  private final class Watch implements Observation {
    private final ObservedCall call;

    Watch(ObservedCall call) {
      this.call = call;
    }

    @Override
    public @Nullable AttemptObservation onAttempt(ObservedAttempt attempt) {
      String target = attempt.target();
      recorder.turns(call, target);
      underWay.begin(target);
      showSoon(target);
      return outcome -> {
        underWay.end(target);
        backlog.offer(new Happened.Attempt(call, attempt, outcome));
      };
    }

    @Override
    public void onWait(ObservedWait wait) {
      recorder.turns(call, wait.target());
      backlog.offer(new Happened.Waited(wait));
    }

    @Override
    public void onFact(CallFact fact, @Nullable String detail, long amount) {
      backlog.offer(new Happened.Fact(call, fact, detail, amount));
    }

    @Override
    public void onOutcome(ObservedOutcome outcome) {
      inFlight.end(call.operation());
      backlog.offer(new Happened.Call(call, outcome));
    }
  }
}
