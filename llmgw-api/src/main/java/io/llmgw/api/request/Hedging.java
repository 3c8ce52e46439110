package io.llmgw.api.request;

import java.time.Duration;
import java.util.Objects;

/**
 * Asks a second target when the first one is unusually slow. When no content has come after a
 * delay, the next target of the route is asked as well, once for a call; whoever has content first
 * answers, the other one is cancelled and accounted. Until then the caller has been given nothing,
 * so he sees one answer and never parts of two. A target that fails ends nothing while the other
 * one is at work.
 *
 * <pre>{@code
 * LlmClient.builder().hedging(Hedging.atPercentile(0.95))
 * llm.prompt(q).with(Hedging.OFF).text()
 * }</pre>
 *
 * <p><b>Costs money:</b> a hedged call is paid for at both targets, at the losing one for its input
 * and what it had written. The {@linkplain #share share} bounds how many are.
 *
 * <p>A request that has effects at its provider, which a hedge would double, is not hedged: one
 * with an extra field such as {@code store}, or with tools that the provider runs. Its trail and
 * {@code explain} say so.
 *
 * <p>Set for one call, or for a client by {@code LlmClientBuilder.hedging}; off by default. Only
 * calls of the application are hedged, not those that links make on their behalf. Immutable and
 * thread-safe.
 *
 * @param percentile of the recent times of the target to its first content, as a fraction from 0.5
 *     to 0.999: so many calls would not have waited longer. Streams and whole answers are measured
 *     apart, and nothing is hedged before 20 of the last 256 are known. 0 for a fixed delay
 * @param delay the delay, or with a percentile the shortest one; 0 to 1 hour
 * @param share of a client's calls that may be hedged in the long run, more than 0 up to 1; 0 for
 *     off. What is not used is kept for a moment of trouble, for 10 hedges at most
 * @param sameTarget whether the same target is asked again where the route has no other
 */
public record Hedging(double percentile, Duration delay, double share, boolean sameTarget)
    implements RequestOption {
  private static final double LEAST_PERCENTILE = 0.5;
  private static final double MOST_PERCENTILE = 0.999;
  private static final Duration LEAST_DELAY = Duration.ofMillis(100);
  private static final Duration LONGEST_DELAY = Duration.ofHours(1);
  private static final double USUAL_SHARE = 0.05;

  /** No hedges: the default. */
  public static final Hedging OFF = new Hedging(0, Duration.ZERO, 0, false);

  /** Checks the ranges. */
  public Hedging {
    Objects.requireNonNull(delay, "delay");
    boolean fixed = percentile == 0;
    if (!fixed && !(percentile >= LEAST_PERCENTILE && percentile <= MOST_PERCENTILE)) {
      throw new IllegalArgumentException(
          "percentile must be a fraction from "
              + LEAST_PERCENTILE
              + " to "
              + MOST_PERCENTILE
              + ", such as 0.95, not "
              + percentile);
    }
    if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException(
          "a hedge waits for 0 to " + LONGEST_DELAY + ", not " + delay);
    }
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "the share of hedged calls must be a fraction from 0 to 1, not " + share);
    }
  }

  /**
   * Hedges when a target takes longer than usual: than this share of its recent calls took, and at
   * least 100 ms; at most 5 % of the calls.
   *
   * @param percentile as a fraction from 0.5 to 0.999
   */
  public static Hedging atPercentile(double percentile) {
    if (percentile == 0) {
      throw new IllegalArgumentException(
          "percentile must be a fraction such as 0.95; for a fixed delay call after(delay)");
    }
    return new Hedging(percentile, LEAST_DELAY, USUAL_SHARE, false);
  }

  /**
   * Hedges when a target has no content after this time, whatever is usual for it; at most 5 % of
   * the calls.
   *
   * @param delay 0 to 1 hour; 0 asks both at once
   */
  public static Hedging after(Duration delay) {
    return new Hedging(0, delay, USUAL_SHARE, false);
  }

  /**
   * The same, never earlier than this; default 100 ms.
   *
   * @throws IllegalStateException when the delay is fixed
   */
  public Hedging atLeast(Duration shortest) {
    if (percentile == 0) {
      throw new IllegalStateException("the delay is fixed, at " + delay + ": there is no shorter");
    }
    return new Hedging(percentile, shortest, share, sameTarget);
  }

  /**
   * The same for another share of the calls; default 0.05.
   *
   * @param most more than 0 up to 1
   */
  public Hedging share(double most) {
    if (most == 0) {
      throw new IllegalArgumentException("a share of 0 hedges nothing: use Hedging.OFF");
    }
    return new Hedging(percentile, delay, most, sameTarget);
  }

  /** The same, and where the route has no other target, the one that is slow is asked again. */
  public Hedging orSameTarget() {
    return new Hedging(percentile, delay, share, true);
  }

  /** Whether anything is hedged. */
  public boolean isOn() {
    return share > 0;
  }

  @Override
  public Class<Hedging> key() {
    return Hedging.class;
  }

  /** In words, as {@code explain} shows it. */
  @Override
  public String toString() {
    if (!isOn()) {
      return "no hedging";
    }
    String when =
        percentile == 0
            ? delay.toMillis() + " ms"
            : "percentile " + percentile + ", at least " + delay.toMillis() + " ms";
    return "hedged after "
        + when
        + (sameTarget ? ", or at the same target" : "")
        + ", at most "
        + share
        + " of calls";
  }
}
