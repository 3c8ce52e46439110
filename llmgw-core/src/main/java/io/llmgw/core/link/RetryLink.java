package io.llmgw.core.link;

import io.llmgw.api.chain.Cancellation.Registration;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.route.Target;
import io.llmgw.core.account.Accounting;
import io.llmgw.core.account.AttemptMeter;
import io.llmgw.core.chain.RealAttempt;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.chain.RealChain;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.retry.Repeats;
import io.llmgw.core.retry.RetryPolicy;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Makes the attempts at the chosen target, one after the other until one has content or the policy
 * ends it. Each attempt picks its key, opens its account, has clocks of its own and waits for the
 * commit; from there on its failure is final.
 */
public final class RetryLink implements Interceptor {
  private static final LinkSpec SPEC = LinkSpec.named(Repeats.LINK).in(Slot.RETRY);

  private final Models models;
  private final RetryPolicy policy;
  private final Accounting accounting;
  private final Drains drains;

  /** Attempts at the targets of these names, repeated by this policy, accounted here. */
  public RetryLink(Models models, RetryPolicy policy, Accounting accounting, Drains drains) {
    this.models = models;
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
    policy.begin(target);
    Repeats repeats = null;
    while (true) {
      AttemptMeter meter = accounting.begin(rest.request(), target.ref(), scope.delivery());
      ApiKey key = models.keyFor(target, scope.caller());
      RealAttempt attempt = scope.call().startAttempt(target, key, meter);
      try {
        return opened(rest, scope, attempt);
      } catch (LlmException error) {
        if (repeats == null) {
          repeats = policy.repeats(scope, target, rest.request());
        }
        Duration wait = waitAfter(error, attempt, scope, repeats);
        if (wait == null) {
          throw error;
        }
        pause(wait, scope);
      }
    }
  }

  private EventStream opened(RealChain rest, Scope scope, RealAttempt attempt) {
    UsageDrain limits = scope.call().drain();
    if (limits.isOn()) {
      return openedToBeReadOn(rest, scope, attempt, drains.of(attempt, limits));
    }
    RealCancellation token = scope.cancellation().part();
    AttemptTap tap = new AttemptTap(attempt, token, scope.call().timeouts(), scope.time());
    return Committed.of(rest.proceed(rest.request(), tap, scope.trying(attempt, token)));
  }

  private static EventStream openedToBeReadOn(
      RealChain rest, Scope scope, RealAttempt attempt, Drains.Drain drain) {
    RealCancellation token = scope.cancellation().part(drain);
    AttemptTap tap = new AttemptTap(attempt, token, scope.call().timeouts(), scope.time());
    try {
      return Committed.of(
          rest.proceed(rest.request(), drain.around(tap), scope.trying(attempt, token)));
    } catch (LlmException failed) {
      if (token.isPutOff()) { // how the attempt ended is on its account, and the call is over
        throw scope.cancellation().ended();
      }
      throw failed;
    }
  }

  /** Null when the failure is final, as it is once a rule of the chain was broken. */
  private static @Nullable Duration waitAfter(
      LlmException error, RealAttempt attempt, Scope scope, Repeats repeats) {
    if (scope.call().breach() != null) {
      return null;
    }
    return repeats.after(error, isPossiblyBilled(attempt, scope));
  }

  /** The account knows more than the error: whether a clock ran out before or after the sending. */
  private static boolean isPossiblyBilled(RealAttempt attempt, Scope scope) {
    return scope.call().attempts().get(attempt.number() - 1).possiblyBilled();
  }

  /** Ended by a latch: an interrupt of the engine's own could hide one of the host's. */
  private static void pause(Duration wait, Scope scope) {
    CountDownLatch end = new CountDownLatch(1);
    Registration registration = scope.cancellation().onCancel(end::countDown);
    try {
      scope.time().sleep(wait, end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      scope.call().cancellation().cancel(Reason.CALLER);
    } finally {
      registration.close();
    }
    scope.cancellation().throwIfCancelled();
  }
}
