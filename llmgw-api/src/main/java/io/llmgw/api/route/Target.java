package io.llmgw.api.route;

import io.llmgw.api.provider.KeySource;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A place that can answer a call: one model of one provider, with what its user declares about it.
 * What happens to it at run time, such as statistics and cool-downs, belongs to its {@link #ref()},
 * wherever it stands in routes. Immutable:
 *
 * <pre>{@code Target.of("openai/gpt-5").quality(3).quality("code", 4).regions("eu")}</pre>
 *
 * @param ref provider and model
 * @param quality how good its answers are; {@link Quality#UNDECLARED} when nobody has said so
 * @param regions tags of the places where it works, in lower case; empty when undeclared
 * @param limits how fast it may be called; null for no limits
 * @param keys where its keys come from; null for those of its provider
 */
public record Target(
    ModelRef ref,
    Quality quality,
    Set<String> regions,
    @Nullable TargetLimits limits,
    @Nullable KeySource keys)
    implements Route {
  /** Copies the regions. */
  public Target {
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(quality, "quality");
    Set<String> sorted = new TreeSet<>();
    for (String region : regions) {
      sorted.add(Requirements.region("region of " + ref, region));
    }
    regions = sorted.isEmpty() ? Set.of() : Collections.unmodifiableSet(sorted);
  }

  /** A target of which nothing is declared. */
  public Target(ModelRef ref) {
    this(ref, Quality.UNDECLARED, Set.of(), null, null);
  }

  /** The target of {@code provider/model}. */
  public static Target of(String ref) {
    return new Target(ModelRef.parse(ref));
  }

  /** Name of the provider. */
  public String provider() {
    return ref.provider();
  }

  /** The provider's own id of the model. */
  public String model() {
    return ref.model();
  }

  /** The same target with this quality for all tasks that have none of their own; 1 to 100. */
  public Target quality(int tier) {
    return new Target(ref, quality.of(tier), regions, limits, keys);
  }

  /** The same target with this quality for a task, as a classifier names it; 1 to 100. */
  public Target quality(String task, int tier) {
    return new Target(ref, quality.of(task, tier), regions, limits, keys);
  }

  /** The same target in these regions, such as {@code eu}, in place of those before. */
  public Target regions(String... tags) {
    return new Target(ref, quality, new TreeSet<>(Arrays.asList(tags)), limits, keys);
  }

  /** The same target with these limits, in place of those before. */
  public Target limits(TargetLimits limits) {
    return new Target(ref, quality, regions, Objects.requireNonNull(limits, "limits"), keys);
  }

  /**
   * The same target with keys of its own, in place of those of its provider: calls that come by it
   * use no other. What happens to a key, such as a rest, holds wherever that key is used.
   */
  public Target keys(KeySource source) {
    return new Target(ref, quality, regions, limits, Objects.requireNonNull(source, "source"));
  }

  /** {@code provider/model}, whatever is declared. */
  @Override
  public String toString() {
    return ref.toString();
  }
}
