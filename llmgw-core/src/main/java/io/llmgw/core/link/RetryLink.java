package io.llmgw.core.link;

import io.llmgw.api.ContextCapture.Restored;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.usage.AttemptWait;
import io.llmgw.api.usage.Usage;
import io.llmgw.core.account.Accounting;
import io.llmgw.core.account.AttemptMeter;
import io.llmgw.core.account.TokenNeed;
import io.llmgw.core.account.TokenNeeds;
import io.llmgw.core.breaker.Shut;
import io.llmgw.core.breaker.TargetBreaker;
import io.llmgw.core.chain.RealAttempt;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.chain.RealChain;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.observe.AttemptWatch;
import io.llmgw.core.pace.Grant;
import io.llmgw.core.pace.TargetPace;
import io.llmgw.core.retry.Repeats;
import io.llmgw.core.retry.RetryPolicy;
import io.llmgw.core.target.TargetState;
import io.llmgw.core.target.TargetStates;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the attempts at the chosen target, one after the other until one has content or the policy
 * ends it. Each attempt picks its key, has a grant within the limits of its target and a permit of
 * its breaker, opens its account, has clocks of its own and waits for the commit; from there on its
 * failure is final.
 */
public final class RetryLink implements Interceptor {
  private static final LinkSpec SPEC = LinkSpec.named(Repeats.LINK).in(Slot.RETRY);

  private final Models models;
  private final TargetStates states;
  private final RetryPolicy policy;
  private final Accounting accounting;
  private final Drains drains;

  /** Attempts at the targets of these names, repeated by this policy, accounted here. */
  public RetryLink(
      Models models,
      TargetStates states,
      RetryPolicy policy,
      Accounting accounting,
      Drains drains) {
    this.models = models;
    this.states = states;
    this.policy = policy;
    this.accounting = accounting;
    this.drains = drains;
  }

  @Override
  public LinkSpec spec() {
    return SPEC;
  }

  @Override
  public EventStream intercept(Chain chain) {
    RealChain rest = (RealChain) chain;
    Scope scope = rest.context();
    Target target = Objects.requireNonNull(scope.target(), "target");
    TargetState state = states.of(target.ref());
    List<ApiKey> keys = models.keysFor(target, scope);
    boolean rests = state.mayRest() && state.resting(keys, scope.time().nanos()) != null;
    Attempts attempts = rests || target.limits() != null ? attempts(rest, target, state) : null;
    Grants grants =
        attempts == null || target.limits() == null ? null : grants(rest, target, state, attempts);
    ApiKey key =
        rests && attempts != null ? attempts.ready(null) : firstKey(keys, target, state, rest);
    Grant grant = grants == null ? null : grants.take(key);
    earn(target, grant); // only now: what limits keep from it earns nothing for repeats at it
    while (true) {
      key = grant == null ? key : grant.key();
      RealAttempt attempt = started(rest, target, state, key, grant, attempts);
      try {
        return opened(rest, scope, attempt, state.breaker());
      } catch (LlmException error) {
        attempts = attempts == null ? attempts(rest, target, state) : attempts;
        key = attempts.after(error, attempt);
        grant = grants == null ? null : grants.takeAgain(key, error);
      }
    }
  }

  private Attempts attempts(RealChain rest, Target target, TargetState state) {
    return new Attempts(rest.context(), target, state, models, policy, rest.request());
  }

  private Grants grants(RealChain rest, Target target, TargetState state, Attempts attempts) {
    TargetLimits limits = Objects.requireNonNull(target.limits(), "limits");
    long tokens = limits.tokensPerMinute() == null ? 0 : needs(rest).all(target.ref());
    TargetPace pace = states.pace(target.ref());
    return new Grants(rest.context(), target, pace, state, models, attempts, tokens);
  }

  private TokenNeeds needs(RealChain rest) {
    return new TokenNeeds(rest.request(), accounting.estimator());
  }

  private void earn(Target target, @Nullable Grant grant) {
    try {
      policy.begin(target);
    } catch (Throwable notBegun) {
      end(grant);
      throw notBegun;
    }
  }

