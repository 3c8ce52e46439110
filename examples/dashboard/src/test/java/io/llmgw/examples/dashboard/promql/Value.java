package io.llmgw.examples.dashboard.promql;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/**
 * What a query gives.
 *
 * @param isScalar whether it is one number, without labels
 */
public record Value(Map<Map<String, String>, Double> samples, boolean isScalar) {
  static Value vector(Map<Map<String, String>, Double> samples) {
    return new Value(samples, false);
  }

  static Value scalar(double number) {
    return new Value(Map.of(Map.of(), number), true);
  }

  double number() {
    if (!isScalar) {
      throw new IllegalArgumentException("a number is needed here");
    }
    return samples.get(Map.of());
  }

  Value map(DoubleUnaryOperator change) {
    return vector(
        samples.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, sample -> change.applyAsDouble(sample.getValue()))));
  }

  /** Those that are numbers, unlike 0 / 0. */
  public Value known() {
    return vector(
        samples.entrySet().stream()
            .filter(sample -> !sample.getValue().isNaN())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}
