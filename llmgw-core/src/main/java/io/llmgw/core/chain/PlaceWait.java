package io.llmgw.core.chain;

import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How long an attempt waits, or has waited, for places within limits of this process. Its thread
 * begins and ends it; any may look.
 */
public final class PlaceWait {
  private static final long NOT_OVER = -1;

  private final Supplier<String> limit;
  private final TimeSource time;
  private final long sinceNanos;
  private volatile long tookNanos = NOT_OVER;

  private PlaceWait(Supplier<String> limit, TimeSource time, long sinceNanos) {
    this.limit = limit;
    this.time = time;
    this.sinceNanos = sinceNanos;
  }

  /** A wait that begins, after others that took so long. */
  static PlaceWait begin(Supplier<String> limit, TimeSource time, long beforeNanos) {
    return new PlaceWait(limit, time, time.nanos() - beforeNanos);
  }

  void end() {
    tookNanos = nanos();
  }

  /** When it ended; only once it is over. */
  long endNanos() {
    return sinceNanos + tookNanos;
  }

  /** Whether the attempt has gone on. */
  public boolean isOver() {
    return tookNanos != NOT_OVER;
  }

  /** How long, up to now, earlier waits of the attempt included. */
  public Duration took() {
    return Duration.ofNanos(nanos());
  }

  long nanos() {
    long took = tookNanos;
    return took == NOT_OVER ? Elapsed.nanos(time, sinceNanos, 0) : took;
  }

  /** For people: {@code 250 ms for a place (maxConnectionsPerHost of 20)}. */
  @Override
  public String toString() {
    return took().toMillis() + " ms for a place (" + limit.get() + ")";
  }
}
