package io.llmgw.core.account;

import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.TokenCount;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The part of a bill that lies between two marks on its way from 0 to a whole. Parts that adjoin
 * add up to the bill, to the token and to the last decimal: each begins where the rounding of the
 * one before has ended.
 *
 * @param from the first mark, at least 0
 * @param to the second one, more than the first
 * @param of the whole, at least as much as the second
 */
public record Portion(long from, long to, long of) {
  /** Far below what anybody is charged, so that small parts are not rounded to nothing. */
  private static final int FURTHER_DECIMALS = 9;

  private static final TokenKind[] KINDS = TokenKind.values();

  /** Checks the order. */
  public Portion {
    if (from < 0 || to <= from || of < to) {
      throw new IllegalArgumentException("no part: from " + from + " to " + to + " of " + of);
    }
  }

  /**
   * This part of what was used. What a provider has reported of several calls is an estimate for
   * each of them, unless it is zero, or this is all of it.
   */
  public Usage of(Usage whole) {
    if (isAll()) {
      return whole;
    }
    Usage.Builder part = Usage.builder();
    for (TokenKind kind : KINDS) {
      TokenCount count = whole.count(kind);
      long tokens = until(to, count.tokens()) - until(from, count.tokens());
      switch (count.provenance()) {
        case REPORTED -> {
          if (count.tokens() == 0) {
            part.reported(kind, 0);
          } else {
            part.estimated(kind, tokens);
          }
        }
        case ESTIMATED -> part.estimated(kind, tokens);
        case UNKNOWN -> part.atLeast(kind, tokens);
      }
    }
    return part.build();
  }

  private long until(long mark, long tokens) {
    return BigInteger.valueOf(tokens)
        .multiply(BigInteger.valueOf(mark))
        .divide(BigInteger.valueOf(of))
        .longValueExact();
  }

  /** This part of what it cost; an estimate, as that of the tokens. */
  public Cost of(Cost whole) {
    BigDecimal amount = whole.amount();
    if (amount == null || amount.signum() == 0 || isAll()) {
      return whole;
    }
    Provenance provenance = whole.provenance().weaker(Provenance.ESTIMATED);
    BigDecimal part = until(to, amount).subtract(until(from, amount));
    return new Cost(part, whole.currency(), provenance);
  }

  private BigDecimal until(long mark, BigDecimal amount) {
    return mark == of
        ? amount
        : amount
            .multiply(BigDecimal.valueOf(mark))
            .divide(BigDecimal.valueOf(of), amount.scale() + FURTHER_DECIMALS, RoundingMode.DOWN);
  }

  private boolean isAll() {
    return from == 0 && to == of;
  }
}
