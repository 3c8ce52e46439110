package io.llmgw.core.thread;

import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The time that several waits, one after the other, have together. Immutable and thread-safe. */
public final class Countdown {
  private final TimeSource time;
  private final long sinceNanos;
  private final long mostNanos;

  private Countdown(TimeSource time, long mostNanos) {
    this.time = time;
    this.sinceNanos = time.nanos();
    this.mostNanos = mostNanos;
  }

  /** As long as all of these together, from now on, by this clock. */
  public static Countdown of(TimeSource time, Duration... parts) {
    long nanos = 0;
    for (Duration part : parts) {
      nanos += TimeUnit.NANOSECONDS.convert(part);
      if (nanos < 0) { // centuries
        return new Countdown(time, Long.MAX_VALUE);
      }
    }
    return new Countdown(time, nanos);
  }

  /** What is left of this one, from now on, and no more than so much. */
  public Countdown atMost(Duration limit) {
    return of(time, left().compareTo(limit) < 0 ? left() : limit);
  }

  /** How much is left, at least 0. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, mostNanos - (time.nanos() - sinceNanos)));
  }
}
