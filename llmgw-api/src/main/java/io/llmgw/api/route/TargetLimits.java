package io.llmgw.api.route;

import org.jspecify.annotations.Nullable;

/**
 * How fast a target may be called by this client, declared by its user: what the provider's
 * contract allows. Immutable:
 *
 * <pre>{@code TargetLimits.perKey().concurrency(8).requestsPerMinute(500)}</pre>
 *
 * @param scope whether the numbers hold for each key by itself or for all of them together
 * @param concurrency attempts under way at once, at least 1; null for no limit
 * @param requestsPerMinute attempts begun in a minute, at least 1; null for no limit
 * @param tokensPerMinute tokens in and out in a minute, at least 1; null for no limit
 */
public record TargetLimits(
    Scope scope,
    @Nullable Integer concurrency,
    @Nullable Integer requestsPerMinute,
    @Nullable Long tokensPerMinute) {
  /** Whom numbers hold for. */
  public enum Scope {
    /** Each key by itself. */
    KEY,
    /** The target, whatever its keys. */
    TARGET
  }

  /** Checks the ranges. */
  public TargetLimits {
    positive("concurrency", concurrency);
    positive("requestsPerMinute", requestsPerMinute);
    positive("tokensPerMinute", tokensPerMinute);
  }

  private static void positive(String name, @Nullable Number limit) {
    if (limit != null && limit.longValue() < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + limit);
    }
  }

  /** No limits yet, for each key by itself. */
  public static TargetLimits perKey() {
    return new TargetLimits(Scope.KEY, null, null, null);
  }

  /** No limits yet, for all keys together. */
  public static TargetLimits perTarget() {
    return new TargetLimits(Scope.TARGET, null, null, null);
  }

  /** The same limits with so many attempts under way at once; at least 1. */
  public TargetLimits concurrency(int most) {
    return new TargetLimits(scope, most, requestsPerMinute, tokensPerMinute);
  }

  /** The same limits with so many attempts begun in a minute; at least 1. */
  public TargetLimits requestsPerMinute(int most) {
    return new TargetLimits(scope, concurrency, most, tokensPerMinute);
  }

  /** The same limits with so many tokens, in and out, in a minute; at least 1. */
  public TargetLimits tokensPerMinute(long most) {
    return new TargetLimits(scope, concurrency, requestsPerMinute, most);
  }

  /** For example {@code concurrency 8, 500 requests/min per key}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(text, concurrency == null ? null : "concurrency " + concurrency);
    append(text, requestsPerMinute == null ? null : requestsPerMinute + " requests/min");
    append(text, tokensPerMinute == null ? null : tokensPerMinute + " tokens/min");
    if (text.isEmpty()) {
      return "no limits";
    }
    return text.append(scope == Scope.KEY ? " per key" : " per target").toString();
  }

  private static void append(StringBuilder text, @Nullable String limit) {
    if (limit != null) {
      text.append(text.isEmpty() ? "" : ", ").append(limit);
    }
  }
}
