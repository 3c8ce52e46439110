package io.llmgw.core.observe;

import io.llmgw.api.time.TimeSource;

/**
 * How long a call was outside of the library: at its providers, in waits that somebody wants, with
 * its reader. Two sides that are outside at once count once. A clock of the host that fails costs
 * the time between two looks, and nothing else. Thread-safe.
 */
final class OutsideClock {
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final TimeSource time;
  private int outside;
  private long sinceNanos; // meaningful while anybody is outside
  private long nanos;

  OutsideClock(TimeSource time, long nanos) {
    this.time = time;
    this.nanos = nanos;
  }

  /**
   * One side goes out; it {@linkplain #comeBack comes back}.
   *
   * @return when that is, for {@link #between}
   */
  long leave() {
    long now = look();
    synchronized (this) {
      if (outside++ == 0) {
        sinceNanos = now;
      }
    }
    return now;
  }

  /**
   * One that was out is back.
   *
   * @return when that is, for {@link #between}
   */
  long comeBack() {
    long now = look();
    synchronized (this) {
      if (--outside == 0) {
        nanos += between(sinceNanos, now);
      }
    }
    return now;
  }

  /** How long up to now. */
  long nanos() {
    long now = look();
    synchronized (this) {
      return outside == 0 ? nanos : nanos + between(sinceNanos, now);
    }
  }

  /** How long from one look to the next; 0 where nobody knows. */
  static long between(long sinceNanos, long now) {
    boolean known = now != UNKNOWN && sinceNanos != UNKNOWN;
    return known ? Math.max(0, now - sinceNanos) : 0;
  }

  private long look() {
    try {
      return time.nanos();
    } catch (RuntimeException noClock) {
      return UNKNOWN;
    }
  }
}
