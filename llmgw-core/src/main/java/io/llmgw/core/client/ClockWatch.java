package io.llmgw.core.client;

import io.llmgw.api.status.ClockState;
import io.llmgw.api.time.Alarm;
import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Looks how a clock does, whenever somebody asks: by a task that it has to run and that the next
 * look finds. Nothing runs in between. Thread-safe; holds no lock while it asks the clock.
 */
final class ClockWatch {
  private final TimeSource clock;
  private final TimeSource real;
  private final AtomicReference<@Nullable Probe> latest = new AtomicReference<>();

  /**
   * A watch over this clock.
   *
   * @param real by which it is late
   */
  ClockWatch(TimeSource clock, TimeSource real) {
    this.clock = clock;
    this.real = real;
  }

  /**
   * What was found, by one reading of each of its times.
   *
   * @param nanos what it shows; nothing where it cannot be read
   * @param at the same on the wall, by the system's clock where it cannot be read
   */
  record Look(ClockState state, boolean isReadable, long nanos, Instant at) {}

  /**
   * How it does now.
   *
   * @param use whether it is still in use: only then it is given something to run
   */
  Look look(Use use) {
    long shown;
    Instant at;
    boolean asked;
    try {
      shown = clock.nanos();
      at = clock.now();
      asked = use == Use.OPEN && !clock.isVirtual();
    } catch (RuntimeException | Error broken) { // whatever the host's clock does, it is told
      return new Look(ClockState.FAILING, false, 0, real.now());
    }
    return new Look(asked ? state(shown) : ClockState.RUNNING, true, shown, at);
  }

  /** Whether the client of a clock takes calls. */
  enum Use {
    OPEN,
    CLOSED
  }

  /** A task may be lost while all others run: so one that is late is followed by a new one. */
  private ClockState state(long shown) {
    long now = real.nanos();
    Probe before = latest.get();
    if (before != null && now - before.realNanos <= Alarm.MOMENT.toNanos()) {
      // Too early to tell of this one: what was found when it was set holds until it has run.
      return before.found == ClockState.STUCK && before.isMissed(shown)
          ? ClockState.STUCK
          : ClockState.RUNNING;
    }
    ClockState found =
        before != null && before.isMissed(shown) ? ClockState.STUCK : ClockState.RUNNING;
    Probe next = new Probe(now, shown, found);
    return latest.compareAndSet(before, next) ? ask(next, before) : found;
  }

  private ClockState ask(Probe probe, @Nullable Probe before) {
    try {
      probe.task = clock.schedule(Duration.ZERO, probe);
    } catch (RuntimeException | Error broken) { // also for want of a thread
      latest.compareAndSet(probe, before);
      return ClockState.FAILING;
    }
    if (before != null) {
      before.callOff();
    }
    return probe.found;
  }

  /** A task that notes that it has run. */
  private static final class Probe implements Runnable {
    private final long realNanos;
    private final long shownNanos;
    private final ClockState found;
    private volatile boolean hasRun;
    private volatile TimeSource.@Nullable Scheduled task;

    /**
     * One to be set now.
     *
     * @param found what the one before it has shown
     */
    Probe(long realNanos, long shownNanos, ClockState found) {
      this.realNanos = realNanos;
      this.shownNanos = shownNanos;
      this.found = found;
    }

    @Override
    public void run() {
      hasRun = true;
    }

    /** Whether it has not run, or no time has passed since it was set. */
    boolean isMissed(long shown) {
      return !hasRun || shownNanos == shown;
    }

    /** So that a clock that runs nothing does not hold one for each status. */
    void callOff() {
      TimeSource.Scheduled mine = task;
      if (mine == null || hasRun) {
        return;
      }
      try {
        mine.cancel();
      } catch (RuntimeException | Error broken) { // then it runs in vain
        return;
      }
    }
  }
}
