package io.llmgw.core.client;

import io.llmgw.api.time.TimeSource;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.core.thread.ClockTasks;
import io.llmgw.core.thread.Countdown;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a close waits. It blocks in real time, so it asks no other clock, which the host's code
 * may occupy or hold up; but one that is virtual, which a test moves, unless the close itself is
 * what keeps that from going on. In real time, what was set last counts. Thread-safe.
 */
final class ClosingClock {
  private static final Logger log = LoggerFactory.getLogger(ClosingClock.class);

  private final TimeSource time;
  private final TimeSource realTime;
  private final boolean virtual;
  private volatile boolean held;
  private volatile @Nullable Limit limit;
  private final Queue<Scheduled> scheduled = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  private record Limit(Countdown countdown, Runnable end) {}

  ClosingClock(TimeSource time, TimeSource realTime) {
    this.time = time;
    this.realTime = realTime;
    this.virtual = says(time::isVirtual);
  }

  /** A clock that cannot say is nothing to rely on. */
  private static boolean says(BooleanSupplier clock) {
    try {
      return clock.getAsBoolean();
    } catch (RuntimeException | Error broken) { // whatever a clock of the host throws
      return false;
    }
  }

  /** The close begins, on this thread. */
  void begin() {
    held = isMovedHere();
  }

  /**
   * Whether a virtual clock, for which a close may wait, does not go on before this thread does.
   */
  boolean isMovedHere() {
    return virtual && says(time::runsTasksHere);
  }

  /** Whether the end of the client's own clock interrupts this thread. */
  boolean isOwnHere() {
    return says(realTime::runsTasksHere);
  }

  /**
   * Waits anew, for so long.
   *
   * @param end run when that is over, on the thread that waits or on that of a virtual clock
   * @param withoutClock is given the end where a virtual clock fails: nothing waits for it then
   */
  void set(Duration delay, Runnable end, Consumer<Runnable> withoutClock) {
    if (!virtual || held) {
      limit = new Limit(Countdown.of(realTime, delay), end);
      return;
    }
    try {
      scheduled.add(time.schedule(delay, end));
    } catch (Throwable noClock) { // whatever a clock of the host throws
      log.warn("closing without a clock, which failed with {}", noClock.getClass().getName());
      withoutClock.accept(end);
    }
    if (over) { // before it could be seen there
      callOff();
    }
  }

  /** For how many milliseconds whoever waits may wait until he looks again; 0 for ever. */
  long millisLeft() {
    Limit now = limit;
    return now == null ? 0 : TimeUnit.NANOSECONDS.toMillis(now.countdown().left().toNanos()) + 1;
  }

  /** Whether there is an end to {@link #runDue}. */
  boolean isDue() {
    Limit now = limit;
    return now != null && now.countdown().left().isZero();
  }

  /** Runs the end of what is over, on the thread that waits. */
  void runDue() {
    Limit now = limit;
    if (now != null && now.countdown().left().isZero()) {
      limit = null;
      now.end().run();
    }
  }

  /** Nobody waits any more. */
  void stop() {
    over = true;
    limit = null;
    callOff();
  }

  private void callOff() {
    for (Scheduled task = scheduled.poll(); task != null; task = scheduled.poll()) {
      ClockTasks.callOff(task);
    }
  }
}
