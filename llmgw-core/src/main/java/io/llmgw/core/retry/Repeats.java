package io.llmgw.core.retry;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.reaction.Repeat;
import io.llmgw.api.reaction.Rest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.Target;
import io.llmgw.api.usage.AttemptWait;
import io.llmgw.api.usage.AttemptWait.Reason;
import io.llmgw.core.chain.Scope;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The repeats of one call at one target: decides after each failure, and writes into the trail what
 * and why. For one thread at a time.
 */
public final class Repeats {
  /** The name under which the trail has its decisions. */
  public static final String LINK = "retry";

  /** A provider that asks for a longer wait has refused the call. */
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** With less of the deadline left no provider gives an answer. */
  static final Duration LEAST_REMAINDER = Duration.ofMillis(500);

  /** More requests than any call is worth, whatever its routes and retries say. */
  public static final int MOST_ATTEMPTS = 32;

  private static final int MOST_REPEATS = 6;
  private static final int COST = 1;
  private static final int COST_OF_AMBIGUOUS = 3;

  private final Scope scope;
  private final Retries retries;
  private final Reactions reactions;
  private final Backoff backoff;
  private final Target target;
  private final RetryBudget budget;
  private final Set<Failure> doneOnce = new HashSet<>();
  private final Map<String, Integer> triesByKey = new HashMap<>();
  private boolean ambiguousDone;
  private int failedTries;

  Repeats(
      Scope scope,
      Retries retries,
      Reactions reactions,
      Backoff backoff,
      Target target,
      RetryBudget budget) {
    this.scope = scope;
    this.retries = retries;
    this.reactions = reactions;
    this.backoff = backoff;
    this.target = target;
    this.budget = budget;
  }

  /**
   * Decides after a try has failed for which there is no other key.
   *
   * @param possiblyBilled whether the try ended where the provider may charge for it
   * @param key that it used; null for none
   * @param rest how long the target rests, or all its keys do; null when they do not
   * @return how long to wait before the next try, and why; null when the failure is final
   */
  public @Nullable AttemptWait after(
      LlmException error, boolean possiblyBilled, @Nullable ApiKey key, @Nullable Duration rest) {
    failedTries++;
    int tries = triesByKey.merge(key == null ? "" : key.alias(), 1, Integer::sum);
    if (retries.tries() == 1) {
      return null;
    }
    Repeat repeat = Repetition.of(error, possiblyBilled, reactions);
    Duration jittered = backoff.after(failedTries);
    Duration asked = asked(error, rest);
    Duration wait = asked != null && asked.compareTo(jittered) > 0 ? asked : jittered;
    Failure failure = new Failure(error.kind(), error.httpStatus());
    String obstacle = obstacle(failure, repeat, wait, tries);
    if (obstacle == null && !scope.call().countRepeat(mostRepeats())) {
      obstacle = ", which another target of the call has repeated meanwhile";
    }
    if (obstacle != null) {
      note("no repeat: " + error.kind() + obstacle);
      return null;
    }
    if (repeat == Repeat.AMBIGUOUS) {
      ambiguousDone = true;
    } else if (repeat == Repeat.SAFE_ONCE) {
      doneOnce.add(failure);
    }
    Reason reason = wait.equals(asked) ? reason(error) : Reason.BACKOFF;
    String billed = repeat == Repeat.AMBIGUOUS ? ", maybe billed" : "";
    String words = wait.toMillis() + " ms by " + inWords(reason);
    note("repeat in " + words + ": " + error.kind() + billed);
    return new AttemptWait(wait, reason);
  }

  /**
   * The time before which the next try may not come. What rests for a failure rests for the time
   * that it names; where nothing does, the time counts beside that of an earlier failure.
   */
  private @Nullable Duration asked(LlmException error, @Nullable Duration rest) {
    Duration own = error.retryAfter();
    if (rest == null || own == null) {
      return rest == null ? own : rest;
    }
    boolean rests =
        reactions.of(error.kind()).rest() != Rest.NOTHING && !Repetition.isAskedFor(error);
    return rests || rest.compareTo(own) > 0 ? rest : own;
  }

  private static Reason reason(LlmException error) {
    return error.retryAfter() == null ? Reason.COOL_DOWN : Reason.RETRY_AFTER;
  }

  private static String inWords(Reason reason) {
    return switch (reason) {
      case BACKOFF -> "back-off";
      case RETRY_AFTER -> "retry-after";
      case COOL_DOWN -> "cool-down";
      case LIMIT -> "limit";
    };
  }

  /** Why the call is not repeated, as the rest of a note; null when it is, and paid for. */
  private @Nullable String obstacle(Failure failure, Repeat repeat, Duration wait, int tries) {
    if (repeat == Repeat.NEVER) {
      return " is final";
    }
    if (tries >= retries.tries()) {
      return " after " + tries + " tries";
    }
    if (repeat == Repeat.AMBIGUOUS && ambiguousDone) {
      return " may have been billed, as one try before";
    }
    if (doneOnce.contains(failure)) {
      return " a second time";
    }
    if (scope.call().repeats() >= mostRepeats()) {
      return " after " + scope.call().repeats() + " repeats of the call";
    }
    if (wait.compareTo(LONGEST_WAIT) > 0) {
      return " with a wait of " + wait + ", more than " + LONGEST_WAIT;
    }
    Duration remaining = scope.remaining();
    if (remaining != null && !fits(wait, remaining)) {
      return " with " + remaining.toMillis() + " ms to the deadline";
    }
    if (isFull()) {
      return " after " + MOST_ATTEMPTS + " attempts";
    }
    int cost = repeat == Repeat.AMBIGUOUS ? COST_OF_AMBIGUOUS : COST;
    return budget.spend(cost, scope.time().nanos())
        ? null
        : ", the retry budget of " + target + " is spent";
  }

  private int mostRepeats() {
    return Math.max(MOST_REPEATS, retries.tries() - 1);
  }

  private boolean isFull() {
    return !scope.call().hasRoom(MOST_ATTEMPTS);
  }

  private static boolean fits(Duration wait, Duration remaining) {
    return wait.plus(LEAST_REMAINDER).compareTo(remaining) <= 0;
  }

  /** Whether the call can make one more attempt at once. */
  public boolean hasRoom() {
    Duration remaining = scope.remaining();
    return !isFull() && (remaining == null || fits(Duration.ZERO, remaining));
  }

  /**
   * Whether an attempt that has not begun may wait for its target.
   *
   * @param all how long it will have waited in the end
   * @param left how much of that is still to come
   */
  public boolean isWorthAWait(Duration all, Duration left) {
    Duration remaining = scope.remaining();
    return all.compareTo(LONGEST_WAIT) <= 0 && (remaining == null || fits(left, remaining));
  }

  /** How long an attempt that has not begun may wait for its turn; negative for not at all. */
  public static Duration longestWait(Scope scope) {
    Duration remaining = scope.remaining();
    Duration most = remaining == null ? LONGEST_WAIT : remaining.minus(LEAST_REMAINDER);
    return most.compareTo(LONGEST_WAIT) < 0 ? most : LONGEST_WAIT;
  }

  /** Writes a decision into the trail. */
  public void note(String decision) {
    scope.trail().note(LINK, decision);
  }

  /** What failed the same way before. One kind has statuses that are repeated otherwise. */
  private record Failure(ErrorKind kind, int httpStatus) {}
}
