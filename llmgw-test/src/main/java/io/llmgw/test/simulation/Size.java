package io.llmgw.test.simulation;

import java.util.function.ToDoubleFunction;

/** How many tokens something has, by chance. Immutable and thread-safe. */
public final class Size {
  private final String words;
  private final ToDoubleFunction<Chance> tokens;

  private Size(String words, ToDoubleFunction<Chance> tokens) {
    this.words = words;
    this.tokens = tokens;
  }

  /** Always so many, at least 1. */
  public static Size fixed(int tokens) {
    requirePositive(tokens);
    return new Size("fixed(" + tokens + ")", chance -> tokens);
  }

  /** Any number from the fewest, at least 1, to the most, all alike. */
  public static Size uniform(int fewest, int most) {
    requirePositive(fewest);
    if (most < fewest) {
      throw new IllegalArgumentException("from " + fewest + " to " + most + ": not upwards");
    }
    return new Size(
        "uniform(" + fewest + ", " + most + ")",
        chance -> fewest + Math.floor(chance.fraction() * ((double) most - fewest + 1)));
  }

  /**
   * Most near the median, few far above it.
   *
   * @param median at least 1
   * @param sigma the deviation of the logarithm, from 0 to 3
   */
  public static Size logNormal(int median, double sigma) {
    requirePositive(median);
    if (!(sigma >= 0 && sigma <= 3)) {
      throw new IllegalArgumentException("sigma must be from 0 to 3, not " + sigma);
    }
    return new Size(
        "logNormal(" + median + ", " + sigma + ")",
        chance -> Math.rint(median * StrictMath.exp(sigma * chance.normal())));
  }

  private static void requirePositive(int tokens) {
    if (tokens < 1) {
      throw new IllegalArgumentException("at least one token, not " + tokens);
    }
  }

  int draw(Chance chance) {
    return (int) Math.max(1, Math.min(1_000_000, tokens.applyAsDouble(chance)));
  }

  @Override
  public String toString() {
    return words;
  }
}
