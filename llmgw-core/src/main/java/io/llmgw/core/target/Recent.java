package io.llmgw.core.target;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.status.Latencies;
import io.llmgw.api.status.RecentAttempts;
import io.llmgw.api.status.RecentFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * How the last attempts at a target went, in 2 KiB. Thread-safe, without locks: two that end at the
 * same moment may share a line, of which each writes a part, 128 attempts after the last.
 */
final class Recent {
  private static final int KEPT = RecentAttempts.MOST;
  private static final long LONGEST_MILLIS = Duration.ofMinutes(5).toMillis();

  /** A line of {@link #ends}: 44 bits of milliseconds, 8 of the kind, 12 of the status. */
  private static final int MILLIS_SHIFT = 20;

  private static final long MILLIS_MASK = (1L << 44) - 1;
  private static final int KIND_SHIFT = 12;
  private static final int NO_FAILURE = 255;
  private static final ErrorKind[] KINDS = ErrorKind.values();

  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLongArray ends = new AtomicLongArray(KEPT);

  /** The first content and the end, in microseconds after the start, 32 bits each; 0 for none. */
  private final AtomicLongArray times = new AtomicLongArray(KEPT);

  /** An attempt has succeeded. */
  void succeeded(long firstTokenNanos, long totalNanos, long nowNanos) {
    add(NO_FAILURE, 0, firstTokenNanos, totalNanos, nowNanos);
  }

  /**
   * An attempt has failed.
   *
   * @param firstTokenNanos 0 when there was no content
   */
  void failed(ErrorKind kind, int httpStatus, long firstTokenNanos, long nowNanos) {
    add(kind.ordinal(), httpStatus, firstTokenNanos, 0, nowNanos);
  }

  private void add(int kind, int status, long firstTokenNanos, long totalNanos, long nowNanos) {
    int line = (count.getAndIncrement() & Integer.MAX_VALUE) % KEPT;
    times.set(line, micros(firstTokenNanos) << 32 | micros(totalNanos));
    ends.set(
        line,
        millis(nowNanos) << MILLIS_SHIFT | (long) kind << KIND_SHIFT | (long) (status & 0xFFF));
  }

  private static long micros(long nanos) {
    return nanos == 0 ? 0 : Math.min(Integer.MAX_VALUE, Math.max(1, nanos / 1_000));
  }

  private static long millis(long nanos) {
    return Math.floorDiv(nanos, 1_000_000L) & MILLIS_MASK;
  }

  /** How they went, as seen now. */
  RecentAttempts at(long nowNanos, Instant now) {
    int last = count.get();
    int attempts = 0;
    int failed = 0;
    long[] firstTokens = new long[KEPT];
    long[] totals = new long[KEPT];
    int tokens = 0;
    int successes = 0;
    List<RecentFailure> failures = new ArrayList<>();
    for (int back = 1; back <= Math.min(KEPT, last & Integer.MAX_VALUE); back++) {
      int line = ((last - back) & Integer.MAX_VALUE) % KEPT;
      long end = ends.get(line);
      long age = (millis(nowNanos) - (end >>> MILLIS_SHIFT)) & MILLIS_MASK;
      if (age > LONGEST_MILLIS) {
        continue;
      }
      attempts++;
      long both = times.get(line);
      if (both >>> 32 != 0) {
        firstTokens[tokens++] = both >>> 32;
      }
      ErrorKind kind = kind(end);
      if (kind == null) {
        totals[successes++] = both & 0xFFFF_FFFFL;
      } else {
        failed++;
        if (failures.size() < RecentAttempts.MOST_FAILURES) {
          failures.add(new RecentFailure(now.minusMillis(age), kind, (int) (end & 0xFFF)));
        }
      }
    }
    return new RecentAttempts(
        attempts, failed, latencies(firstTokens, tokens), latencies(totals, successes), failures);
  }

  private static @Nullable ErrorKind kind(long end) {
    int kind = (int) (end >>> KIND_SHIFT) & 0xFF;
    return kind == NO_FAILURE ? null : KINDS[kind];
  }

  private static Latencies latencies(long[] micros, int count) {
    if (count == 0) {
      return Latencies.NONE;
    }
    Arrays.sort(micros, 0, count);
    return new Latencies(
        count, at(micros, count, 50), at(micros, count, 95), at(micros, count, 100));
  }

  private static Duration at(long[] sorted, int count, int percent) {
    int rank = (count * percent + 99) / 100;
    return Duration.ofNanos(1_000 * sorted[Math.max(0, rank - 1)]);
  }
}
