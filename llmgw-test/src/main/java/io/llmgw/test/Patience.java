package io.llmgw.test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How long the kit waits, in real time, for something that a test expects of another thread. A wait
 * ends as soon as the thing is there; only a failing test waits to the end. Default 10 seconds, the
 * system property {@code llmgw.test.patience} holds another number of seconds.
 */
public final class Patience {
  private static final long POLL_NANOS = 200_000;

  private Patience() {}

  /** The longest wait. */
  public static Duration limit() {
    return Duration.ofSeconds(Math.max(1, Long.getLong("llmgw.test.patience", 10)));
  }

  /**
   * Waits until the condition holds. An interrupt does not end the wait; its flag is kept.
   *
   * @param what what is awaited, as the end of the sentence "waited 10 s for ..."
   * @throws AssertionError when it does not come true in time
   */
  public static void until(String what, BooleanSupplier condition) {
    until(() -> what, limit(), condition);
  }

  /**
   * Waits until the condition holds, at most for the given time. An interrupt does not end the
   * wait; its flag is kept.
   *
   * @param what says what is awaited, asked for when the wait was in vain
   * @throws AssertionError when it does not come true in time
   */
  public static void until(Supplier<String> what, Duration limit, BooleanSupplier condition) {
    if (!comesTrue(limit, condition)) {
      throw new AssertionError("waited " + limit.toMillis() + " ms for " + what.get());
    }
  }

  /** Waits until the condition holds and says whether it did within the given time. */
  public static boolean comesTrue(Duration limit, BooleanSupplier condition) {
    boolean interrupted = false;
    try {
      long start = System.nanoTime();
      long limitNanos = TimeUnit.NANOSECONDS.convert(limit);
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() - start >= limitNanos) {
          return condition.getAsBoolean();
        }
        interrupted |= Thread.interrupted(); // else the park returns at once and the loop spins
        LockSupport.parkNanos(POLL_NANOS);
      }
      return true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
