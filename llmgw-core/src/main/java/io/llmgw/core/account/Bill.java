package io.llmgw.core.account;

import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.PricedBy;
import io.llmgw.api.usage.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt used and cost.
 *
 * @param pricedBy the row that the cost was computed from; null when it was not computed
 */
public record Bill(Usage usage, Cost cost, @Nullable PricedBy pricedBy) {
  /** Nothing is known yet. */
  public static final Bill UNKNOWN = new Bill(Usage.UNKNOWN, Cost.UNKNOWN, null);

  /** Nothing was used, so that nothing is paid. */
  public static final Bill ZERO = new Bill(Usage.ZERO, Cost.ZERO, null);
}
