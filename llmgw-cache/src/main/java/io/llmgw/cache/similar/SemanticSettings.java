package io.llmgw.cache.similar;

import io.llmgw.cache.TextEmbedder;
import io.llmgw.cache.VectorIndex;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a host has said of similar questions.
 *
 * @param threshold how similar they must be
 * @param thresholds the same by namespace
 * @param mostEntries how many can be found
 * @param within how long an embedding is waited for
 * @param shadow tells whether two answers are the same, where none is given; null where they are
 * @param index of the host; null for one that compares with all
 */
public record SemanticSettings(
    Source source,
    double threshold,
    Map<String, Double> thresholds,
    int mostEntries,
    Duration within,
    @Nullable BiPredicate<String, String> shadow,
    @Nullable VectorIndex index) {
  /** Where vectors come from. */
  public sealed interface Source permits ByModel, ByFunction, Lexical {}

  /** From a model of the gateway. */
  public record ByModel(String model) implements Source {}

  /** From a function of the host. */
  public record ByFunction(TextEmbedder embedder) implements Source {}

  /** From the words alone. */
  public record Lexical(LexicalEmbedder embedder) implements Source {}

  /** Copies the map. */
  public SemanticSettings {
    thresholds = Map.copyOf(thresholds);
  }

  /** How similar questions must be in a namespace. */
  public double thresholdOf(String namespace) {
    return thresholds.getOrDefault(namespace, threshold);
  }

  /** The same with another threshold. */
  public SemanticSettings withThreshold(double other) {
    return new SemanticSettings(source, other, thresholds, mostEntries, within, shadow, index);
  }

  /** The same with other thresholds of namespaces. */
  public SemanticSettings withThresholds(Map<String, Double> other) {
    return new SemanticSettings(source, threshold, other, mostEntries, within, shadow, index);
  }

  /** The same with another bound. */
  public SemanticSettings withMostEntries(int other) {
    return new SemanticSettings(source, threshold, thresholds, other, within, shadow, index);
  }

  /** The same with another patience. */
  public SemanticSettings withWithin(Duration other) {
    return new SemanticSettings(source, threshold, thresholds, mostEntries, other, shadow, index);
  }

  /** The same, giving no answers. */
  public SemanticSettings withShadow(BiPredicate<String, String> other) {
    return new SemanticSettings(source, threshold, thresholds, mostEntries, within, other, index);
  }

  /** The same with another index. */
  public SemanticSettings withIndex(VectorIndex other) {
    return new SemanticSettings(source, threshold, thresholds, mostEntries, within, shadow, other);
  }
}
