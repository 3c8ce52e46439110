package io.llmgw.api.route;

import io.llmgw.api.request.RequestOption;
import io.llmgw.api.usage.Cost;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a target must offer to be chosen at all. Set for one call by {@code
 * prompt.with(Requirements.region("eu"))}, for a client by {@link Routing#requirements}; where both
 * say something, a target must meet both. Immutable and thread-safe.
 *
 * <p>Speed and cost are estimates before the call, not limits during it: {@code Timeouts} and
 * {@code RunLimits} are those. A target of whose speed nothing is known yet is allowed. A target
 * whose price is unknown does not meet a cost, and one that declares no region is in none.
 *
 * @param maxTimeToFirstToken the longest that a target may take of late until its first token,
 *     positive; null for any
 * @param minTokensPerSecond the fewest tokens per second that a target may write of late, above 0;
 *     null for any
 * @param maxCost the most that the call may cost by estimate; null for any
 * @param region a region that the target must declare, in lower case; null for any
 */
public record Requirements(
    @Nullable Duration maxTimeToFirstToken,
    @Nullable Double minTokensPerSecond,
    @Nullable Cost maxCost,
    @Nullable String region)
    implements RequestOption {
  private static final Requirements NONE = new Requirements(null, null, null, null);

  /** Checks the ranges. */
  public Requirements {
    if (maxTimeToFirstToken != null && maxTimeToFirstToken.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException(
          "maxTimeToFirstToken must be positive, not " + maxTimeToFirstToken);
    }
    if (minTokensPerSecond != null && !(minTokensPerSecond > 0 && minTokensPerSecond < 1e9)) {
      throw new IllegalArgumentException(
          "minTokensPerSecond must be above 0 and below 1e9, not " + minTokensPerSecond);
    }
    if (maxCost != null && (maxCost.amount() == null || maxCost.amount().signum() == 0)) {
      throw new IllegalArgumentException("maxCost must be an amount above 0, not " + maxCost);
    }
    region = region == null ? null : region("required region", region);
  }

  static String region(String what, String tag) {
    if (tag.isBlank()) {
      throw new IllegalArgumentException(what + " is blank");
    }
    return tag.strip().toLowerCase(Locale.ROOT);
  }

  /** Nothing is required. */
  public static Requirements none() {
    return NONE;
  }

  /** A region that the target must declare, such as {@code eu}. */
  public static Requirements region(String tag) {
    return new Requirements(null, null, null, tag);
  }

  /** The longest time to the first token; positive. */
  public Requirements maxTimeToFirstToken(Duration longest) {
    return new Requirements(longest, minTokensPerSecond, maxCost, region);
  }

  /** The fewest tokens per second; above 0. */
  public Requirements minTokensPerSecond(double fewest) {
    return new Requirements(maxTimeToFirstToken, fewest, maxCost, region);
  }

  /**
   * The most that the call may cost by estimate. What it writes is estimated by its limit of output
   * tokens, and as 500 tokens where it sets none.
   *
   * @param amount in units of the currency, above 0
   * @param currency as {@link Cost#currency()}
   */
  public Requirements maxCost(BigDecimal amount, String currency) {
    return new Requirements(
        maxTimeToFirstToken, minTokensPerSecond, Cost.estimated(amount, currency), region);
  }

  /** The same requirements in a region, in place of the one before. */
  public Requirements in(String tag) {
    return new Requirements(maxTimeToFirstToken, minTokensPerSecond, maxCost, tag);
  }

  /** Whether nothing is required. */
  public boolean isNone() {
    return equals(NONE);
  }

  @Override
  public Class<Requirements> key() {
    return Requirements.class;
  }

  /** For example {@code region eu, at most 0.01 USD}; {@code none} for nothing. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(text, region == null ? null : "region " + region);
    append(
        text,
        maxTimeToFirstToken == null
            ? null
            : "first token in " + maxTimeToFirstToken.toMillis() + " ms");
    append(text, minTokensPerSecond == null ? null : minTokensPerSecond + " tokens/s");
    append(
        text,
        maxCost == null || maxCost.amount() == null
            ? null
            : "at most " + maxCost.amount().toPlainString() + " " + maxCost.currency());
    return text.isEmpty() ? "none" : text.toString();
  }

  private static void append(StringBuilder text, @Nullable String one) {
    if (one != null) {
      text.append(text.isEmpty() ? "" : ", ").append(one);
    }
  }
}
