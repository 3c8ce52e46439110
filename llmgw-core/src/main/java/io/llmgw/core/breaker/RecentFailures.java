package io.llmgw.core.breaker;

import java.util.Arrays;

/**
 * The last failures, by the order in which their calls began: a failure is told at once, a success
 * takes as long as its answer. Where calls overlap, failures that follow one another may therefore
 * be few of the calls that were made. Guarded by its breaker.
 */
final class RecentFailures {
  /** As many are remembered. */
  static final int KEPT = 10;

  /** So many of {@link #NEAR} calls that began one after the other are half of them. */
  private static final int HALF = 5;

  private static final int NEAR = 2 * HALF;

  private final int[] begun = new int[KEPT];
  private int count;

  /** One more: of the call that was the number-th to begin, of those that told anything. */
  void add(int number) {
    begun[count % KEPT] = number;
    count = count + 1 == 2 * KEPT ? KEPT : count + 1;
  }

  /**
   * Whether there are calls that began one after the other and of which half have failed, among
   * those that failed last. It is always so where no calls overlap and ten of twenty, or five in a
   * row, have failed.
   *
   * @param latest how many of the last failures are looked at
   */
  boolean areHalfOfSome(int latest) {
    int size = Math.min(Math.min(latest, count), KEPT);
    int[] places = new int[size];
    for (int i = 0; i < size; i++) {
      // As a distance, which is right also after two thousand million calls.
      places[i] = begun[(count - 1 - i) % KEPT] - begun[(count - 1) % KEPT];
    }
    Arrays.sort(places);
    for (int i = HALF - 1; i < size; i++) {
      if (places[i] - places[i - HALF + 1] < NEAR) {
        return true;
      }
    }
    return false;
  }
}
