package io.llmgw.core.pace;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * What was let in within the last minute, by the second: whatever came in a second counts until the
 * minute after the end of that second is over. So no 60 s in a row hold more than the limit, and
 * the room is there again a second late at most. Not thread-safe.
 */
final class Minute {
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int SECONDS = 61;

  private final long originNanos;
  private final long[] amounts = new long[SECONDS];
  private long second; // the latest one, from the origin
  private long sum;

  Minute(long nowNanos) {
    this.originNanos = nowNanos;
  }

  /**
   * Whether so much has room. What is more than the limit by itself has it where nothing else is,
   * as it would never go otherwise.
   */
  boolean hasRoom(long amount, long limit, long nowNanos) {
    moveTo(nowNanos);
    return sum <= limit - Math.min(amount, limit);
  }

  /** When so much has room, if nothing else comes; not after now where it has already. */
  long roomAtNanos(long amount, long limit) {
    long over = sum - (limit - Math.min(amount, limit));
    long oldest = second - SECONDS;
    while (over > 0) {
      over -= amounts[slot(++oldest)];
    }
    return originNanos + (oldest + SECONDS) * SECOND_NANOS;
  }

  /** Lets so much in; also beyond the limit, which is then made up for. */
  void add(long amount, long nowNanos) {
    moveTo(nowNanos);
    amounts[slot(second)] += amount;
    sum += amount;
  }

  /** Some of what was let in then has not come; nothing, where that is forgotten already. */
  void takeBack(long amount, long thenNanos) {
    long then = second(thenNanos);
    if (then > second - SECONDS) {
      amounts[slot(then)] -= amount;
      sum -= amount;
    }
  }

  boolean isEmpty(long nowNanos) {
    moveTo(nowNanos);
    return sum == 0;
  }

  private void moveTo(long nowNanos) {
    long now = second(nowNanos);
    if (now - second >= SECONDS) {
      Arrays.fill(amounts, 0);
      sum = 0;
      second = now;
    }
    while (second < now) {
      second++;
      sum -= amounts[slot(second)];
      amounts[slot(second)] = 0;
    }
  }

  private long second(long nanos) {
    return Math.max(0, nanos - originNanos) / SECOND_NANOS;
  }

  private static int slot(long second) {
    return (int) Math.floorMod(second, (long) SECONDS);
  }
}
