package io.llmgw.core.client;

import io.llmgw.api.time.TimeSource;
import io.llmgw.test.ForwardingTime;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A clock of the host whose tasks have one thread, so that one that blocks holds up the others. */
final class OneThreadTime extends ForwardingTime implements AutoCloseable {
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  OneThreadTime(TimeSource to) {
    super(to);
  }

  /** Runs something on that thread. */
  void run(Runnable task) {
    thread.execute(task);
  }

  @Override
  public Scheduled schedule(Duration delay, Runnable task) {
    return super.schedule(delay, () -> thread.execute(task));
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
