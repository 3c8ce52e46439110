package io.llmgw.core.choice;

import io.llmgw.api.condition.RouteFacts;
import io.llmgw.api.route.Strategy;
import io.llmgw.api.route.Target;
import io.llmgw.core.account.ExpectedCost;
import java.util.function.ToDoubleFunction;

/** The ways to choose that a client offers. Thread-safe. */
public final class Choices {
  /** By weight and chance, whoever is eased in. */
  static final Choice BY_WEIGHT = new Draw();

  /** By the key that a call is sticky by. */
  public static final Choice BY_KEY = new Rendezvous();

  private final ExpectedCost costs;
  private final TargetStatistics statistics;

  /** Choices by these costs and statistics. */
  public Choices(ExpectedCost costs, TargetStatistics statistics) {
    this.costs = costs;
    this.statistics = statistics;
  }

  /** By weight and chance. */
  public Choice byWeight() {
    return new Eased(BY_WEIGHT, statistics);
  }

  /** The way of a strategy. */
  public Choice of(Strategy strategy) {
    return new Eased(way(strategy), statistics);
  }

  private Choice way(Strategy strategy) {
    return switch (strategy.kind()) {
      case ROUND_ROBIN -> new Turns();
      case RANDOM -> BY_WEIGHT;
      case LEAST_IN_FLIGHT -> leastOf(target -> statistics.inFlight(target.ref()));
      case CHEAPEST -> new Least(this::costs);
      case FASTEST -> new Fastest(statistics);
      case LEAST_USED -> leastOf(target -> statistics.usedTokens(target.ref()));
    };
  }

  /** The same measure in all calls. */
  private static Choice leastOf(ToDoubleFunction<Target> measure) {
    return new Least(members -> measure);
  }

  /** One estimate of the tokens for all: what tells targets apart is their price. */
  private ToDoubleFunction<Target> costs(Members members) {
    RouteFacts facts = members.facts();
    long inputTokens = facts.estimatedInputTokens();
    long outputTokens = ExpectedCost.outputTokens(facts);
    return target -> costs.dollars(target.ref(), inputTokens, outputTokens, facts);
  }
}
