package io.llmgw.core.retry;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.Target;
import java.time.Duration;
import java.util.HashSet;
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
  static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** With less of the deadline left no provider gives an answer. */
  static final Duration LEAST_REMAINDER = Duration.ofMillis(500);

  private static final int COST = 1;
  private static final int COST_OF_AMBIGUOUS = 3;

  private final CallContext context;
  private final Retries retries;
  private final Backoff backoff;
  private final Target target;
  private final RetryBudget budget;
  private final Set<Failure> doneOnce = new HashSet<>();
  private boolean ambiguousDone;
  private int failedTries;

  Repeats(
      CallContext context, Retries retries, Backoff backoff, Target target, RetryBudget budget) {
    this.context = context;
    this.retries = retries;
    this.backoff = backoff;
    this.target = target;
    this.budget = budget;
  }

  /**
   * Decides after a try has failed.
   *
   * @param possiblyBilled whether the try ended where the provider may charge for it
   * @return how long to wait before the next try; null when the failure is final
   */
  public @Nullable Duration after(LlmException error, boolean possiblyBilled) {
    failedTries++;
    if (retries.tries() == 1 || context.cancellation().isCancelled()) {
      return null;
    }
    Repetition repetition = Repetition.of(error, possiblyBilled);
    Duration jittered = backoff.after(failedTries);
    Duration asked = error.retryAfter();
    Duration wait = asked != null && asked.compareTo(jittered) > 0 ? asked : jittered;
    Failure failure = new Failure(error.kind(), error.httpStatus());
    String obstacle = obstacle(failure, repetition, wait);
    if (obstacle != null) {
      context.trail().note(LINK, "no repeat: " + error.kind() + obstacle);
      return null;
    }
    if (repetition == Repetition.AMBIGUOUS) {
      ambiguousDone = true;
    } else if (repetition == Repetition.SAFE_ONCE) {
      doneOnce.add(failure);
    }
    note(error.kind(), repetition, wait, wait.equals(asked) ? "retry-after" : "back-off");
    return wait;
  }

  /** Why the call is not repeated, as the rest of a note; null when it is, and paid for. */
  private @Nullable String obstacle(Failure failure, Repetition repetition, Duration wait) {
    if (repetition == Repetition.NEVER) {
      return " is final";
    }
    if (failedTries >= retries.tries()) {
      return " after " + failedTries + " tries";
    }
    if (repetition == Repetition.AMBIGUOUS && ambiguousDone) {
      return " may have been billed, as one try before";
    }
    if (doneOnce.contains(failure)) {
      return " a second time";
    }
    if (wait.compareTo(LONGEST_WAIT) > 0) {
      return " with a wait of " + wait + ", more than " + LONGEST_WAIT;
    }
    Duration remaining = context.remaining();
    if (remaining != null && wait.plus(LEAST_REMAINDER).compareTo(remaining) > 0) {
      return " with " + remaining.toMillis() + " ms to the deadline";
    }
    int cost = repetition == Repetition.AMBIGUOUS ? COST_OF_AMBIGUOUS : COST;
    return budget.spend(cost, context.time().nanos())
        ? null
        : ", the retry budget of " + target + " is spent";
  }

  private void note(ErrorKind kind, Repetition repetition, Duration wait, String source) {
    String billed = repetition == Repetition.AMBIGUOUS ? ", maybe billed" : "";
    context
        .trail()
        .note(LINK, "repeat in " + wait.toMillis() + " ms by " + source + ": " + kind + billed);
  }

  /** What failed the same way before. One kind has statuses that are repeated otherwise. */
  private record Failure(ErrorKind kind, int httpStatus) {}
}
