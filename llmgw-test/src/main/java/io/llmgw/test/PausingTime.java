package io.llmgw.test;

import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/**
 * A virtual clock of a process that can be suspended: when it goes on, the clock has jumped, and
 * everything that came due meanwhile runs at once, late. Thread-safe, moved by one thread at a
 * time.
 */
public final class PausingTime implements TimeSource {
  private final VirtualTime clock = VirtualTime.create();
  private volatile long resumedAt = Long.MIN_VALUE;

  /** A clock that stands at 2026-01-01T00:00:00Z. */
  public PausingTime() {}

  /** Suspends the process for so long: what came due runs on this thread when it goes on. */
  public void pause(Duration pause) {
    resumedAt = clock.nanos() + pause.toNanos();
    clock.advance(pause);
  }

  /** Moves on as {@link VirtualTime#advance(Duration)} does, without a pause. */
  public void advance(Duration duration) {
    clock.advance(duration);
  }

  /** How many tasks wait for their time. */
  public int tasks() {
    return clock.tasks();
  }

  /**
   * Waits in real time until at least so many tasks wait for their time.
   *
   * @throws AssertionError when they do not within {@link Patience#limit()}
   */
  public void awaitTasks(int count) {
    clock.awaitTasks(count);
  }

  /** Always. */
  @Override
  public boolean isVirtual() {
    return true;
  }

  @Override
  public boolean runsTasksHere() {
    return clock.runsTasksHere();
  }

  @Override
  public long nanos() {
    return Math.max(clock.nanos(), resumedAt);
  }

  @Override
  public Instant now() {
    return clock.now().plusNanos(lag());
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    clock.sleep(duration.plusNanos(lag()));
  }

  @Override
  public void sleep(Duration duration, CountDownLatch end) throws InterruptedException {
    clock.sleep(duration.plusNanos(lag()), end);
  }

  @Override
  public Scheduled schedule(Duration delay, Runnable task) {
    return clock.schedule(delay.plusNanos(lag()), task);
  }

  private long lag() {
    return nanos() - clock.nanos();
  }
}
