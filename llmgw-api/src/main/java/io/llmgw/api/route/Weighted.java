package io.llmgw.api.route;

import java.util.List;
import java.util.Objects;

/**
 * A choice by chance, in proportion to weights: {@link Route#weighted}.
 *
 * @param shares the members, at least one of them with a weight above 0
 */
public record Weighted(List<Share> shares) implements Route {
  /** Checks the weights and copies the list. */
  public Weighted {
    shares = List.copyOf(shares);
    if (shares.isEmpty()) {
      throw new IllegalArgumentException("weighted() needs at least one share");
    }
    if (shares.stream().allMatch(share -> share.weight() == 0)) {
      throw new IllegalArgumentException(
          inWords(shares) + ": all weights are 0, at least one must be above");
    }
  }

  /**
   * A member and its part of the calls.
   *
   * @param weight relative to the others; 0 to 1,000,000, where 0 takes the member out
   * @param route where that part goes
   */
  public record Share(int weight, Route route) {
    /** The largest weight. */
    public static final int MOST = 1_000_000;

    /** Checks the range. */
    public Share {
      Objects.requireNonNull(route, "route");
      if (weight < 0 || weight > MOST) {
        throw new IllegalArgumentException(
            "weight of " + route + " must be 0 to " + MOST + ", not " + weight);
      }
    }

    /** For example {@code 70 openai/gpt-5}. */
    @Override
    public String toString() {
      return weight + " " + route;
    }
  }

  /** For example {@code weighted(70 openai/gpt-5, 30 anthropic/claude-sonnet-4-5)}. */
  @Override
  public String toString() {
    return inWords(shares);
  }

  private static String inWords(List<Share> shares) {
    return Ordered.inWords("weighted", shares);
  }
}
