package io.llmgw.core.detect.payment;

import io.llmgw.api.redact.Confidence;
import io.llmgw.core.detect.Run;
import org.jspecify.annotations.Nullable;

/** Ranges that issuers' numbers begin with, and the lengths they have. */
final class CardIssuers {
  /** First six digits from and to, lengths from and to, and whether few other numbers are so. */
  private record Range(int from, int to, int shortest, int longest, Confidence confidence) {}

  private static final Range[] RANGES = {
    new Range(400000, 499999, 16, 16, Confidence.HIGH), // Visa
    new Range(400000, 499999, 19, 19, Confidence.HIGH),
    new Range(400000, 499999, 13, 13, Confidence.MEDIUM), // no longer issued
    new Range(510000, 559999, 16, 16, Confidence.HIGH), // Mastercard
    new Range(222100, 272099, 16, 16, Confidence.HIGH),
    new Range(340000, 349999, 15, 15, Confidence.HIGH), // American Express
    new Range(370000, 379999, 15, 15, Confidence.HIGH),
    new Range(300000, 305999, 14, 19, Confidence.MEDIUM), // Diners Club
    new Range(309500, 309599, 14, 19, Confidence.MEDIUM),
    new Range(360000, 369999, 14, 19, Confidence.MEDIUM),
    new Range(380000, 399999, 14, 19, Confidence.MEDIUM),
    new Range(601100, 601199, 16, 19, Confidence.HIGH), // Discover
    new Range(644000, 659999, 16, 19, Confidence.HIGH),
    new Range(352800, 358999, 16, 19, Confidence.HIGH), // JCB
    new Range(213100, 213199, 15, 15, Confidence.MEDIUM),
    new Range(180000, 180099, 15, 15, Confidence.MEDIUM),
    new Range(620000, 629999, 16, 19, Confidence.HIGH), // UnionPay
    new Range(810000, 817199, 16, 19, Confidence.MEDIUM),
    new Range(220000, 220499, 16, 19, Confidence.HIGH), // Mir
    new Range(979200, 979299, 16, 16, Confidence.HIGH), // Troy
    new Range(606282, 606282, 16, 16, Confidence.HIGH), // Hipercard
    new Range(636297, 636368, 16, 16, Confidence.HIGH), // Elo
    new Range(500000, 509999, 16, 19, Confidence.MEDIUM), // Maestro, Elo, RuPay, Dankort
    new Range(560000, 589999, 16, 19, Confidence.MEDIUM),
    new Range(600000, 699999, 16, 19, Confidence.MEDIUM),
    new Range(500000, 509999, 12, 15, Confidence.LOW),
    new Range(560000, 589999, 12, 15, Confidence.LOW),
    new Range(600000, 699999, 12, 15, Confidence.LOW),
  };

  private CardIssuers() {}

  /** How sure such a beginning and length make it; null if no issuer has them. */
  static @Nullable Confidence confidence(Run run) {
    long first = run.number(0, 6);
    for (Range range : RANGES) {
      boolean isIn =
          first >= range.from
              && first <= range.to
              && run.length() >= range.shortest
              && run.length() <= range.longest;
      if (isIn) {
        return range.confidence;
      }
    }
    return null;
  }
}
