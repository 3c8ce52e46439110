package io.llmgw.core.filter;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a target takes no calls at the moment.
 *
 * @param reason in words that follow its name, such as {@code is cooling down: 429}
 * @param until when that ends; null when time does not mend it
 */
public record Unavailable(String reason, @Nullable Instant until) {
  /** From now until then, never negative. */
  public static Duration wait(Instant now, Instant until) {
    Duration wait = Duration.between(now, until);
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
