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
   * What was found.
   *
   * @param at what the clock shows, or the system's where it cannot be read
   */
  record Look(ClockState state, boolean isReadable, Instant at) {}

  /**
   * How it does now.
   *
   * @param use whether it is still in use: only then it is given something to run
   */
  Look look(Use use) {
    long shown;
    Instant at;
    try {
      shown = clock.nanos();
      at = clock.now();
    } catch (RuntimeException | Error broken) { // whatever the host's clock does, it is told
      return new Look(ClockState.FAILING, false, real.now());
    }
    boolean asked = use == Use.OPEN && !clock.isVirtual();
    return new Look(asked ? state(shown) : ClockState.RUNNING, true, at);
  }

  /** Whether the client of a clock takes calls. */
  enum Use {
    OPEN,
    CLOSED
  }

  private ClockState state(long shown) {
    long now = real.nanos();
    Probe before = latest.get();
    if (before != null && now - before.realNanos <= Alarm.MOMENT.toNanos()) {
      return ClockState.RUNNING; // too early to tell
    }
    if (before != null && (!before.hasRun || before.shownNanos == shown)) {
      return ClockState.STUCK;
    }
    Probe next = new Probe(now, shown);
    return latest.compareAndSet(before, next) ? ask(next) : ClockState.RUNNING;
  }

  private ClockState ask(Probe probe) {
    try {
      clock.schedule(Duration.ZERO, probe);
      return ClockState.RUNNING;
    } catch (RuntimeException | Error broken) { // also for want of a thread
      latest.compareAndSet(probe, null);
      return ClockState.FAILING;
    }
  }

  /** A task that notes that it has run. */
  private static final class Probe implements Runnable {
    private final long realNanos;
    private final long shownNanos;
    private volatile boolean hasRun;

    Probe(long realNanos, long shownNanos) {
      this.realNanos = realNanos;
      this.shownNanos = shownNanos;
    }

    @Override
    public void run() {
      hasRun = true;
    }
  }
}
