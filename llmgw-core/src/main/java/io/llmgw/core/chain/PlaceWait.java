package io.llmgw.core.chain;

import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long an attempt waits, or has waited, for places within limits of this process. Its thread
 * begins and ends it; any may look.
 */
public final class PlaceWait {
  private static final long NOT_OVER = -1;

  private final Supplier<String> limit;
  private final TimeSource time;
  private final long sinceNanos;
  private final boolean refused;
  private final long ownNanos; // before the target has refused the attempt
  private volatile long tookNanos = NOT_OVER;

  private PlaceWait(
      Supplier<String> limit, TimeSource time, long sinceNanos, boolean refused, long ownNanos) {
    this.limit = limit;
    this.time = time;
    this.sinceNanos = sinceNanos;
    this.refused = refused;
    this.ownNanos = ownNanos;
  }

  /**
   * A wait that begins.
   *
   * @param before the one before it in the attempt, null where there was none
   * @param refused whether the target has refused the attempt, so that the wait is its doing too
   */
  static PlaceWait begin(
      Supplier<String> limit, TimeSource time, @Nullable PlaceWait before, boolean refused) {
    long beforeNanos = before == null ? 0 : before.nanos();
    long ownNanos = before != null && before.refused ? before.ownNanos : beforeNanos;
    return new PlaceWait(limit, time, time.nanos() - beforeNanos, refused, ownNanos);
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

  /** How many nanoseconds of it the target has caused, by refusing the attempt unread. */
  public long refusedNanos() {
    return refused ? Math.max(0, nanos() - ownNanos) : 0;
  }

  /** For people: {@code 250 ms for a place (maxConnectionsPerHost of 20)}. */
  @Override
  public String toString() {
    return took().toMillis() + " ms for a place (" + limit.get() + ")";
  }
}
