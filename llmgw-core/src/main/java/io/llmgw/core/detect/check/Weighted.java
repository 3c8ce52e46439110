package io.llmgw.core.detect.check;

import io.llmgw.core.detect.Run;

/** The sum of digits times weights, which most check digits are the remainder of. */
public final class Weighted {
  private Weighted() {}

  /**
   * The sum of digits from a place on, each times its weight.
   *
   * @param weights one for each digit
   */
  public static int sum(Run run, int from, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += run.digit(from + i) * weights[i];
    }
    return sum;
  }
}
