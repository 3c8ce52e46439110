package io.llmgw.core.link;

import io.llmgw.api.Caller;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.account.NeededTokens;
import io.llmgw.core.account.TokenNeed;
import io.llmgw.core.breaker.Shut;
import io.llmgw.core.filter.TargetCondition;
import io.llmgw.core.filter.Unavailable;
import io.llmgw.core.pace.Full;
import io.llmgw.core.pace.Wish;
import io.llmgw.core.retry.Repeats;
import io.llmgw.core.target.Quota;
import io.llmgw.core.target.Resting;
import io.llmgw.core.target.TargetState;
import io.llmgw.core.target.TargetStates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether targets take calls at the moment, by what has happened there and by their limits.
 * Thread-safe.
 */
public final class TargetHealth implements TargetCondition {
  private static final String NOBODY = "";

  private final TargetStates states;
  private final Models models;
  private final NeededTokens needed;
  private final TimeSource time;

  /** By these states, these keys of callers, and these needs of requests. */
  public TargetHealth(TargetStates states, Models models, NeededTokens needed, TimeSource time) {
    this.states = states;
    this.models = models;
    this.needed = needed;
    this.time = time;
  }

  @Override
  public @Nullable Unavailable unavailable(
      Target target, Caller caller, @Nullable String parentCall, LlmRequest<?> request) {
    TargetState state = states.known(target.ref());
    Unavailable ill = state == null ? null : ill(state, target, caller, parentCall);
    if (ill == null && state != null && !state.quotas().isEmpty()) {
      ill = withoutQuota(state, target, caller, request);
    }
    return ill != null || target.limits() == null
        ? ill
        : full(target.limits(), target, caller, parentCall, request);
  }

  private @Nullable Unavailable ill(
      TargetState state, Target target, Caller caller, @Nullable String parentCall) {
    long now = time.nanos();
    Shut shut = state.breaker().shut(now, parentCall);
    if (shut != null) {
      Instant until = time.now().plusNanos(shut.nanosLeft(now));
      return shut.byRate()
          ? new Unavailable(
              ErrorKind.NO_TARGET,
              "has failed half of its last calls, and its breaker is open",
              until,
              Duration.ZERO)
          : new Unavailable(ErrorKind.NO_TARGET, Shut.IN_WORDS, until, null);
    }
    if (!state.mayRest()) {
      return null;
    }
    Resting resting = state.resting(models.keysIfAny(target, caller), now);
    return resting == null ? null : resting(resting, resting.left(now));
  }

  private Unavailable resting(Resting resting, Duration left) {
    boolean worthAWait = left.compareTo(Repeats.LONGEST_WAIT) <= 0;
    Duration wait = resting.strict() ? left : Duration.ZERO;
    return new Unavailable(
        resting.kind(),
        "rests after " + resting.why(),
        resting.forGood() ? null : time.now().plus(left),
        worthAWait || !resting.strict() ? wait : null);
  }

  private @Nullable Unavailable withoutQuota(
      TargetState state, Target target, Caller caller, LlmRequest<?> request) {
    long now = time.nanos();
    TokenNeed need = new TokenNeed(needed, request, target.ref());
    Quota quota = state.quotas().lacking(awake(state, target, caller), need, now);
    return quota == null
        ? null
        : new Unavailable(
            ErrorKind.RATE_LIMIT,
            quota.reason(need),
            time.now().plus(quota.left(now)),
            Duration.ZERO);
  }

  private @Nullable Unavailable full(
      TargetLimits limits,
      Target target,
      Caller caller,
      @Nullable String parentCall,
      LlmRequest<?> request) {
    List<ApiKey> keys = awake(states.known(target.ref()), target, caller);
    long tokens = limits.tokensPerMinute() == null ? 0 : needed.of(request, target.ref());
    Full full = states.pace(target.ref()).full(new Wish(limits, keys, tokens, NOBODY, parentCall));
    if (full == null) {
      return null;
    }
    Duration left = Duration.ofNanos(full.nanosLeft(time.nanos()));
    return new Unavailable(
        ErrorKind.NO_TARGET,
        full.reason(),
        full.isTimed() ? time.now().plus(left) : null,
        left.compareTo(Repeats.LONGEST_WAIT) <= 0 ? left : null);
  }

  /** The keys that do not rest; all, where all do and may be used nevertheless. */
  private List<ApiKey> awake(@Nullable TargetState state, Target target, Caller caller) {
    List<ApiKey> keys = models.keysIfAny(target, caller);
    if (state == null || !state.mayRest()) {
      return keys;
    }
    long now = time.nanos();
    List<ApiKey> awake = new ArrayList<>(keys);
    awake.removeIf(key -> state.keys().resting(key, now) != null);
    return awake.isEmpty() ? keys : awake;
  }
}
