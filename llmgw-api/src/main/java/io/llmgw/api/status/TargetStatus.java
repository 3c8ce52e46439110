package io.llmgw.api.status;

import io.llmgw.api.tokens.EstimateError;
import io.llmgw.api.tokens.TokenEstimator;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one target stands.
 *
 * @param target as {@code provider/model}
 * @param breaker what its circuit breaker does
 * @param breakerUntil when that lets a call find out; null when it is closed
 * @param rest why it takes no calls whatever the key; null when it does
 * @param restingKeys the keys that rest, here or at all models of the provider, by alias
 * @param inFlight attempts under way
 * @param waiting calls that wait for a grant within its declared limits
 * @param recent how its last attempts went
 * @param estimates how far the client's {@link TokenEstimator} was off there, as it says itself
 */
public record TargetStatus(
    String target,
    BreakerState breaker,
    @Nullable Instant breakerUntil,
    @Nullable RestStatus rest,
    List<KeyStatus> restingKeys,
    int inFlight,
    int waiting,
    RecentAttempts recent,
    EstimateError estimates) {
  /** Copies the list. */
  public TargetStatus {
    Objects.requireNonNull(breaker, "breaker");
    Objects.requireNonNull(recent, "recent");
    Objects.requireNonNull(estimates, "estimates");
    restingKeys = List.copyOf(restingKeys);
  }

  /**
   * Whether calls may go there: its breaker lets some through and it does not rest. One that is
   * {@link BreakerState#OPEN_BY_RATE} takes those that have no other target. Whether one of its
   * keys is left depends on the caller, and is not counted.
   */
  public boolean isAvailable() {
    return breaker != BreakerState.OPEN && rest == null;
  }
}
