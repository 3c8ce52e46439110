package io.llmgw.core.observe;

import io.llmgw.api.time.TimeSource;

/**
 * How long a call was outside of the library: at its providers, in waits that somebody wants, with
 * its reader. Two sides that are outside at once count once. Thread-safe.
 */
final class OutsideClock {
  private final TimeSource time;
  private int outside;
  private long sinceNanos; // meaningful while anybody is outside
  private long nanos;

  OutsideClock(TimeSource time, long nanos) {
    this.time = time;
    this.nanos = nanos;
  }

  /** One side goes out; it {@linkplain #comeBack comes back}. */
  void leave() {
    long now = time.nanos();
    synchronized (this) {
      if (outside++ == 0) {
        sinceNanos = now;
      }
    }
  }

  /** One that was out is back. */
  void comeBack() {
    long now = time.nanos();
    synchronized (this) {
      if (--outside == 0) {
        nanos += Math.max(0, now - sinceNanos);
      }
    }
  }

  /** How long up to now. */
  long nanos() {
    long now = time.nanos();
    synchronized (this) {
      return outside == 0 ? nanos : nanos + Math.max(0, now - sinceNanos);
    }
  }
}
