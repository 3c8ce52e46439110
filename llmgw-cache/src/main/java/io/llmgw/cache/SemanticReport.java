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
}
