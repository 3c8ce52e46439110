package io.llmgw.api.response;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much of one allowance a provider says is left.
 *
 * @param scope what is limited, lower case, e.g. {@code requests}, {@code tokens}, {@code
 *     input-tokens}; not empty
 * @param limit the whole allowance; null if not said
 * @param remaining what is left of it; null if not said
 * @param reset how long until it is whole again, counted from the arrival of the headers, not
 *     negative; null if not said
 */
public record RateLimit(
    String scope, @Nullable Long limit, @Nullable Long remaining, @Nullable Duration reset) {
  /** Checks the scope and the time. */
  public RateLimit {
    if (scope.isEmpty()) {
      throw new IllegalArgumentException("the scope of a rate limit must not be empty");
    }
    if (reset != null && reset.isNegative()) {
      throw new IllegalArgumentException("reset must not be negative, but is " + reset);
    }
  }
}
