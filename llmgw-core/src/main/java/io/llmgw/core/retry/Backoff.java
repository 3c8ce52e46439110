package io.llmgw.core.retry;

import java.time.Duration;
import java.util.function.LongUnaryOperator;

/**
 * How long to wait before a repeat where nobody says so: any time up to a limit that doubles from
 * try to try ("full jitter"), so that calls which failed together do not come back together.
 * Thread-safe if its random is.
 */
final class Backoff {
  private static final long BASE_NANOS = Duration.ofMillis(250).toNanos();
  private static final long MOST_NANOS = Duration.ofSeconds(8).toNanos();

  private final LongUnaryOperator random;

  /**
   * Waits by chance.
   *
   * @param random a number from 0 up to, and without, the one it is given
   */
  Backoff(LongUnaryOperator random) {
    this.random = random;
  }

  /** The wait after so many tries have failed, from 1: up to 500 ms, 1 s, 2 s, 4 s, then 8 s. */
  Duration after(int failedTries) {
    long limit = Math.min(MOST_NANOS, BASE_NANOS << Math.min(failedTries, 16));
    return Duration.ofNanos(random.applyAsLong(limit + 1));
  }
}
