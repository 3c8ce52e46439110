package io.llmgw.core.detect.europe;

import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.check.Weighted;

/** The test by eleven of Dutch numbers of nine digits ("elfproef"). */
public final class DutchNumber {
  private static final int[] WEIGHTS = {9, 8, 7, 6, 5, 4, 3, 2, -1};

  private DutchNumber() {}

  /** Whether the nine digits from a place on pass it. */
  public static boolean isValid(Run run, int from) {
    return Weighted.sum(run, from, WEIGHTS) % 11 == 0 && run.number(from, from + 9) > 0;
  }
}
