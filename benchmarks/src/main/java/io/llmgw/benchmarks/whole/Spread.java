package io.llmgw.benchmarks.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The middle and the ends of a figure over all rounds. */
public record Spread(double median, double min, double max) {
  /** The spread of a figure of these samples. */
  public static <T> Spread of(List<T> samples, ToDoubleFunction<T> figure) {
    List<Double> sorted = new ArrayList<>();
    for (T sample : samples) {
      sorted.add(figure.applyAsDouble(sample));
    }
    sorted.sort(null);
    int half = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
  }

  /**
   * The spread of a ratio within each round: both lists have one sample per round, so that what
   * disturbs a round disturbs both sides of its ratio.
   */
  public static <T> Spread ofRatios(List<T> of, List<T> to, ToDoubleFunction<T> figure) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < of.size(); i++) {
      ratios.add(figure.applyAsDouble(of.get(i)) / figure.applyAsDouble(to.get(i)));
    }
    return of(ratios, Double::doubleValue);
  }

  /** As {@code 0.98 (0.95 to 1.02)}. */
  public String text(int decimals) {
    String number = "%." + decimals + "f";
    return String.format(
        Locale.ROOT, number + " (" + number + " to " + number + ")", median, min, max);
  }
}
