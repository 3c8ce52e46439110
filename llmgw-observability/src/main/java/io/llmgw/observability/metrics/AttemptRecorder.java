package io.llmgw.observability.metrics;

import io.llmgw.api.observe.AttemptCause;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedWait;
import io.llmgw.api.usage.AttemptWait;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.TokenCount;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.observability.genai.GenAi;
import java.math.BigDecimal;

/** Records attempts: where calls went, why, what they used and cost. For one thread. */
final class AttemptRecorder {
  private static final TokenKind[] KINDS = TokenKind.values();

  private final Series all;
  private final Names names;
  private final ConcurrencyLimits limits;

  AttemptRecorder(Series all, Names names, ConcurrencyLimits limits) {
    this.all = all;
    this.names = names;
    this.limits = limits;
  }

  void record(ObservedCall call, ObservedAttempt attempt, ObservedAttemptOutcome outcome) {
    String to = names.target(attempt.target());
    recordWay(attempt, outcome, to);
    Series target = all.with(Label.ROUTE, names.route(call)).with(Label.TARGET, to);
    target
        .with(Label.CAUSE, GenAi.lower(attempt.cause()))
        .with(Label.OUTCOME, GenAi.outcome(outcome))
        .with(Label.ERROR_TYPE, GenAi.errorType(outcome))
        .count(Metric.ATTEMPTS, 1);
    Series bill = names.ofTenant(target, call);
    recordTokens(bill, outcome.attempt().usage());
    recordCost(bill, outcome.attempt().cost());
    limits.see(to, attempt.limits());
  }

  private void recordWay(ObservedAttempt attempt, ObservedAttemptOutcome outcome, String to) {
    if (attempt.cause() == AttemptCause.FAILOVER) {
      String from = attempt.from();
      all.with(Label.FROM, from == null ? GenAi.NONE : names.target(from))
          .with(Label.TO, to)
          .with(Label.REASON, attempt.after() == null ? GenAi.NONE : GenAi.error(attempt.after()))
          .count(Metric.FALLBACKS, 1);
    }
    Series target = all.with(Label.TARGET, to);
    for (AttemptWait wait : attempt.waits()) {
      if (wait.reason() != AttemptWait.Reason.LIMIT) { // those are told as they end
        target.with(Label.SOURCE, source(wait.reason())).time(Metric.RETRY_DELAY, wait.took());
      }
    }
    if (!outcome.placeWait().isZero()) {
      target.time(Metric.PLACE_WAIT, outcome.placeWait());
    }
  }

  /** A wait for a limit, of which an attempt may have come or not. */
  void record(ObservedWait wait) {
    all.with(Label.TARGET, names.target(wait.target()))
        .with(Label.GRANTED, wait.granted() ? "true" : "false")
        .time(Metric.LIMIT_WAIT, wait.took());
  }

  private static String source(AttemptWait.Reason reason) {
    return reason == AttemptWait.Reason.RETRY_AFTER ? "header" : GenAi.lower(reason);
  }

  private static void recordTokens(Series bill, Usage usage) {
    for (TokenKind kind : KINDS) {
      long tokens = usage.tokens(kind);
      if (tokens > 0) {
        TokenCount count = usage.count(kind);
        bill.with(Label.KIND, GenAi.lower(kind))
            .with(Label.ESTIMATED, estimated(count.provenance()))
            .count(Metric.TOKENS, tokens);
      }
    }
  }

  private void recordCost(Series bill, Cost cost) {
    if (!cost.isKnown()) {
      bill.count(Metric.COST_UNKNOWN, 1);
    }
    BigDecimal amount = cost.amount();
    if (amount != null && amount.signum() > 0) {
      bill.with(Label.CURRENCY, names.currency(cost.currency()))
          .with(Label.ESTIMATED, estimated(cost.provenance()))
          .add(Metric.COST, amount.doubleValue());
    }
  }

  private static String estimated(Provenance provenance) {
    return switch (provenance) {
      case REPORTED -> "false";
      case ESTIMATED -> "true";
      case UNKNOWN -> "at_least";
    };
  }
}
