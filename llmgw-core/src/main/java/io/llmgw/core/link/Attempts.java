package io.llmgw.core.link;

import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.reaction.Count;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.Target;
import io.llmgw.api.usage.AttemptWait;
import io.llmgw.core.breaker.Shut;
import io.llmgw.core.chain.RealAttempt;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.retry.Repeats;
import io.llmgw.core.retry.Repetition;
import io.llmgw.core.retry.RetryPolicy;
import io.llmgw.core.target.Resting;
import io.llmgw.core.target.TargetState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one call at one target once there is trouble: with which key the next one is
 * made, and when. A further key is a choice: it is tried at once, and once for a reason of its own.
 * What is made again with the same key is a repeat. For one thread at a time.
 */
final class Attempts {
  private final Scope scope;
  private final Target target;
  private final TargetState state;
  private final Models models;
  private final Reactions reactions;
  private final Repeats repeats;
  private final Set<ApiKey> tried = new HashSet<>();
  private List<AttemptWait> waits = List.of();
  private @Nullable LlmException failed;

  Attempts(
      Scope scope,
      Target target,
      TargetState state,
      Models models,
      RetryPolicy policy,
      LlmRequest<?> request) {
    this.scope = scope;
    this.target = target;
    this.state = state;
    this.models = models;
    this.reactions = policy.reactions();
    this.repeats = policy.repeats(scope, target, request);
  }

  /**
   * Waits until the next attempt may begin after this one has failed.
   *
   * @return the key that it uses; null when none is needed
   * @throws LlmException the failure itself, when it is final here
   */
  @Nullable ApiKey after(LlmException error, RealAttempt attempt) {
    failed = error;
    if (scope.call().breach() != null || scope.cancellation().isCancelled()) {
      throw error; // also when the link around has hidden that a rule was broken
    }
    ApiKey key = attempt.key();
    List<ApiKey> keys = key == null ? List.of() : models.keysFor(target, scope);
    ApiKey other = key == null ? null : otherKey(error, key, keys);
    if (other != null) {
      return goingOn(other, error);
    }
    if (reactions.of(error.kind()).count() == Count.FAILURE && isShut()) {
      throw error;
    }
    long now = scope.time().nanos();
    Resting resting = state.resting(keys, now);
    if (resting != null && scope.canGoElsewhere()) {
      repeats.note("no repeat: " + error.kind() + ", and other targets are left");
      throw error;
    }
    AttemptWait wait =
        repeats.after(
            error,
            isPossiblyBilled(attempt),
            key,
            resting == null || !resting.strict() ? null : resting.left(now));
    if (wait == null) {
      throw error;
    }
    Pause.of(wait.took(), scope);
    waited(wait);
    if (isShut()) {
      throw error; // others have found out meanwhile
    }
    return ready(key);
  }

  private @Nullable ApiKey otherKey(LlmException error, ApiKey key, List<ApiKey> keys) {
    tried.add(key);
    if (!reactions.of(error.kind()).nextKey()
        || Repetition.isAskedFor(error)
        || !repeats.hasRoom()) {
      return null;
    }
    return state.keys().next(keys, tried::contains, scope.time().nanos());
  }

  /** A further key is no way around what the target itself has asked for meanwhile. */
  private @Nullable ApiKey goingOn(ApiKey other, LlmException error) {
    boolean rests = state.restsItself(scope.time().nanos());
    if (rests && scope.canGoElsewhere()) {
      repeats.note("no further key: " + target + " rests, and other targets are left");
      throw error;
    }
    ApiKey next = rests ? rested(other, error) : other;
    repeats.note("goes on with key '" + next.alias() + "': " + error.kind());
    return next;
  }

  /** The further key once the target is ready; it has the same rules then as now. */
  private ApiKey rested(ApiKey other, LlmException error) {
    ApiKey next;
    try {
      next = ready(other);
    } catch (LlmException restsTooLong) {
      throw scope.cancellation().isCancelled() ? restsTooLong : error;
    }
    if (next == null || tried.contains(next)) {
      throw error; // others have found out meanwhile; where the breaker is open, it says so itself
    }
    return next;
  }

  /** The next attempt has been waited for. */
  void waited(AttemptWait wait) {
    if (waits.isEmpty()) {
      waits = new ArrayList<>(2);
    }
    waits.add(wait);
  }

  /** What the next attempt has been waited for; asked as it begins. */
  List<AttemptWait> takeWaits() {
    List<AttemptWait> all = waits;
    waits = List.of();
    return all;
  }

  /** The attempt before at this target, which the call has failed with now; null for none. */
  @Nullable LlmException failed() {
    return failed;
  }

  /** Whether an attempt with this key has failed. */
  boolean wasTried(ApiKey key) {
    return tried.contains(key);
  }

  /** The account knows more than the error: whether a clock ran out before or after the sending. */
  private boolean isPossiblyBilled(RealAttempt attempt) {
    return scope.call().attempts().get(attempt.number() - 1).possiblyBilled();
  }

  private boolean isShut() {
    Shut shut = state.breaker().shut(scope.time().nanos(), scope.parentCallId());
    if (shut == null || shut.byRate()) {
      return false;
    }
    repeats.note("no repeat: the breaker of " + target + " is open");
    return true;
  }

  /**
   * A key that does not rest, or need not as there is no other; waits for the first one if that is
   * worth it.
   *
   * @param preferred the one that is taken where it does not rest; null for any
   * @throws LlmException of the kind that has led to the rest, when the wait would be too long
   */
  @Nullable ApiKey ready(@Nullable ApiKey preferred) {
    Duration waited = Duration.ZERO;
    while (true) {
      List<ApiKey> keys = models.keysFor(target, scope);
      long now = scope.time().nanos();
      Resting resting = state.resting(keys, now);
      if (resting == null || !resting.strict()) {
        return keys.isEmpty() ? null : usable(preferred, keys, now);
      }
      Duration left = resting.left(now);
      waited = resting.forGood() ? left : waited.plus(left);
      if (!repeats.isWorthAWait(waited, left)) {
        throw resting(resting, left);
      }
      repeats.note(target + " rests " + left.toMillis() + " ms after " + resting.why());
      Pause.of(left, scope);
      waited(new AttemptWait(left, AttemptWait.Reason.COOL_DOWN));
    }
  }

  /** Whether {@link #ready} gives this key at once; null where none is needed. */
  boolean isReady(@Nullable ApiKey key) {
    List<ApiKey> keys = models.keysFor(target, scope);
    long now = scope.time().nanos();
    Resting resting = state.resting(keys, now);
    if (resting != null && resting.strict()) {
      return false;
    }
    return key == null ? keys.isEmpty() : !keys.isEmpty() && key.equals(usable(key, keys, now));
  }

  private ApiKey usable(@Nullable ApiKey preferred, List<ApiKey> keys, long now) {
    if (preferred != null
        && keys.contains(preferred)
        && state.keys().resting(preferred, now) == null) {
      return preferred;
    }
    ApiKey next = state.keys().next(keys, key -> false, now);
    return next == null ? state.keys().leastResting(keys, now) : next;
  }

  private LlmException resting(Resting resting, Duration left) {
    LlmException.Builder failure =
        LlmException.of(
                resting.kind(),
                target
                    + " rests after "
                    + resting.why()
                    + (resting.forGood()
                        ? ": choose another target, or configure the client anew"
                        : ": try again in " + left.toMillis() + " ms"))
            .target(target.provider(), target.model());
    return resting.forGood() ? failure.build() : failure.retryAfter(left).build();
  }
}
