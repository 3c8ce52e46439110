package io.llmgw.core.observe;

import io.llmgw.api.chain.Outcome;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.observe.AttemptObservation;
import io.llmgw.api.observe.CallFact;
import io.llmgw.api.observe.CallObserver.Observation;
import io.llmgw.api.observe.CallRecorder;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.observe.ObservedWait;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.Served;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Those who watch one call and all that is accounted to it, and what they are told that nobody else
 * wants to know. A call that nobody watches has none. Thread-safe.
 */
public final class CallWatch implements CallRecorder {
  private static final Pattern WORD = Pattern.compile("[a-z0-9._-]{1,40}");

  private final OutsideClock outside;
  private final TimeSource time;
  private final long startNanos;
  private volatile List<Watcher> watchers = List.of(); // a new one each time: who reads has the old
  private volatile @Nullable String route;
  private volatile @Nullable Duration toFirstToken;
  private volatile boolean reasoned;
  private long readerNanos; // that its reader was away before the first content; he alone is there

  /**
   * Of a call that nobody watches yet.
   *
   * @param startNanos when it began
   * @param waited how long it had waited for a thread by then, which is no time of the library's
   */
  public CallWatch(TimeSource time, long startNanos, Duration waited) {
    this.time = time;
    this.startNanos = startNanos;
    this.outside = new OutsideClock(time, waited.toNanos());
  }

  /** Takes in one more, before the first attempt; returns it. */
  public Watcher add(Observation observation, Complaints complaints) {
    Watcher added = new Watcher(observation, complaints);
    synchronized (this) {
      List<Watcher> all = new ArrayList<>(watchers);
      all.add(added);
      watchers = List.copyOf(all);
    }
    return added;
  }

  /** The call goes by this name. */
  public void goesBy(String name) {
    route = name;
  }

  /** An attempt begins; null where nobody watches it. */
  public @Nullable AttemptWatch begin(ObservedAttempt attempt) {
    AttemptWatch watch = null;
    for (Watcher watcher : watchers) {
      AttemptObservation observation = watcher.begin(attempt);
      if (observation != null) {
        watch = new AttemptWatch(watcher, observation, watch);
      }
    }
    return watch;
  }

  /** A wait for the limits of a target has ended. */
  public void waited(ObservedWait wait) {
    for (Watcher watcher : watchers) {
      watcher.tell(() -> watcher.observation().onWait(wait));
    }
  }

  /** This content is about to be handed out: the first, or what comes after it. */
  public void handsOut(ContentEvent content) {
    if (!reasoned && content instanceof ReasoningDelta && content.isCommitting()) {
      reasoned = true;
    }
    if (toFirstToken != null) {
      return;
    }
    try {
      long nanos = time.nanos() - startNanos - readerNanos;
      toFirstToken = Duration.ofNanos(Math.max(0, nanos));
    } catch (RuntimeException noClock) {
      toFirstToken = Duration.ZERO; // there was content, and nobody knows when
    }
  }

  /**
   * Does something for which a call is outside of the library.
   *
   * @param watch of the call; null when nobody watches it
   */
  public static <T extends @Nullable Object> T outside(
      @Nullable CallWatch watch, Supplier<T> work) {
    if (watch == null) {
      return work.get();
    }
    watch.outside.leave();
    try {
      return work.get();
    } finally {
      watch.outside.comeBack();
    }
  }

  /** What comes from outside, each time that it is read. */
  public static EventStream outside(@Nullable CallWatch watch, EventStream stream) {
    return watch == null ? stream : new OutsideStream(stream, watch.outside);
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public void record(CallFact fact, @Nullable String detail, long amount) {
    if (amount <= 0) {
      return;
    }
    String word = detail == null || WORD.matcher(detail).matches() ? detail : "other";
    for (Watcher watcher : watchers) {
      watcher.tell(() -> watcher.observation().onFact(fact, word, amount));
    }
  }

  /** What is handed to a reader who is outside between two reads. */
  public EventStream handedOut(EventStream stream) {
    return new HandedOutStream(stream, outside, this::readerWasAway);
  }

  /** Who reads late is not to be taken for a provider that writes late. */
  private void readerWasAway(long nanos) {
    if (toFirstToken == null) {
      readerNanos += nanos;
    }
  }

  /** How the call ended, without text. */
  public ObservedOutcome outcome(Outcome outcome, Served served) {
    Duration overhead = served.latency().minusNanos(outside.nanos());
    Duration own = overhead.isNegative() ? Duration.ZERO : overhead;
    if (outcome instanceof Outcome.Success success) {
      return new ObservedOutcome(
          success.completed().finishReason(),
          null,
          null,
          0,
          route,
          toFirstToken,
          reasoned,
          own,
          served);
    }
    if (outcome instanceof Outcome.Failure failure) {
      return new ObservedOutcome(
          null,
          failure.error().kind(),
          null,
          failure.error().httpStatus(),
          route,
          toFirstToken,
          reasoned,
          own,
          served);
    }
    Outcome.Cancelled cancelled = (Outcome.Cancelled) outcome;
    return new ObservedOutcome(
        null, null, cancelled.reason(), 0, route, toFirstToken, reasoned, own, served);
  }
}
