package io.llmgw.api.time;

import io.llmgw.api.time.TimeSource.Scheduled;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A limit in time, for the engine and for providers that keep clocks of their own. One that runs
 * out late says that the process itself has been away: suspended, or in a long pause of its garbage
 * collector. What came meanwhile lies in the buffers, unread through nobody's fault, so a late
 * alarm waits a moment more, once, for whoever is about to read it.
 */
public final class Alarm {
  /** How late is late, and how long a late alarm waits: a second. */
  public static final Duration MOMENT = Duration.ofSeconds(1);

  private static final long MOMENT_NANOS = MOMENT.toNanos();

  private Alarm() {}

  /**
   * Runs the action once when the time is over, a {@link #MOMENT} later when that is noticed late.
   *
   * @param limit zero or less for as soon as possible
   * @param action as short as tasks of a {@link TimeSource} must be
   * @return by which it is called off; thread-safe
   */
  public static Scheduled in(Duration limit, TimeSource time, Runnable action) {
    Pending alarm = new Pending(time, limit, action);
    alarm.schedule(limit);
    return alarm;
  }

  /** An alarm that was set. */
  private static final class Pending implements Scheduled, Runnable {
    private final TimeSource time;
    private final Runnable action;
    private final long dueNanos;
    private @Nullable Scheduled next;
    private boolean cancelled;
    private boolean postponed;

    Pending(TimeSource time, Duration limit, Runnable action) {
      this.time = time;
      this.action = action;
      this.dueNanos = time.nanos() + TimeUnit.NANOSECONDS.convert(limit);
    }

    synchronized void schedule(Duration delay) {
      if (!cancelled) {
        next = time.schedule(delay, this);
      }
    }

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
      if (next != null) {
        next.cancel();
      }
    }
  }
}
