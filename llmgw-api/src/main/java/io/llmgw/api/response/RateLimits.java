package io.llmgw.api.response;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider said about its rate limits.
 *
 * @param all one for each scope, in the provider's order; empty if it said nothing
 */
public record RateLimits(List<RateLimit> all) {
  /** The provider said nothing. */
  public static final RateLimits NONE = new RateLimits(List.of());

  /** Copies the list. */
  public RateLimits {
    all = List.copyOf(all);
  }

  /** The limit of a scope, e.g. {@code tokens}; null if the provider said nothing of it. */
  public @Nullable RateLimit scope(String scope) {
    for (RateLimit limit : all) {
      if (limit.scope().equals(scope)) {
        return limit;
      }
    }
    return null;
  }
}
