package io.llmgw.core.link;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.observe.CallFact;
import io.llmgw.api.observe.CallRecorder;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.request.Timeouts.LeastProgress;
import io.llmgw.api.time.Alarm;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.core.chain.RealAttempt;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.shape.ContentLength;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends an attempt whose provider makes too little progress in the middle of an answer: none at all,
 * which is the idle clock, or less than so many characters. It runs only while somebody waits, so a
 * slow reader is nobody's fault, and pings do not stop it. One task is scheduled per stretch of the
 * window and looks at the time of the last progress, instead of one per event.
 */
final class ProgressClock implements EventStream, Alarm.Look {
  private static final long NOT_WAITING = Long.MIN_VALUE;

  private final EventStream inner;
  private final RealAttempt attempt;
  private final CallRecorder recorder;
  private final RealCancellation token;
  private final TimeSource time;
  private final String name;
  private final int least; // characters; 0 where any content will do
  private final Duration window;
  private final long windowNanos;
  private volatile long waitingSince = NOT_WAITING;
  private @Nullable Scheduled check;
  private volatile boolean ranOut;
  private boolean content;
  private long characters; // since the window began
  private volatile long waitedNanos; // in this window, up to the last event

  private ProgressClock(EventStream inner, Scope scope, String name, int least, Duration window) {
    this.inner = inner;
    this.attempt = Objects.requireNonNull(scope.attempt(), "attempt");
    this.recorder = scope.recorder();
    this.token = scope.cancellation();
    this.time = scope.time();
    this.name = name;
    this.least = least;
    this.window = window;
    this.windowNanos = TimeUnit.NANOSECONDS.convert(window);
  }

  /** The stream with those of these clocks that the call has set. */
  static EventStream on(EventStream stream, Scope scope) {
    Timeouts timeouts = scope.call().timeouts();
    EventStream watched = stream;
    Duration idle = timeouts.idle();
    if (idle != null) {
      watched = new ProgressClock(watched, scope, "idle clock of " + idle, 0, idle);
    }
    LeastProgress pace = timeouts.leastProgress();
    if (pace != null) {
      String name = "clock of the least progress, " + pace + ",";
      watched = new ProgressClock(watched, scope, name, pace.characters(), pace.window());
    }
    return watched;
  }

  @Override
  public @Nullable LlmEvent next() {
    if (content) {
      waitingSince = time.nanos() - waitedNanos;
      if (check == null) {
        check = Alarm.watch(window, time, this);
      }
    }
    LlmEvent event = pulled();
    if (isEnough(event)) {
      waitedNanos = 0;
    } else if (content && !(event instanceof Completed)) {
      waitedNanos = time.nanos() - waitingSince;
    }
    content |= event instanceof ContentEvent && event.isCommitting();
    waitingSince = NOT_WAITING;
    return event;
  }

  private @Nullable LlmEvent pulled() {
    try {
      return inner.next();
    } catch (RuntimeException ended) {
      if (ranOut && least == 0) {
        recorder.count(CallFact.STREAM_IDLE);
      }
      throw ended;
    }
  }

  private boolean isEnough(@Nullable LlmEvent event) {
    if (!(event instanceof ContentEvent piece)) {
      return false;
    }
    characters += ContentLength.of(piece, least);
    if (content && characters < least) {
      return false;
    }
    characters = 0;
    return true;
  }

  @Override
  public long nanosLeft() {
    long since = waitingSince;
    boolean waiting = since != NOT_WAITING;
    long left = windowNanos - (waiting ? time.nanos() - since : waitedNanos);
    if (left > 0) {
      return left;
    }
    if (waiting) {
      ranOut = true;
      token.timeOut(AttemptTap.timeout(attempt, name));
      return 0;
    }
    return windowNanos;
  }

  @Override
  public void lost(Throwable why) {
    token.timeOut(AttemptTap.clockless(attempt, why));
  }

  @Override
  public void close() {
    if (check != null) {
      check.cancel();
    }
    inner.close();
  }
}
