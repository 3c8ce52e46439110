package io.llmgw.cache;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * What has become of similar questions in one namespace since the client was built: {@link
 * ResponseCache#semanticReport}. Holds no text. Immutable.
 *
 * @param namespace that it is of
 * @param lookedUp calls that found no equal question and looked for a similar one
 * @param found those that found one: they were answered by it, or would have been, in shadow mode
 * @param vetoed similar questions that were refused, by the reason
 * @param compared in shadow mode, those found whose own answer was whole and was compared
 * @param different those of them whose own answer was another one
 */
public record SemanticReport(
    String namespace,
    long lookedUp,
    long found,
    Map<Veto, Long> vetoed,
    long compared,
    long different) {
  private static final double LOG_OF_20 = Math.log(20);
  private static final int HALVINGS = 50;

  /** Copies the map. */
  public SemanticReport {
    vetoed = Map.copyOf(vetoed);
  }

  static SemanticReport none(String namespace) {
    return new SemanticReport(namespace, 0, 0, Map.of(), 0, 0);
  }

  /**
   * The share of answers that would have been wrong, 0 to 1, as far as the comparison can tell;
   * empty where none was compared.
   */
  public OptionalDouble falseHitRate() {
    return compared == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) different / compared);
  }

  /**
   * What the share of wrong answers is at most, with a confidence of at least 95 %, 0 to 1, for
   * questions like those that were compared: with no wrong one among 30 it is 9.5 %, among 300 it
   * is 1 %. Empty where none was compared.
   */
  public OptionalDouble falseHitRateAtMost() {
    if (compared == 0) {
      return OptionalDouble.empty();
    }
    double seen = (double) different / compared;
    double low = seen;
    double high = 1;
    for (int halving = 0; halving < HALVINGS; halving++) {
      double rate = (low + high) / 2;
      // Chernoff: with this rate so few are seen by a chance of at most e^(-n * divergence).
      if (compared * divergence(seen, rate) < LOG_OF_20) {
        low = rate;
      } else {
        high = rate;
      }
    }
    return OptionalDouble.of(high);
  }

  /** Of two shares of one thing, by Kullback and Leibler. */
  private static double divergence(double seen, double rate) {
    double wrong = seen == 0 ? 0 : seen * Math.log(seen / rate);
    double right = seen == 1 ? 0 : (1 - seen) * Math.log((1 - seen) / (1 - rate));
    return wrong + right;
  }
}
