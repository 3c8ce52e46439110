package io.llmgw.api.usage;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a response cache has found for a call, or may keep of it; beside the {@link CacheStatus}.
 * Holds no text.
 *
 * @param key what the answer is kept under, in hexadecimal: equal for calls that share an answer
 * @param age of the answer, of the oldest part of it; null unless any came from the cache
 * @param target that gave the answer, as {@code provider/model}; null unless any of it came from
 *     the cache or from the call of somebody else
 * @param similarity of the question that was answered then to this one, 0 to 1; null unless the
 *     answer was found by meaning
 * @param savedUsage the tokens that were not used again; zero unless any came from the cache, or an
 *     answer that is no vectors from the call of somebody else
 * @param savedCost what was not paid again; zero unless any came from the cache, or an answer that
 *     is no vectors from the call of somebody else; unknown for vectors
 * @param savedTime how long the call took that got the answer; null unless it came from the cache
 */
public record CacheUse(
    String key,
    @Nullable Duration age,
    @Nullable String target,
    @Nullable Double similarity,
    Usage savedUsage,
    Cost savedCost,
    @Nullable Duration savedTime) {
  /** Checks ranges. */
  public CacheUse {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("the key of a cache use must not be empty");
    }
    checkNotNegative("age", age);
    checkNotNegative("savedTime", savedTime);
    if (similarity != null && !(similarity >= 0 && similarity <= 1)) {
      throw new IllegalArgumentException("similarity must be from 0 to 1, not " + similarity);
    }
    Objects.requireNonNull(savedUsage, "savedUsage");
    Objects.requireNonNull(savedCost, "savedCost");
  }

  /** Nothing was found under this key. */
  public static CacheUse miss(String key) {
    return new CacheUse(key, null, null, null, Usage.ZERO, Cost.ZERO, null);
  }

  private static void checkNotNegative(String name, @Nullable Duration time) {
    if (time != null && time.isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative, but is " + time);
    }
  }
}
