package io.llmgw.test.simulation;

import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** How long something takes, by chance. Immutable and thread-safe. */
public final class Latency {
  private final String words;
  private final ToDoubleFunction<Chance> nanos;

  private Latency(String words, ToDoubleFunction<Chance> nanos) {
    this.words = words;
    this.nanos = nanos;
  }

  /** Always this long. */
  public static Latency fixed(Duration duration) {
    double nanos = nanos(duration);
    return new Latency("fixed(" + duration + ")", chance -> nanos);
  }

  /** Any time from the shortest to the longest, all alike. */
  public static Latency uniform(Duration shortest, Duration longest) {
    double from = nanos(shortest);
    double width = nanos(longest) - from;
    if (width < 0) {
      throw new IllegalArgumentException("from " + shortest + " to " + longest + ": not upwards");
    }
    return new Latency(
        "uniform(" + shortest + ", " + longest + ")", chance -> from + width * chance.fraction());
  }

  /**
   * As times of real services are: most near the median, few far above it (the logarithm is
   * normally distributed).
   *
   * @param sigma the deviation of the logarithm, from 0 to 3: with 0.5 one in six takes more than
   *     1.65 times the median, one in forty-four more than 2.7 times
   */
  public static Latency logNormal(Duration median, double sigma) {
    double middle = nanos(median);
    if (!(sigma >= 0 && sigma <= 3)) {
      throw new IllegalArgumentException("sigma must be from 0 to 3, not " + sigma);
    }
    return new Latency(
        "logNormal(" + median + ", " + sigma + ")",
        chance -> middle * StrictMath.exp(sigma * chance.normal()));
  }

  private static double nanos(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("nothing takes less than no time: " + duration);
    }
    return (double) duration.toNanos();
  }

  Duration draw(Chance chance, double slower) {
    return Duration.ofNanos((long) (nanos.applyAsDouble(chance) * slower));
  }

  @Override
  public String toString() {
    return words;
  }
}
