package io.llmgw.core.clock;

import io.llmgw.api.time.TimeSource;
import io.llmgw.api.time.TimeSource.Scheduled;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Does something when a time is over, unless it is cancelled before. An alarm that rings late says
 * that the process itself has been away: suspended, or in a long pause of its garbage collector.
 * What came meanwhile lies in the buffers, unread through nobody's fault, so a late alarm waits a
 * moment more, once, for whoever is about to read it. Thread-safe.
 */
public final class Alarm implements Scheduled, Runnable {
  /** How late is late, and how long a late alarm waits. */
  public static final Duration MOMENT = Duration.ofSeconds(1);

  private static final long MOMENT_NANOS = MOMENT.toNanos();

  private final TimeSource time;
  private final Runnable action;
  private final long dueNanos;
  private @Nullable Scheduled pending;
  private boolean cancelled;
  private boolean postponed;

  private Alarm(TimeSource time, Duration limit, Runnable action) {
    this.time = time;
    this.action = action;
    this.dueNanos = time.nanos() + TimeUnit.NANOSECONDS.convert(limit);
  }

  /** Runs the action when the time is over; as short as tasks of a {@link TimeSource} must be. */
  public static Scheduled in(Duration limit, TimeSource time, Runnable action) {
    Alarm alarm = new Alarm(time, limit, action);
    alarm.schedule(limit);
    return alarm;
  }

  private synchronized void schedule(Duration delay) {
    if (!cancelled) {
      pending = time.schedule(delay, this);
    }
  }

  /** Rings; for the time source alone. */
  @Override
  public void run() {
    if (!postponed && time.nanos() - dueNanos > MOMENT_NANOS) {
      postponed = true;
      schedule(MOMENT);
    } else {
      action.run();
    }
  }

  @Override
  public synchronized void cancel() {
    cancelled = true;
    if (pending != null) {
      pending.cancel();
    }
  }
}
