package io.llmgw.core.choice;

import io.llmgw.api.route.Strategy;
import io.llmgw.api.route.Target;
import io.llmgw.api.usage.Cost;
import io.llmgw.core.account.ExpectedCost;
import java.math.BigDecimal;

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
      case LEAST_IN_FLIGHT -> new Least((members, target) -> statistics.inFlight(target.ref()));
      case CHEAPEST -> new Least(this::cost);
      case FASTEST -> new Fastest(statistics);
      case LEAST_USED -> new Least((members, target) -> statistics.usedTokens(target.ref()));
    };
  }

  /**
   * One estimate of the tokens for all: what tells targets apart is their price. Only dollars are
   * compared, which is what nearly all providers charge; another currency is as good as unknown.
   */
  private double cost(Members members, Target target) {
    long tokens = members.facts().estimatedInputTokens();
    Cost cost = costs.of(target.ref(), tokens, members.facts());
    BigDecimal amount = cost.amount();
    if (!cost.isKnown() || amount == null) {
      return Double.NaN;
    }
    boolean comparable = amount.signum() == 0 || cost.currency().equals("USD");
    return comparable ? amount.doubleValue() : Double.NaN;
  }
}
