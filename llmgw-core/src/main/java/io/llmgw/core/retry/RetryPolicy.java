package io.llmgw.core.retry;

import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Target;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.choice.Chance;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a client repeats, and the budget of each of its targets. Thread-safe. */
public final class RetryPolicy {
  /** More targets than one client is likely to have; the names of models come from callers. */
  private static final int MOST_BUDGETS = 1_000;

  private final Retries retries;
  private final Reactions reactions;
  private final TimeSource time;
  private final Backoff backoff;
  private final Map<ModelRef, RetryBudget> budgets = new ConcurrentHashMap<>();
  private final RetryBudget ofTheRest;

  /**
   * The policy of one client.
   *
   * @param retries of calls that say nothing themselves
   * @param reactions what follows from each kind of failure
   * @param chance by which waits are spread
   */
  public RetryPolicy(Retries retries, Reactions reactions, TimeSource time, Chance chance) {
    this.backoff = new Backoff(bound -> (long) (chance.fraction() * (double) bound));
    this.reactions = reactions;
    this.retries = retries;
    this.time = time;
    this.ofTheRest = new RetryBudget(time.nanos());
  }

  /** How often this request is tried. */
  public Retries of(LlmRequest<?> request) {
    Retries own = request.option(Retries.class);
    return own == null ? retries : own;
  }

  /** What follows from each kind of failure. */
  public Reactions reactions() {
    return reactions;
  }

  /** A call begins at this target. */
  public void begin(Target target) {
    budgetOf(target).earn(time.nanos());
  }

  /** The repeats of a call whose first try at its target has failed. */
  public Repeats repeats(Scope scope, Target target, LlmRequest<?> request) {
    return new Repeats(scope, of(request), reactions, backoff, target, budgetOf(target));
  }

  private RetryBudget budgetOf(Target target) {
    RetryBudget known = budgets.get(target.ref());
    if (known != null) {
      return known;
    }
    if (budgets.size() >= MOST_BUDGETS) {
      return ofTheRest;
    }
    return budgets.computeIfAbsent(target.ref(), added -> new RetryBudget(time.nanos()));
  }
}