  private RealAttempt started(
      RealChain rest,
      Target target,
      TargetState state,
      @Nullable ApiKey key,
      @Nullable Grant grant,
      @Nullable Attempts attempts) {
    Scope scope = rest.context();
    try {
      AttemptMeter meter = accounting.begin(rest.request(), target.ref(), scope.delivery());
      long permit = permit(target, state, scope, attempts == null ? null : attempts.failed());
      try {
        List<AttemptWait> waits = attempts == null ? List.of() : attempts.takeWaits();
        return scope.call().startAttempt(target, key, meter, permit, grant, waits);
      } catch (Throwable noClock) {
        state.breaker().released(permit);
        throw noClock;
      }
    } catch (Throwable notBegun) {
      end(grant);
      throw notBegun;
    }
  }

  private static void end(@Nullable Grant grant) {
    if (grant != null) {
      grant.end();
    }
  }

  /**
   * Lets an attempt begin: what the breaker refuses is none, so that all attempts of the account
   * are made, unless a link inside refuses them. It was closed, or due, when the target was chosen.
   *
   * @param failed the attempt before at this target, which the call has failed with now
   */
  private static long permit(
      Target target, TargetState state, Scope scope, @Nullable LlmException failed) {
    long now = scope.time().nanos();
    long permit = state.breaker().enter(now, scope.callId(), scope.parentCallId());
    if (permit != TargetBreaker.REFUSED) {
      return permit;
    }
    if (failed != null) {
      scope.trail().note(Repeats.LINK, "no repeat: the breaker of " + target + " is open");
      throw failed;
    }
    Shut shut = state.breaker().shut(now, null);
    Duration left = Duration.ofNanos(shut == null ? 0 : shut.nanosLeft(now));
    throw LlmException.of(
            ErrorKind.NO_TARGET,
            target + " " + Shut.IN_WORDS + ": try again in " + left.toMillis() + " ms")
        .target(target.provider(), target.model())
        .retryable(true)
        .retryAfter(left)
        .build();
  }

  /** The key of the first attempt, of keys that do not all rest. */
  private @Nullable ApiKey firstKey(
      List<ApiKey> keys, Target target, TargetState state, RealChain rest) {
    if (keys.size() <= 1 && !state.mayRest()) {
      return keys.isEmpty() ? null : keys.get(0);
    }
    long now = rest.context().time().nanos();
    ApiKey key = null;
    if (!state.quotas().isEmpty()) {
      TokenNeed need = new TokenNeed(needs(rest), target.ref());
      key = state.keys().next(keys, any -> state.quotas().lacking(any, need, now) != null, now);
    }
    return key != null ? key : state.keys().next(keys, none -> false, now);
  }

  private EventStream opened(
      RealChain rest, Scope scope, RealAttempt attempt, TargetBreaker breaker) {
    UsageDrain limits = scope.call().drain();
    if (limits.isOn()) {
      return openedToBeReadOn(rest, scope, attempt, breaker, drains.of(attempt, limits));
    }
    RealCancellation token = scope.cancellation().part();
    Tap tap = tap(scope, attempt, breaker, token);
    return entered(rest, scope.trying(attempt, token), tap);
  }

  /** Until it has content, an attempt works on this thread. */
  private static EventStream entered(RealChain rest, Scope trying, Tap tap) {
    AttemptWatch watch = Objects.requireNonNull(trying.attempt(), "attempt").watch();
    if (watch == null) {
      return Committed.of(rest.proceed(rest.request(), tap, trying));
    }
    Restored restored = watch.enter();
    try {
      return Committed.of(rest.proceed(rest.request(), tap, trying));
    } finally {
      restored.close();
    }
  }

  private static EventStream openedToBeReadOn(
      RealChain rest, Scope scope, RealAttempt attempt, TargetBreaker breaker, Drains.Drain drain) {
    RealCancellation token = scope.cancellation().part(drain);
    Tap tap = tap(scope, attempt, breaker, token);
    try {
      return entered(rest, scope.trying(attempt, token), drain.around(tap));
    } catch (LlmException failed) {
      if (token.isPutOff()) { // how the attempt ended is on its account, and the call is over
        throw scope.cancellation().ended();
      }
      throw failed;
    }
  }

  /** The account of an attempt. */
  private static Tap tap(
      Scope scope, RealAttempt attempt, TargetBreaker breaker, RealCancellation token) {
    try {
      return new AttemptTap(attempt, breaker, token, scope.call().timeouts(), scope.time());
    } catch (Throwable noClock) {
      breaker.released(attempt.permit());
      end(attempt.grant());
      attempt.onOutcome(new Outcome.Cancelled(Reason.CALLER, Usage.UNKNOWN));
      throw noClock;
    }
  }
}
