package io.llmgw.api.price;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What prices are believed: a price per token that was written where one per million is meant, or
 * the other way round, is a mistake by a factor of a million, and one per thousand is one by a
 * factor of a thousand. Immutable and thread-safe.
 */
public final class PriceBounds {
  /**
   * 0.0005 to 2000 per million tokens or thousand requests, and at most a hundred times what is
   * known, or a hundredth.
   */
  public static final PriceBounds STANDARD = new PriceBounds("0.0005", "2000", true);

  /** Every price is believed. */
  public static final PriceBounds NONE = new PriceBounds("0", "1e1000", false);

  private static final BigDecimal MOST_TIMES = BigDecimal.valueOf(100);

  // Prices of requests are listed by the thousand, by Perplexity at 5 to 14 dollars.
  private static final int THOUSAND = 3;

  // The row that holds at the end of all days is the latest one.
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private final BigDecimal least;
  private final BigDecimal most;
  private final boolean compares;

  private PriceBounds(String least, String most, boolean compares) {
    this.least = new BigDecimal(least);
    this.most = new BigDecimal(most);
    this.compares = compares;
  }

  /**
   * Prices per million tokens, and per thousand requests, from one amount to another, whatever was
   * known before: for a currency of small units, say. A price of 0 is not measured.
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
      PriceRow before = compares ? latest(known, row) : null;
      row.rates()
          .forEach(
              (kind, rate) -> {
                Rate listed = before == null ? null : before.rate(kind);
                Priced tokens = new Priced(model, kind, row.currency());
                check(tokens, rate.base());
                rate.above().forEach(step -> check(tokens, step.price()));
                compare(tokens, rate.base(), listed == null ? null : listed.base());
              });
      if (row.perRequest() != null) {
        Priced request = new Priced(model, null, row.currency());
        check(request, row.perRequest());
        compare(request, row.perRequest(), before == null ? null : before.perRequest());
      }
    }
  }

  private static @Nullable PriceRow latest(Prices known, PriceRow row) {
    PriceRow latest = known.at(LATEST, row.serviceTier());
    return latest != null && latest.currency().equals(row.currency()) ? latest : null;
  }

  private void check(Priced what, BigDecimal price) {
    BigDecimal listed = what.isRequest() ? price.movePointRight(THOUSAND) : price;
    boolean low = price.signum() > 0 && listed.compareTo(least) < 0;
    if (low || listed.compareTo(most) > 0) {
      String many = what.isRequest() ? "for a thousand of them " : "";
      throw what.refusal(price, many + (low ? "less than " + least : "more than " + most));
    }
  }

  private static void compare(Priced what, BigDecimal price, @Nullable BigDecimal known) {
    if (known == null || price.signum() == 0 || known.signum() == 0) {
      return;
    }
    boolean low = price.multiply(MOST_TIMES).compareTo(known) < 0;
    if (low || price.compareTo(known.multiply(MOST_TIMES)) > 0) {
      String than = low ? "less than a hundredth of" : "more than a hundred times";
      throw what.refusal(price, than + " the known " + known.toPlainString());
    }
  }

  /**
   * What has a price.
   *
   * @param kind of its tokens; null for each request
   */
  private record Priced(String model, @Nullable PriceKind kind, String currency) {
    boolean isRequest() {
      return kind == null;
    }

    IllegalArgumentException refusal(BigDecimal price, String reason) {
      return new IllegalArgumentException(
          model
              + ": the price of "
              + (isRequest() ? "a request" : kind)
              + " is "
              + price.toPlainString()
              + " "
              + currency
              + (isRequest() ? ", " : " per million tokens, ")
              + reason
              + ": is it meant "
              + (isRequest() ? "for a thousand requests" : "per token, or per thousand")
              + "? If it is right, give PriceBounds that allow it");
    }
  }
}
