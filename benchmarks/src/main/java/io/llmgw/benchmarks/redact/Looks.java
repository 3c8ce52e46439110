package io.llmgw.benchmarks.redact;

import java.util.Arrays;

/** CPU times in ns of looks at many texts, several at each. */
final class Looks {
  private final long[] first;
  private final long[] least;

  Looks(int texts) {
    first = new long[texts];
    least = new long[texts];
    Arrays.fill(least, Long.MAX_VALUE);
  }

  /** Adds a look at a text; the first that is added for it was the first at all. */
  void add(int text, long nanos) {
    first[text] = least[text] == Long.MAX_VALUE ? nanos : first[text];
    least[text] = Math.min(least[text], nanos);
  }

  /** What so many in a hundred texts take no longer than at the first look. */
  long first(int percent) {
    return at(first, percent);
  }

  /** What so many in a hundred texts take no longer than at their fastest: what content costs. */
  long least(int percent) {
    return at(least, percent);
  }

  private static long at(long[] nanos, int percent) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length * percent / 100];
  }
}
