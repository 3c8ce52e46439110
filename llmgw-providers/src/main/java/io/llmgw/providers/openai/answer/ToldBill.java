package io.llmgw.providers.openai.answer;

import io.llmgw.api.event.BillReported;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.usage.Cost;
import io.llmgw.providers.answer.AnswerHead;
import org.jspecify.annotations.Nullable;

/**
 * What one answer has told of its bill so far. Searches and other tools of the host are charged
 * besides the tokens; where nobody says how much, what the tokens cost is a lower bound. Not
 * thread-safe.
 */
public final class ToldBill {
  private final AnswerHead head;
  private boolean moreThanTokens;
  private @Nullable BillReported told;

  /** Nothing is told yet. */
  public ToldBill(AnswerHead head) {
    this.head = head;
  }

  /** From here on it is known that more is charged than tokens. */
  public void chargesMoreThanTokens() {
    moreThanTokens = true;
  }

  /** What there is to tell before anybody says what the answer costs; null for nothing new. */
  public @Nullable BillReported news() {
    return moreThanTokens && told == null ? unlessTold(new BillReported(Cost.UNKNOWN, null)) : null;
  }

  /**
   * What a body says of the bill, where that is more than that the ordinary tier serves; null for
   * nothing new.
   */
  public @Nullable BillReported news(OpenAiBill bill) {
    moreThanTokens |= bill.countsSearches();
    Cost cost = bill.cost() == null && moreThanTokens ? Cost.UNKNOWN : bill.cost();
    String tier = PriceRow.serviceTier(bill.tier());
    boolean usual = bill.tier() == null || (tier.equals(PriceRow.STANDARD) && !head.asksForTier());
    return cost == null && usual ? null : unlessTold(new BillReported(cost, bill.tier()));
  }

  private @Nullable BillReported unlessTold(BillReported latest) {
    if (latest.equals(told)) {
      return null;
    }
    told = latest;
    return latest;
  }
}
