package io.llmgw.core.client;

import io.llmgw.api.time.TimeSource;
import io.llmgw.test.VirtualTime;
import java.time.Duration;
import java.time.Instant;

/**
 * A virtual clock of a process that can be suspended: when it goes on, the clock has jumped, and
 * everything that came due meanwhile runs at once, late.
 */
final class PausingTime implements TimeSource {
  private final VirtualTime clock = VirtualTime.create();
  private volatile long resumedAt = Long.MIN_VALUE;

  void pause(Duration pause) {
    resumedAt = clock.nanos() + pause.toNanos();
    clock.advance(pause);
  }

  void advance(Duration duration) {
    clock.advance(duration);
  }

  int tasks() {
    return clock.tasks();
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
  public Scheduled schedule(Duration delay, Runnable task) {
    return clock.schedule(delay.plusNanos(lag()), task);
  }

  private long lag() {
    return nanos() - clock.nanos();
  }
}
