package io.llmgw.api.redact;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What redaction has done in a call, in figures: on every answer ({@code response.redactions()}),
 * and in the account of a call that failed. Holds no text. Immutable.
 *
 * @param masked how often each type was masked, in whatever way
 * @param reported how often each type was found and sent as it is, since its masking is {@link
 *     Masking#report()}
 * @param blocked the type for which the call was refused; null where it was not
 */
public record Redactions(
    Map<EntityType, Integer> masked,
    Map<EntityType, Integer> reported,
    @Nullable EntityType blocked) {
  /** Nothing was found. */
  public static final Redactions NONE = new Redactions(Map.of(), Map.of(), null);

  /** Copies the figures, in the order of the names of the types; each is at least 1. */
  public Redactions {
    masked = copy(masked);
    reported = copy(reported);
  }

  private static Map<EntityType, Integer> copy(Map<EntityType, Integer> counts) {
    counts.forEach(
        (type, count) -> {
          if (Objects.requireNonNull(count, "count") < 1) {
            throw new IllegalArgumentException("count of " + type + ": must be at least 1");
          }
        });
    return counts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(counts));
  }

  /** How often this type was masked; 0 for never. */
  public int masked(EntityType type) {
    return masked.getOrDefault(type, 0);
  }

  /** How often this type was found and sent as it is; 0 for never. */
  public int reported(EntityType type) {
    return reported.getOrDefault(type, 0);
  }

  /** Whether nothing was found that the policy speaks of. */
  public boolean isEmpty() {
    return masked.isEmpty() && reported.isEmpty() && blocked == null;
  }

  /** The figures of both, as those of calls that belong together. */
  public Redactions and(Redactions more) {
    if (isEmpty() || more.isEmpty()) {
      return isEmpty() ? more : this;
    }
    return new Redactions(
        sum(masked, more.masked),
        sum(reported, more.reported),
        blocked == null ? more.blocked : blocked);
  }

  private static Map<EntityType, Integer> sum(
      Map<EntityType, Integer> some, Map<EntityType, Integer> more) {
    Map<EntityType, Integer> sum = new TreeMap<>(some);
    more.forEach((type, count) -> sum.merge(type, count, Integer::sum));
    return sum;
  }
}
