package io.llmgw.core.account;

import io.llmgw.api.condition.RouteFacts;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import java.math.BigDecimal;

/**
 * What a call would cost at a target, by estimated tokens and the price of the service tier that it
 * asks for: that of the catalogue, or the one that is assumed. Of many targets costs are compared
 * as numbers, without a {@link Cost} of each. Thread-safe.
 */
public final class ExpectedCost {
  private static final String DOLLARS = "USD";
  private static final double UNITS = Math.pow(10, PriceRow.COST_SCALE);

  /** Up to here a double holds each whole number: about nine dollars. */
  private static final long MOST_EXACT = 1L << 53;

  /** Far more than the error of the three roundings of a comparison, which is some 4e-16. */
  private static final double CLEARLY = 1 - 1e-12;

  private final Accounting accounting;

  /** Costs by the prices of this client. */
  public ExpectedCost(Accounting accounting) {
    this.accounting = accounting;
  }

  /** What it costs to read so many tokens there; unknown without price. */
  public Cost of(ModelRef model, long inputTokens, RouteFacts facts) {
    PriceRow row = accounting.row(model, facts);
    return row == null ? Cost.UNKNOWN : row.cost(usage(inputTokens, outputTokens(facts)));
  }

  /**
   * Whether that is less than an amount without doubt; where this is false, {@link #of} tells
   * exactly.
   */
  public boolean isClearlyBelow(Cost most, ModelRef model, long inputTokens, RouteFacts facts) {
    PriceRow row = accounting.row(model, facts);
    BigDecimal amount = most.amount();
    if (row == null || amount == null || !row.currency().equals(most.currency())) {
      return false;
    }
    long units = row.costUnits(inputTokens, outputTokens(facts));
    return units >= 0 && (double) units / UNITS < amount.doubleValue() * CLEARLY;
  }

  /**
   * What it costs to read and write so many tokens there, in dollars and to the precision of the
   * number. Only dollars are compared, which is what nearly all providers charge: not a number in
   * another currency, as where the cost is unknown, unless it is nothing.
   */
  public double dollars(ModelRef model, long inputTokens, long outputTokens, RouteFacts facts) {
    PriceRow row = accounting.row(model, facts);
    if (row == null) {
      return Double.NaN;
    }
    long units = row.costUnits(inputTokens, outputTokens);
    if (units >= 0 && units <= MOST_EXACT) {
      return units == 0 || row.currency().equals(DOLLARS) ? (double) units / UNITS : Double.NaN;
    }
    return dollars(row.cost(usage(inputTokens, outputTokens)));
  }

  private static double dollars(Cost cost) {
    BigDecimal amount = cost.amount();
    if (!cost.isKnown() || amount == null) {
      return Double.NaN;
    }
    boolean comparable = amount.signum() == 0 || cost.currency().equals(DOLLARS);
    return comparable ? amount.doubleValue() : Double.NaN;
  }

  private static Usage usage(long inputTokens, long outputTokens) {
    return Usage.builder()
        .estimated(TokenKind.INPUT, inputTokens)
        .estimated(TokenKind.OUTPUT, outputTokens)
        .build();
  }

  /** What a call writes: as much as it allows, or what is usual. */
  public static int outputTokens(RouteFacts facts) {
    if (!facts.operation().writes()) {
      return 0;
    }
    return facts.maxOutputTokens() == 0 ? TokenNeeds.USUAL_OUTPUT : facts.maxOutputTokens();
  }
}
