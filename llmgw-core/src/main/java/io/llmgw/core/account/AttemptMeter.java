package io.llmgw.core.account;

import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one attempt uses, as the provider says it, and says what that costs: every event that
 * the provider sends passes here, whatever the links around it make of it. Touched by one thread at
 * a time, as the stream of the attempt.
 */
public final class AttemptMeter {
  private final Accounting accounting;
  private final KnownModel model;
  private final @Nullable Instant started; // where the model has prices; any for timeless ones
  private final WrittenTokens written;
  private LlmRequest<?> request;
  private boolean asked;
  private boolean complete;
  private Usage usage = Usage.UNKNOWN;
  private @Nullable BillReported bill;

  AttemptMeter(
      Accounting accounting,
      LlmRequest<?> request,
      KnownModel model,
      Delivery delivery,
      @Nullable Instant started) {
    this.accounting = accounting;
    this.request = request;
    this.model = model;
    this.started = started;
    this.written = new WrittenTokens(delivery);
  }

  /** What is asked, as {@code provider/model}. */
  public String target() {
    return model.name();
  }

  /** Whether there is a row to charge all of it by. */
  boolean hasPrice() {
    PriceRow row = known(askedTier());
    return row != null && row.covers(request.operation());
  }

  /** Whether there is a row to charge some of it by. */
  boolean hasPartOfPrice() {
    return known(askedTier()) != null;
  }

  /** The provider is given this request. */
  public void asks(LlmRequest<?> sent) {
    request = sent;
    asked = true;
  }

  /** Whether nobody is charged for what is asked, whatever becomes of it. */
  public boolean isFree() {
    return !request.operation().isCharged();
  }

  /** Whether the provider has sent something that the model made. */
  public boolean hasContent() {
    return written.begun();
  }

  /** What the provider has reported so far. */
  public Usage reported() {
    return usage;
  }

  /**
   * Counts an event of the provider.
   *
   * @return what goes on: the event, or where it is the last and says nothing of some total, the
   *     same with an estimate of it
   */
  public LlmEvent received(LlmEvent event) {
    if (event instanceof ContentEvent content) {
      written.add(content);
    } else if (event instanceof UsageReported report) {
      usage = report.usage();
      written.reported(usage);
    } else if (event instanceof BillReported reported) {
      bill = reported;
    } else if (event instanceof Completed completed) {
      return completed(completed);
    }
    return event;
  }

  private Completed completed(Completed last) {
    complete = true;
    if (isFree()) {
      usage = Usage.ZERO;
      return new Completed(last.finishReason(), last.rawFinishReason(), Usage.ZERO);
    }
    if (last.usage().isKnown(TokenKind.INPUT)) {
      accounting.estimator().learn(request, model.ref(), last.usage());
    }
    if (isWhole(last.usage())) {
      usage = last.usage();
      return last;
    }
    written.reported(last.usage());
    usage = estimated(last.usage().or(usage), true);
    return new Completed(last.finishReason(), last.rawFinishReason(), usage);
  }

  private static boolean isWhole(Usage reported) {
    return reported.isKnown(TokenKind.INPUT) && reported.isKnown(TokenKind.OUTPUT);
  }

  /** The bill of an attempt that was answered: by its provider, or by a link in its place. */
  public Bill answered(Usage told) {
    if (isFree()) {
      return Bill.ZERO;
    }
    return complete ? priced(usage) : new Bill(told, Cost.UNKNOWN, null);
  }

  /**
   * The bill of an attempt that ended without a whole answer.
   *
   * @param charged whether the provider may charge for it
   */
  public Bill cut(boolean charged) {
    if (isFree()) {
      return Bill.ZERO;
    }
    if (complete) {
      return priced(usage);
    }
    if (!charged && usage.isUnknown()) {
      return Bill.ZERO;
    }
    return priced(charged && asked ? estimated(usage, false) : usage);
  }

  /** With estimates of what was not reported, and of what came after the last report. */
  private Usage estimated(Usage known, boolean whole) {
    Usage output = written.estimated(known, whole, accounting.estimator(), model.ref());
    if (known.isKnown(TokenKind.INPUT)) {
      return output;
    }
    long input = accounting.estimator().inputTokens(request, model.ref());
    return output.or(
        Usage.builder().estimated(TokenKind.INPUT, Math.max(input, leastInput(known))).build());
  }

  /** What the reported parts of the input come to. */
  private static long leastInput(Usage known) {
    long cached =
        known.count(TokenKind.CACHED_INPUT).tokens()
            + known.count(TokenKind.CACHE_WRITE).tokens()
            + known.count(TokenKind.CACHE_WRITE_LONG).tokens();
    return Math.max(cached, known.count(TokenKind.INPUT).tokens());
  }

  /** What so many tokens would cost, were the call made now. */
  Cost costOf(Usage used) {
    return priced(used).cost();
  }

  private Bill priced(Usage used) {
    Cost said = bill == null ? null : bill.cost();
    if (said != null && said.isKnown() && complete) {
      return new Bill(used, said, null);
    }
    PriceRow row = row();
    Cost cost = row == null ? Cost.UNKNOWN : row.cost(charged(used));
    if (row != null && cost.amount() != null) {
      boolean isAll = said == null || said.isKnown();
      return new Bill(used, isAll ? cost : atLeast(cost), model.pricedBy(row));
    }
    // What was billed up to the cut is the least that it costs.
    return new Bill(used, said == null ? Cost.UNKNOWN : atLeast(said), null);
  }

  /** What the provider counts in its bill, where that is something else than what was used. */
  private Usage charged(Usage used) {
    Usage billed = bill == null ? null : bill.charged();
    return billed == null || !complete ? used : billed;
  }

  private static Cost atLeast(Cost known) {
    return new Cost(known.amount(), known.currency(), Provenance.UNKNOWN);
  }

  /** The row that held when the attempt began, else one that is assumed: always, in each tier. */
  private @Nullable PriceRow row() {
    return Accounting.row(known(tier()), request.operation(), accounting.policy(request));
  }

  private @Nullable PriceRow known(String tier) {
    return started == null ? null : model.facts().prices().at(started, tier);
  }

  private String tier() {
    String used = bill == null ? null : bill.serviceTier();
    return used == null ? askedTier() : used;
  }

  private String askedTier() {
    return Accounting.serviceTier(request);
  }
}
