package io.llmgw.core.filter;

import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Requirements;
import io.llmgw.api.route.Target;
import io.llmgw.api.usage.Cost;
import io.llmgw.core.account.Accounting;
import io.llmgw.core.account.ExpectedCost;
import io.llmgw.core.choice.Speed;
import io.llmgw.core.choice.TargetStatistics;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Holds targets to what a call or a client requires of them. Thread-safe. */
final class Offers {
  private static final double MILLIS_PER_SECOND = 1000;

  private final ExpectedCost costs;
  private final TargetStatistics statistics;

  Offers(Accounting accounting, TargetStatistics statistics) {
    this.costs = new ExpectedCost(accounting);
    this.statistics = statistics;
  }

  /** Why a target is not in the region that is required: undeclared is nowhere. */
  static @Nullable Refusal region(Target target, Requirements required) {
    String region = required.region();
    if (region == null || target.regions().contains(region)) {
      return null;
    }
    return Refusal.of(
        target.regions().isEmpty()
            ? "declares no region, and " + region + " is required"
            : "is in " + target.regions() + ", and " + region + " is required");
  }

  /** Why a target is not cheap or fast enough; null when it is, or nobody knows how fast it is. */
  @Nullable Refusal refusal(Target target, Requirements required, CallRouteFacts facts) {
    Refusal refusal = tooDear(target, required.maxCost(), facts);
    return refusal != null ? refusal : tooSlow(target.ref(), required);
  }

  private @Nullable Refusal tooDear(Target target, @Nullable Cost most, CallRouteFacts facts) {
    if (most == null || most.amount() == null) {
      return null;
    }
    long inputTokens = facts.tokens().read(target.ref());
    if (costs.isClearlyBelow(most, target.ref(), inputTokens, facts)) {
      return null;
    }
    Cost cost = costs.of(target.ref(), inputTokens, facts);
    BigDecimal amount = cost.isKnown() ? cost.amount() : null;
    boolean free = amount != null && amount.signum() == 0;
    if (free) {
      return null;
    }
    if (amount == null || !cost.currency().equals(most.currency())) {
      return Refusal.of(
          "has no known price in " + most.currency() + ", and " + inWords(most) + " is the most");
    }
    return amount.compareTo(most.amount()) <= 0
        ? null
        : Refusal.of(
            "would cost about " + inWords(cost) + ", and " + inWords(most) + " is the most");
  }

  private static String inWords(Cost cost) {
    BigDecimal amount = cost.amount();
    return (amount == null ? "?" : amount.toPlainString()) + " " + cost.currency();
  }

  private @Nullable Refusal tooSlow(ModelRef model, Requirements required) {
    Duration longest = required.maxTimeToFirstToken();
    Double fewest = required.minTokensPerSecond();
    if (longest == null && fewest == null) {
      return null;
    }
    Speed speed = statistics.speed(model);
    if (longest != null && speed.firstTokenMillis() > longest.toNanos() / 1e6) {
      return Refusal.of(
          String.format(
              Locale.ROOT,
              "takes %.0f ms to its first token of late, and %d ms is the most",
              speed.firstTokenMillis(),
              longest.toMillis()));
    }
    double perSecond = MILLIS_PER_SECOND / speed.millisPerToken();
    return fewest != null && perSecond < fewest
        ? Refusal.of(
            String.format(
                Locale.ROOT,
                "writes %.1f tokens/s of late, and %.1f is the least",
                perSecond,
                fewest))
        : null;
  }
}
