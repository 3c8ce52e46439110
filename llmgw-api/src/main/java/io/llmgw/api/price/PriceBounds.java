package io.llmgw.api.price;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What prices are believed: a price per token that was written where one per million is meant, or
 * the other way round, is a mistake by a factor of a million, and one per thousand is one by a
 * factor of a thousand. Immutable and thread-safe.
 */
public final class PriceBounds {
  /**
   * 0.0005 to 2000 per million tokens, and at most a hundred times as much or as little as known.
   */
  public static final PriceBounds STANDARD =
      new PriceBounds(new BigDecimal("0.0005"), new BigDecimal("2000"), new BigDecimal("100"));

  /** Every price is believed. */
  public static final PriceBounds NONE = new PriceBounds(null, null, null);

  private final @Nullable BigDecimal least;
  private final @Nullable BigDecimal most;
  private final @Nullable BigDecimal factor;

  private PriceBounds(
      @Nullable BigDecimal least, @Nullable BigDecimal most, @Nullable BigDecimal factor) {
    this.least = least;
    this.most = most;
    this.factor = factor;
  }

  /**
   * Prices per million tokens from one amount to another, whatever was known before: for a currency
   * of small units, say. A price of 0 is not measured.
   */
  public static PriceBounds between(String least, String most) {
    return new PriceBounds(new BigDecimal(least), new BigDecimal(most), null);
  }

  /**
   * Refuses prices that are not believed.
   *
   * @param model for the message
   * @throws IllegalArgumentException naming model, kind, price and what would be believed
   */
  public void check(String model, Prices prices, Prices known) {
    for (PriceRow row : prices.rows()) {
      for (Map.Entry<PriceKind, Rate> entry : row.rates().entrySet()) {
        PriceKind kind = entry.getKey();
        check(model, kind, entry.getValue().base(), row);
        entry.getValue().above().forEach(step -> check(model, kind, step.price(), row));
        compare(model, kind, entry.getValue().base(), row, known);
      }
    }
  }

  private void check(String model, PriceKind kind, BigDecimal price, PriceRow row) {
    boolean low = least != null && price.signum() > 0 && price.compareTo(least) < 0;
    boolean high = most != null && price.compareTo(most) > 0;
    if (low || high) {
      throw new IllegalArgumentException(
          refusal(model, kind, price, row)
              + (low ? ", less than " + least : ", more than " + most)
              + ": is it meant per token, or per thousand? "
              + remedy());
    }
  }

  private void compare(String model, PriceKind kind, BigDecimal price, PriceRow row, Prices known) {
    PriceRow before = latest(known, row);
    Rate rate = before == null ? null : before.rate(kind);
    if (factor == null || rate == null || price.signum() == 0 || rate.base().signum() == 0) {
      return;
    }
    BigDecimal times = price.divide(rate.base(), 12, RoundingMode.HALF_UP);
    boolean low = times.multiply(factor).compareTo(BigDecimal.ONE) < 0;
    if (low || times.compareTo(factor) > 0) {
      throw new IllegalArgumentException(
          refusal(model, kind, price, row)
              + (low ? ", less than a hundredth of" : ", more than a hundred times")
              + " the known "
              + rate.base().toPlainString()
              + ": is it meant per token, or per thousand? "
              + remedy());
    }
  }

  private static @Nullable PriceRow latest(Prices known, PriceRow row) {
    PriceRow latest = known.at(Instant.parse("9999-01-01T00:00:00Z"), row.serviceTier());
    return latest != null && latest.currency().equals(row.currency()) ? latest : null;
  }

  private static String refusal(String model, PriceKind kind, BigDecimal price, PriceRow row) {
    return model
        + ": the price of "
        + kind
        + " is "
        + price.toPlainString()
        + " "
        + row.currency()
        + " per million tokens";
  }

  private static String remedy() {
    return "If it is right, give PriceBounds that allow it";
  }
}
