package io.llmgw.api.usage;

import java.util.Objects;

/**
 * A number of tokens and where it comes from.
 *
 * @param tokens at least 0; with {@link Provenance#UNKNOWN} a lower bound: what is known of it, 0
 *     for nothing
 * @param provenance where the number comes from
 */
public record TokenCount(long tokens, Provenance provenance) {
  /** Nothing is known. */
  public static final TokenCount UNKNOWN = new TokenCount(0, Provenance.UNKNOWN);

  /** Checks the number. */
  public TokenCount {
    if (tokens < 0) {
      throw new IllegalArgumentException("tokens must be at least 0, not " + tokens);
    }
    Objects.requireNonNull(provenance, "provenance");
  }

  /** Whether the number is reported or estimated. */
  public boolean isKnown() {
    return provenance != Provenance.UNKNOWN;
  }

  /**
   * The sum, with the weaker provenance of the two: known and unknown add up to unknown, with the
   * known part as the lower bound.
   *
   * @throws ArithmeticException if the sum does not fit a long
   */
  public TokenCount plus(TokenCount other) {
    return new TokenCount(Math.addExact(tokens, other.tokens), provenance.weaker(other.provenance));
  }

  /** For example {@code 12}, {@code ~12} when estimated, {@code >=12} when unknown. */
  @Override
  public String toString() {
    return switch (provenance) {
      case REPORTED -> Long.toString(tokens);
      case ESTIMATED -> "~" + tokens;
      case UNKNOWN -> tokens == 0 ? "unknown" : ">=" + tokens;
    };
  }
}
