package io.llmgw.core.target;

import io.llmgw.core.account.TokenNeed;
import java.time.Duration;

/**
 * What a provider says is left of an allowance of tokens.
 *
 * @param scope as the provider calls it, such as {@code input-tokens}
 * @param remaining what is left
 * @param untilNanos until when; then it is whole again
 */
public record Quota(String scope, long remaining, long untilNanos) {
  boolean isOver(long nowNanos) {
    return nowNanos - untilNanos >= 0;
  }

  boolean endsBefore(Quota other) {
    return untilNanos - other.untilNanos < 0;
  }

  boolean isTooSmallFor(TokenNeed need) {
    return remaining < of(need);
  }

  private long of(TokenNeed need) {
    return switch (scope) {
      case KeyQuotas.INPUT -> need.read();
      case KeyQuotas.OUTPUT -> need.written();
      default -> need.read() + need.written();
    };
  }

  /** In words that follow the name of the target. */
  public String reason(TokenNeed need) {
    return "has " + remaining + " " + scope + " left, and the call needs about " + of(need);
  }

  /** From now until it is whole again, at least 0. */
  public Duration left(long nowNanos) {
    return Duration.ofNanos(Math.max(0, untilNanos - nowNanos));
  }
}
