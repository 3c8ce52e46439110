package io.llmgw.core.hedge;

import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/** Clocks that have threads for what a client does beside its calls. */
record OwnThreads(TimeSource time, Executor threads) implements TimeSource {
  @Override
  public long nanos() {
    return time.nanos();
  }

  @Override
  public Instant now() {
    return time.now();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    time.sleep(duration);
  }

  @Override
  public void sleep(Duration duration, CountDownLatch end) throws InterruptedException {
    time.sleep(duration, end);
  }

  @Override
  public void await(CountDownLatch end) throws InterruptedException {
    time.await(end);
  }

  @Override
  public Scheduled schedule(Duration delay, Runnable task) {
    return time.schedule(delay, task);
  }
}
