package io.llmgw.core.retry;

import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.Target;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.choice.Chance;

/** What a client repeats. Thread-safe. */
public final class RetryPolicy {
  private final Retries retries;
  private final Reactions reactions;
  private final RetryBudgets budgets;
  private final Backoff backoff;

  /**
   * The policy of one configuration.
   *
   * @param retries of calls that say nothing themselves
   * @param reactions what follows from each kind of failure
   * @param budgets what repeats may cost, whatever the configuration
   * @param chance by which waits are spread
   */
  public RetryPolicy(Retries retries, Reactions reactions, RetryBudgets budgets, Chance chance) {
    this.backoff = new Backoff(bound -> (long) (chance.fraction() * (double) bound));
    this.reactions = reactions;
    this.retries = retries;
    this.budgets = budgets;
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

  /** The first attempt of a call at this target is about to be made. */
  public void begin(Target target) {
    budgets.earn(target.ref());
  }

  /** The repeats of a call whose first try at its target has failed. */
  public Repeats repeats(Scope scope, Target target, LlmRequest<?> request) {
    RetryBudget budget = budgets.of(target.ref());
    return new Repeats(scope, of(request), reactions, backoff, target, budget);
  }
}
