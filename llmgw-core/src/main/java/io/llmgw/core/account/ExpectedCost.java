package io.llmgw.core.account;

import io.llmgw.api.condition.RouteFacts;
import io.llmgw.api.request.Operation;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;

/**
 * What a call would cost at a target, by estimated tokens and the price of the service tier that it
 * asks for: that of the catalogue, or the one that is assumed. Thread-safe.
 */
public final class ExpectedCost {
  private final Accounting accounting;

  /** Costs by the prices of this client. */
  public ExpectedCost(Accounting accounting) {
    this.accounting = accounting;
  }

  /** What is used by reading so many tokens, and writing what the call allows or is usual. */
  public static Usage usage(long inputTokens, RouteFacts facts) {
    return Usage.builder()
        .estimated(TokenKind.INPUT, inputTokens)
        .estimated(TokenKind.OUTPUT, outputTokens(facts))
        .build();
  }

  /** What that costs there; unknown without price. */
  public Cost of(ModelRef model, Usage usage, RouteFacts facts) {
    return accounting.costOf(usage, model, facts);
  }

  private static int outputTokens(RouteFacts facts) {
    if (facts.operation() == Operation.EMBEDDINGS) {
      return 0;
    }
    return facts.maxOutputTokens() == 0 ? TokenNeeds.USUAL_OUTPUT : facts.maxOutputTokens();
  }
}
