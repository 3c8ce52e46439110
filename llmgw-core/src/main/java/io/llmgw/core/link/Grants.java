package io.llmgw.core.link;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.observe.ObservedWait;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.usage.AttemptWait;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.observe.CallWatch;
import io.llmgw.core.pace.Full;
import io.llmgw.core.pace.Grant;
import io.llmgw.core.pace.TargetPace;
import io.llmgw.core.pace.Wish;
import io.llmgw.core.retry.Repeats;
import io.llmgw.core.target.TargetState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The grants that the attempts of one call take at a target with limits. Where there is none, the
 * call goes elsewhere if it can, and waits a while if it cannot. For one thread at a time.
 */
final class Grants {
  private static final String LINK = "pace";

  private final Scope scope;
  private final Target target;
  private final TargetLimits limits;
  private final TargetPace pace;
  private final TargetState state;
  private final Models models;
  private final Attempts attempts;
  private final long tokens;
  private Duration waited = Duration.ZERO;

  /**
   * Grants for a call.
   *
   * @param tokens that an attempt may use
   */
  Grants(
      Scope scope,
      Target target,
      TargetPace pace,
      TargetState state,
      Models models,
      Attempts attempts,
      long tokens) {
    this.scope = scope;
    this.target = target;
    this.limits = Objects.requireNonNull(target.limits(), "limits");
    this.pace = pace;
    this.state = state;
    this.models = models;
    this.attempts = attempts;
    this.tokens = tokens;
  }

  /**
   * A grant for the next attempt, with this key or, where that has none, with another one.
   *
   * @param chosen key; null where none is needed
   * @throws LlmException of kind NO_TARGET when there is none in time
   */
  Grant take(@Nullable ApiKey chosen) {
    ApiKey key = chosen;
    while (true) {
      Wish wish = wish(key);
      Grant grant = pace.take(wish);
      if (grant != null) {
        return grant;
      }
      grant = waitFor(wish);
      if (grant != null && !restsMeanwhile(grant)) {
        return grant;
      }
      key = attempts.ready(key);
    }
  }

  /**
   * A grant for the attempt after one that has failed.
   *
   * @throws LlmException that failure, when there is none in time
   */
  Grant takeAgain(@Nullable ApiKey chosen, LlmException failure) {
    try {
      return take(chosen);
    } catch (LlmException refused) {
      if (refused.kind() != ErrorKind.NO_TARGET) {
        throw refused;
      }
      scope.trail().note(LINK, "no repeat: there is no grant at " + target);
      throw failure;
    }
  }

  private Wish wish(@Nullable ApiKey key) {
    return new Wish(
        limits,
        key == null ? List.of() : inOrder(key),
        tokens,
        scope.callId(),
        scope.parentCallId());
  }

  /** The chosen key, then others that may be used, those that stand by last. */
  private List<ApiKey> inOrder(ApiKey chosen) {
    List<ApiKey> keys = new ArrayList<>();
    keys.add(chosen);
    long now = scope.time().nanos();
    for (ApiKey key : models.keysFor(target, scope)) {
      if (!key.equals(chosen)
          && !attempts.wasTried(key)
          && state.keys().resting(key, now) == null) {
        keys.add(key);
      }
    }
    keys.subList(1, keys.size()).sort((a, b) -> Boolean.compare(a.weight() == 0, b.weight() == 0));
    return keys;
  }

  /** Null where there was one in the meantime, and may be again. */
  private @Nullable Grant waitFor(Wish wish) {
    long now = scope.time().nanos();
    Full full = pace.full(wish, now);
    if (full == null) {
      return null;
    }
    Duration most = Repeats.longestWait(scope).minus(waited);
    boolean isTooLong = most.isNegative() || most.isZero() || full.nanosLeft(now) > most.toNanos();
    if (isTooLong || scope.canGoElsewhere()) {
      throw refused(full);
    }
    scope.trail().note(LINK, target + " " + full.reason() + ": waits for its turn");
    CallWatch watch = scope.call().watch();
    Grant grant = CallWatch.outside(watch, () -> awaited(wish, most));
    Duration took = Duration.ofNanos(Math.max(0, scope.time().nanos() - now));
    waited = waited.plus(took);
    attempts.waited(new AttemptWait(took, AttemptWait.Reason.LIMIT));
    if (watch != null) {
      watch.waited(new ObservedWait(target.ref().toString(), took, grant != null));
    }
    if (grant != null) {
      return grant;
    }
    scope.cancellation().throwIfCancelled();
    throw refused(full);
  }

  private @Nullable Grant awaited(Wish wish, Duration most) {
    try {
      return pace.await(wish, most, scope.cancellation());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      scope.call().cancellation().cancel(Reason.CALLER);
      return null;
    }
  }

  /** Others may have been told to keep away while this one waited. */
  private boolean restsMeanwhile(Grant grant) {
    if (attempts.isReady(grant.key())) {
      return false;
    }
    grant.end();
    return true;
  }

  private LlmException refused(Full full) {
    LlmException.Builder refusal =
        LlmException.of(
                ErrorKind.NO_TARGET,
                target + " " + full.reason() + ": try again later, or raise the limit")
            .target(target.provider(), target.model())
            .retryable(true);
    if (full.isTimed()) {
      refusal.retryAfter(Duration.ofNanos(full.nanosLeft(scope.time().nanos())));
    }
    return refusal.build();
  }
}
