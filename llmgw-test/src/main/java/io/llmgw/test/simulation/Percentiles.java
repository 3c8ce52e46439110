package io.llmgw.test.simulation;

import java.time.Duration;
import java.util.Locale;

/**
 * How long things took. All zero where there were none.
 *
 * @param count of how many things
 * @param median half of them took at most so long
 * @param p95 95 in 100 of them
 * @param p99 99 in 100 of them
 * @param longest all of them
 */
public record Percentiles(
    int count, Duration median, Duration p95, Duration p99, Duration longest) {
  static Percentiles ofSorted(long[] nanos) {
    return new Percentiles(
        nanos.length, at(nanos, 0.5), at(nanos, 0.95), at(nanos, 0.99), at(nanos, 1));
  }

  /** The least number that so large a share of all does not exceed. */
  private static Duration at(long[] sorted, double share) {
    if (sorted.length == 0) {
      return Duration.ZERO;
    }
    int rank = (int) Math.ceil(share * sorted.length);
    return Duration.ofNanos(sorted[Math.max(0, rank - 1)]);
  }

  /** For example {@code p50 1.204 s p95 3.310 s p99 5.001 s max 12.400 s}. */
  @Override
  public String toString() {
    return "p50 "
        + seconds(median)
        + "   p95 "
        + seconds(p95)
        + "   p99 "
        + seconds(p99)
        + "   max "
        + seconds(longest);
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f s", time.toNanos() / 1e9);
  }
}
