package io.llmgw.cache.rest;

import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Leaves alone for a while what has failed some times in a row; and for as long as the clock fails,
 * since nobody would end a wait for it. No call fails for that. Thread-safe.
 */
public final class Rest {
  private static final int FAILURES_IN_A_ROW = 5;

  /** How long it lasts. */
  public static final Duration REST = Duration.ofSeconds(10);

  private final TimeSource time;
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicLong until;

  /** None yet. */
  public Rest(TimeSource time) {
    this.time = time;
    this.until = new AtomicLong(time.nanos());
  }

  /** Whether it is left alone now. */
  public boolean isOn() {
    try {
      return time.nanos() - until.get() < 0;
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable noClock) { // whatever a clock of the host throws
      return true;
    }
  }

  /** It has not failed this time. */
  public void succeeded() {
    failures.set(0);
  }

  /** It has failed; true when the rest begins with that. */
  public boolean failed() {
    if (failures.incrementAndGet() < FAILURES_IN_A_ROW) {
      return false;
    }
    try {
      until.set(time.nanos() + REST.toNanos());
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable noClock) { // then with the next one
      return false;
    }
    failures.set(0);
    return true;
  }
}
