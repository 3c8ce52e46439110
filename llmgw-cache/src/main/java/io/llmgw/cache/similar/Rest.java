package io.llmgw.cache.similar;

import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Leaves alone for a while what has failed some times in a row. Thread-safe. */
final class Rest {
  private static final int FAILURES_IN_A_ROW = 5;
  private static final Duration REST = Duration.ofSeconds(10);

  private final TimeSource time;
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicLong until;

  Rest(TimeSource time) {
    this.time = time;
    this.until = new AtomicLong(time.nanos());
  }

  boolean isOn() {
    return time.nanos() - until.get() < 0;
  }

  void succeeded() {
    failures.set(0);
  }

  /** Whether it begins with this failure. */
  boolean failed() {
    if (failures.incrementAndGet() < FAILURES_IN_A_ROW) {
      return false;
    }
    failures.set(0);
    until.set(time.nanos() + REST.toNanos());
    return true;
  }
}
