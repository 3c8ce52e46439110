package io.llmgw.core.link;

import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.core.chain.RealAttempt;
import io.llmgw.core.chain.RealCancellation;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends an attempt whose provider stays silent in the middle of an answer. It runs only while
 * somebody waits, so a slow reader is nobody's fault, and pings do not stop it. One task is
 * scheduled per stretch of the limit and looks at the time of the last event, instead of one per
 * event.
 */
final class IdleClock implements EventStream {
  private static final long NOT_WAITING = Long.MIN_VALUE;

  private final EventStream inner;
  private final RealAttempt attempt;
  private final RealCancellation token;
  private final TimeSource time;
  private final long limitNanos;
  private volatile long waitingSince = NOT_WAITING;
  private volatile boolean ended;
  private @Nullable Scheduled check;
  private boolean content;
  private volatile long waitedNanos; // since the last content, up to the last event

  IdleClock(
      EventStream inner,
      RealAttempt attempt,
      RealCancellation token,
      TimeSource time,
      Duration limit) {
    this.inner = inner;
    this.attempt = attempt;
    this.token = token;
    this.time = time;
    this.limitNanos = TimeUnit.NANOSECONDS.convert(limit);
  }

  @Override
  public @Nullable LlmEvent next() {
    if (content) {
      waitingSince = time.nanos() - waitedNanos;
      if (check == null) {
        scheduleCheck(limitNanos - waitedNanos);
      }
    }
    LlmEvent event = inner.next();
    if (event instanceof ContentEvent) {
      waitedNanos = 0;
      content |= event.isCommitting();
    } else if (content) {
      waitedNanos = time.nanos() - waitingSince;
    }
    waitingSince = NOT_WAITING;
    return event;
  }

  private synchronized void scheduleCheck(long inNanos) {
    if (!ended) {
      check = time.schedule(Duration.ofNanos(inNanos), this::look);
    }
  }

  private void look() {
    long since = waitingSince;
    boolean waiting = since != NOT_WAITING;
    long left = limitNanos - (waiting ? time.nanos() - since : waitedNanos);
    if (left > 0) {
      scheduleCheck(left);
    } else if (waiting) {
      token.timeOut(AttemptTap.timeout(attempt, "idle", Duration.ofNanos(limitNanos)));
    } else {
      scheduleCheck(limitNanos);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      ended = true;
      if (check != null) {
        check.cancel();
      }
    }
    inner.close();
  }
}
