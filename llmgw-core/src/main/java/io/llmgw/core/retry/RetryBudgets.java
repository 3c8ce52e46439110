package io.llmgw.core.retry;

import io.llmgw.api.route.ModelRef;
import io.llmgw.api.time.TimeSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The retry budget of each target of a client, whatever its configuration. Bounded, as the names of
 * models may come from callers: what is as full as a new one makes room, and those beyond share
 * one. Thread-safe.
 */
public final class RetryBudgets {
  /** More targets than one client is likely to have. */
  private static final int MOST_BUDGETS = 1_000;

  private final TimeSource time;
  private final Map<ModelRef, RetryBudget> budgets = new ConcurrentHashMap<>();
  private final RetryBudget ofTheRest;

  /** Nothing is spent yet. */
  public RetryBudgets(TimeSource time) {
    this.time = time;
    this.ofTheRest = new RetryBudget(time.nanos());
  }

  void earn(ModelRef model) {
    of(model).earn(time.nanos());
  }

  RetryBudget of(ModelRef model) {
    RetryBudget known = budgets.get(model);
    return known != null ? known : added(model);
  }

  private RetryBudget added(ModelRef model) {
    long now = time.nanos();
    if (budgets.size() >= MOST_BUDGETS) {
      budgets.values().removeIf(budget -> budget.isAsNew(now));
    }
    return budgets.size() >= MOST_BUDGETS
        ? ofTheRest
        : budgets.computeIfAbsent(model, added -> new RetryBudget(now));
  }
}
