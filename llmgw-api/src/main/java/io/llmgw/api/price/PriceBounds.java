package io.llmgw.api.price;

import java.math.BigDecimal;
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
   * 0.0005 to 2000 per million tokens, and at most a hundred times what is known, or a hundredth.
   */
  public static final PriceBounds STANDARD = new PriceBounds("0.0005", "2000", true);

  /** Every price is believed. */
  public static final PriceBounds NONE = new PriceBounds("0", "1e1000", false);

  private static final BigDecimal MOST_TIMES = BigDecimal.valueOf(100);

  // The row that holds at the end of all days is the latest one.
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private static final String REMEDY =
      ": is it meant per token, or per thousand? If it is right, give PriceBounds that allow it";

  private final BigDecimal least;
  private final BigDecimal most;
  private final boolean compares;

  private PriceBounds(String least, String most, boolean compares) {
    this.least = new BigDecimal(least);
    this.most = new BigDecimal(most);
    this.compares = compares;
  }

  /**
   * Prices per million tokens from one amount to another, whatever was known before: for a currency
   * of small units, say. A price of 0 is not measured.
   */
  public static PriceBounds between(String least, String most) {
    return new PriceBounds(least, most, false);
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
    boolean low = price.signum() > 0 && price.compareTo(least) < 0;
    if (low || price.compareTo(most) > 0) {
      throw refusal(model, kind, price, row, low ? "less than " + least : "more than " + most);
    }
  }

  private void compare(String model, PriceKind kind, BigDecimal price, PriceRow row, Prices known) {
    PriceRow before = compares ? latest(known, row) : null;
    Rate rate = before == null ? null : before.rate(kind);
    if (rate == null || price.signum() == 0 || rate.base().signum() == 0) {
      return;
    }
    boolean low = price.multiply(MOST_TIMES).compareTo(rate.base()) < 0;
    if (low || price.compareTo(rate.base().multiply(MOST_TIMES)) > 0) {
      String than = low ? "less than a hundredth of" : "more than a hundred times";
      throw refusal(model, kind, price, row, than + " the known " + rate.base().toPlainString());
    }
  }

  private static @Nullable PriceRow latest(Prices known, PriceRow row) {
    PriceRow latest = known.at(LATEST, row.serviceTier());
    return latest != null && latest.currency().equals(row.currency()) ? latest : null;
  }

  private static IllegalArgumentException refusal(
      String model, PriceKind kind, BigDecimal price, PriceRow row, String reason) {
    return new IllegalArgumentException(
        model
            + ": the price of "
            + kind
            + " is "
            + price.toPlainString()
            + " "
            + row.currency()
            + " per million tokens, "
            + reason
            + REMEDY);
  }
}
