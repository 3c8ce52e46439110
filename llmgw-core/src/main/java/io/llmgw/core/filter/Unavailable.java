package io.llmgw.core.filter;

import io.llmgw.api.error.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a target takes no calls at the moment.
 *
 * @param kind of the failure of a call that has this target only
 * @param reason in words that follow its name, such as {@code rests after 429 RATE_LIMIT}
 * @param until when that ends; null when time does not mend it
 * @param lastResort after which wait it may be called nevertheless where there is no other target;
 *     null when it may not
 */
public record Unavailable(
    ErrorKind kind, String reason, @Nullable Instant until, @Nullable Duration lastResort) {
  /** From now until then, never negative. */
  public static Duration wait(Instant now, Instant until) {
    Duration wait = Duration.between(now, until);
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
