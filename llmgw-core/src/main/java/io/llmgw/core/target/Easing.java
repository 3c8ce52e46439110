package io.llmgw.core.target;

import java.time.Duration;

/**
 * How targets are eased in that are new or have recovered: from a tenth of their share to all of it
 * within 10 s. Knows whether there is any, so that choices mostly need not ask each. Thread-safe.
 */
final class Easing {
  /** Since when a target is eased in that is not. */
  static final long NEVER = Long.MIN_VALUE;

  private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();
  private static final double LEAST = 0.1;

  private volatile boolean used;
  private volatile long lastNanos;

  /** Begins for some target. */
  void begin(long nowNanos) {
    lastNanos = nowNanos;
    used = true;
  }

  /** Whether any target may be eased in. */
  boolean isOn(long nowNanos) {
    return used && nowNanos - lastNanos < WINDOW_NANOS;
  }

  /** The part of its share for a target that is eased in since then. */
  static double part(long sinceNanos, long nowNanos) {
    if (sinceNanos == NEVER) {
      return 1;
    }
    double passed = (double) (nowNanos - sinceNanos) / WINDOW_NANOS;
    return passed >= 1 ? 1 : LEAST + (1 - LEAST) * Math.max(0, passed);
  }

  boolean isUsed() {
    return used;
  }
}
