package io.llmgw.core.target;

import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.reaction.Reaction;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.status.BreakerState;
import io.llmgw.api.status.KeyStatus;
import io.llmgw.api.status.RecentAttempts;
import io.llmgw.api.status.RestStatus;
import io.llmgw.api.status.TargetStatus;
import io.llmgw.api.tokens.EstimateError;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.core.breaker.Shut;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How targets stand, as seen at one moment.
 *
 * @param nowNanos that moment by the clock that measures
 * @param now the same by the clock on the wall
 * @param estimator says how far it was off
 */
public record TargetReports(long nowNanos, Instant now, TokenEstimator estimator) {
  /** One that was never called. */
  TargetStatus untouched(ModelRef model, int waiting) {
    return new TargetStatus(
        model.toString(),
        BreakerState.CLOSED,
        null,
        null,
        List.of(),
        0,
        waiting,
        RecentAttempts.NONE,
        error(model));
  }

  TargetStatus of(ModelRef model, TargetState state, int waiting) {
    Shut shut = state.breaker().shut();
    Resting resting = state.restingItself(nowNanos);
    return new TargetStatus(
        model.toString(),
        breaker(shut),
        shut == null ? null : now.plusNanos(shut.nanosLeft(nowNanos)),
        resting == null ? null : rest(resting),
        state.keys().resting(keysOf(model.provider()), nowNanos),
        state.inFlight(),
        waiting,
        state.recent().at(nowNanos, now),
        error(model));
  }

  /** One of the host may fail: how the targets stand is told all the same. */
  private EstimateError error(ModelRef model) {
    try {
      EstimateError said = estimator.error(model);
      return said == null ? EstimateError.NONE : said;
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable ofHost) {
      return EstimateError.NONE;
    }
  }

  private BreakerState breaker(@Nullable Shut shut) {
    if (shut == null) {
      return BreakerState.CLOSED;
    }
    if (shut.probe() != null || shut.nanosLeft(nowNanos) == 0) {
      return BreakerState.HALF_OPEN;
    }
    return shut.byRate() ? BreakerState.OPEN_BY_RATE : BreakerState.OPEN;
  }

  private RestStatus rest(Resting resting) {
    Duration left = resting.left(nowNanos);
    return new RestStatus(resting.kind(), left.equals(Reaction.FOR_GOOD) ? null : now.plus(left));
  }

  private OfKey keysOf(String provider) {
    return (key, everywhere, resting) ->
        new KeyStatus(
            key.alias(),
            KeyId.of(provider, key),
            everywhere,
            resting.needsSomebody(),
            rest(resting));
  }

  /** Makes what is said of a key. */
  @FunctionalInterface
  interface OfKey {
    KeyStatus of(ApiKey key, boolean everywhere, Resting resting);
  }
}
