package io.llmgw.core.link;

import io.llmgw.api.Caller;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.account.TokenNeed;
import io.llmgw.core.account.TokenNeeds;
import io.llmgw.core.breaker.Shut;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.filter.TargetCondition;
import io.llmgw.core.filter.Unavailable;
import io.llmgw.core.pace.Full;
import io.llmgw.core.pace.Wish;
import io.llmgw.core.retry.Repeats;
import io.llmgw.core.target.KeyQuotas;
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
  private final TimeSource time;

  /** By these states, and these keys of callers. */
  public TargetHealth(TargetStates states, Models models, TimeSource time) {
    this.states = states;
    this.models = models;
    this.time = time;
  }

  @Override
  public @Nullable Unavailable unavailable(
      Target target, Caller caller, @Nullable Scope scope, TokenNeeds needs) {
    String parentCall = scope == null ? null : scope.parentCallId();
    TargetState state = states.known(target.ref());
    long now = time.nanos();
    Unavailable ill = state == null ? null : ill(state, target, caller, scope, now);
    if (ill != null) {
      return ill;
    }
    KeyQuotas quotas = state == null || state.quotas().isEmpty() ? null : state.quotas();
    TargetLimits limits = target.limits();
    if (quotas == null && limits == null) {
      return null;
    }
    List<ApiKey> keys = awake(state, target, caller, scope, now);
    TokenNeed need = new TokenNeed(needs, target.ref());
    Unavailable poor = quotas == null ? null : withoutQuota(quotas, keys, need, now);
    return poor != null || limits == null
        ? poor
        : full(target.ref(), wish(limits, keys, need, parentCall), now);
  }

  private @Nullable Unavailable ill(
      TargetState state, Target target, Caller caller, @Nullable Scope scope, long now) {
    Shut shut = state.breaker().shut(now, scope == null ? null : scope.parentCallId());
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
    Resting resting = state.resting(models.keysIfAny(target, caller, scope), now);
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
      KeyQuotas quotas, List<ApiKey> keys, TokenNeed need, long now) {
    Quota quota = quotas.lacking(keys, need, now);
    return quota == null
        ? null
        : new Unavailable(
            ErrorKind.RATE_LIMIT,
            quota.reason(need),
            time.now().plus(quota.left(now)),
            Duration.ZERO);
  }

  private static Wish wish(
      TargetLimits limits, List<ApiKey> keys, TokenNeed need, @Nullable String parentCall) {
    long tokens = limits.tokensPerMinute() == null ? 0 : need.all();
    return new Wish(limits, keys, tokens, NOBODY, parentCall);
  }

  private @Nullable Unavailable full(ModelRef model, Wish wish, long now) {
    Full full = states.pace(model).full(wish, now);
    if (full == null) {
      return null;
    }
    Duration left = Duration.ofNanos(full.nanosLeft(now));
    return new Unavailable(
        ErrorKind.NO_TARGET,
        full.reason(),
        full.isTimed() ? time.now().plus(left) : null,
        left.compareTo(Repeats.LONGEST_WAIT) <= 0 ? left : null);
  }

  /** The keys that do not rest; all, where all do and may be used nevertheless. */
  private List<ApiKey> awake(
      @Nullable TargetState state, Target target, Caller caller, @Nullable Scope scope, long now) {
    List<ApiKey> keys = models.keysIfAny(target, caller, scope);
    if (state == null || !state.mayRest()) {
      return keys;
    }
    List<ApiKey> awake = new ArrayList<>(keys);
    awake.removeIf(key -> state.keys().resting(key, now) != null);
    return awake.isEmpty() ? keys : awake;
  }
}
