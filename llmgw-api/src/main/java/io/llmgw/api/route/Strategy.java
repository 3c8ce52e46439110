package io.llmgw.api.route;

import java.util.Objects;

/**
 * How a {@link Balanced} route chooses. Immutable.
 *
 * @param kind by what
 * @param minTier the least {@link Quality} that a target must have for the task of the call; 0 for
 *     any
 */
public record Strategy(Kind kind, int minTier) {
  /** What a choice goes by. */
  public enum Kind {
    /** Each member in turn. */
    ROUND_ROBIN("roundRobin"),
    /** Chance, all members alike. */
    RANDOM("random"),
    /** Fewest attempts under way. */
    LEAST_IN_FLIGHT("leastInFlight"),
    /** Lowest price by the catalogue for the estimated tokens. */
    CHEAPEST("cheapest"),
    /** Shortest time to the first token and per token after it. */
    FASTEST("fastest"),
    /** Fewest tokens used of late. */
    LEAST_USED("leastUsed");

    private final String inWords;

    Kind(String inWords) {
      this.inWords = inWords;
    }

    /** As it is written in code, such as {@code roundRobin}. */
    @Override
    public String toString() {
      return inWords;
    }
  }

  /** Checks that a tier goes with a price. */
  public Strategy {
    Objects.requireNonNull(kind, "kind");
    if (minTier != 0) {
      Quality.inRange("minTier", minTier);
      if (kind != Kind.CHEAPEST) {
        throw new IllegalArgumentException(
            "minTier goes with " + Kind.CHEAPEST + " alone, not with " + kind);
      }
    }
  }

  /** Each member in turn. */
  public static Strategy roundRobin() {
    return new Strategy(Kind.ROUND_ROBIN, 0);
  }

  /** By chance, all members alike; with weights it is {@link Route#weighted}. */
  public static Strategy random() {
    return new Strategy(Kind.RANDOM, 0);
  }

  /** The member with the fewest attempts under way; among equals by chance. */
  public static Strategy leastInFlight() {
    return new Strategy(Kind.LEAST_IN_FLIGHT, 0);
  }

  /**
   * The member with the lowest price for the estimated tokens of the call. What has no price in the
   * catalogue, or one in another currency than US dollars, comes last.
   */
  public static Strategy cheapest() {
    return new Strategy(Kind.CHEAPEST, 0);
  }

  /**
   * The cheapest of those good enough: never a target whose quality for the task of the call is
   * lower or undeclared, not even when nothing else is left.
   */
  public static Strategy cheapest(MinTier least) {
    return new Strategy(Kind.CHEAPEST, least.tier());
  }

  /**
   * The faster of two drawn by chance, by time to the first token and milliseconds per token of
   * late; never by total time, which goes by the length of answers.
   */
  public static Strategy fastest() {
    return new Strategy(Kind.FASTEST, 0);
  }

  /** The member with the fewest tokens used of late; among equals by chance. */
  public static Strategy leastUsed() {
    return new Strategy(Kind.LEAST_USED, 0);
  }

  /** The least quality for {@link #cheapest(MinTier)}; 1 to 100. */
  public static MinTier minTier(int tier) {
    return new MinTier(tier);
  }

  /**
   * A least quality.
   *
   * @param tier 1 to 100
   */
  public record MinTier(int tier) {
    /** Checks the range. */
    public MinTier {
      Quality.inRange("minTier", tier);
    }
  }

  /** As it is written in code, such as {@code cheapest(minTier(2))}. */
  @Override
  public String toString() {
    return minTier == 0 ? kind.toString() : kind + "(minTier(" + minTier + "))";
  }
}
