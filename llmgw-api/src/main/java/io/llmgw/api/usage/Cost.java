package io.llmgw.api.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An amount of money and where it comes from. An unknown cost is unknown, never 0.
 *
 * @param amount at least 0 and below 10 to the power of {@value #MOST_DIGITS}, in units of the
 *     currency (not cents), without trailing zeros; rounded to {@value #MOST_DIGITS} digits behind
 *     the point; null when nothing is known; with {@link Provenance#UNKNOWN} a lower bound: what is
 *     known of it
 * @param currency an ISO 4217 code such as {@code USD}, or a provider's own unit in the same style
 *     such as {@code CREDITS}: 1 to 16 of A-Z and 0-9; {@value #NO_CURRENCY} when there is none
 * @param provenance where the amount comes from
 */
public record Cost(@Nullable BigDecimal amount, String currency, Provenance provenance) {
  /** The ISO 4217 code for a transaction without currency. */
  public static final String NO_CURRENCY = "XXX";

  /** The digits that an amount has at most before its point, and behind it. */
  public static final int MOST_DIGITS = 100;

  /** Nothing is known. */
  public static final Cost UNKNOWN = new Cost(null, NO_CURRENCY, Provenance.UNKNOWN);

  /** Nothing was paid, as for an answer from a cache; neutral in sums. */
  public static final Cost ZERO = reported(BigDecimal.ZERO, NO_CURRENCY);

  /** Checks the amount and the currency. */
  public Cost {
    Objects.requireNonNull(provenance, "provenance");
    if (amount == null && provenance != Provenance.UNKNOWN) {
      throw new IllegalArgumentException("a cost that is " + provenance + " needs an amount");
    }
    if (amount != null && amount.signum() < 0) {
      throw new IllegalArgumentException("the amount must be at least 0, not " + amount);
    }
    if (!isCurrency(currency)) {
      throw new IllegalArgumentException("a currency is 1 to 16 of A-Z and 0-9, not " + currency);
    }
    amount = amount == null ? null : plain(amount);
  }

  private static boolean isCurrency(String currency) {
    boolean fits = !currency.isEmpty() && currency.length() <= 16;
    for (int i = 0; fits && i < currency.length(); i++) {
      char c = currency.charAt(i);
      fits = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
    return fits;
  }

  /** Within bounds before anything is computed: 1E+100000000 takes 40 MB to be written out. */
  private static BigDecimal plain(BigDecimal amount) {
    if (amount.signum() == 0) {
      return BigDecimal.ZERO;
    }
    long digitsBefore = (long) amount.precision() - amount.scale();
    if (digitsBefore > MOST_DIGITS) {
      throw new IllegalArgumentException(
          "an amount has at most " + MOST_DIGITS + " digits before the point, not " + digitsBefore);
    }
    if (digitsBefore < -MOST_DIGITS) {
      return BigDecimal.ZERO;
    }
    BigDecimal stripped = amount.stripTrailingZeros();
    if (stripped.scale() > MOST_DIGITS) {
      stripped = stripped.setScale(MOST_DIGITS, RoundingMode.HALF_EVEN).stripTrailingZeros();
    }
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** A cost that the provider reported. */
  public static Cost reported(BigDecimal amount, String currency) {
    return new Cost(Objects.requireNonNull(amount, "amount"), currency, Provenance.REPORTED);
  }

  /** A cost that was computed on this side, from usage and prices. */
  public static Cost estimated(BigDecimal amount, String currency) {
    return new Cost(Objects.requireNonNull(amount, "amount"), currency, Provenance.ESTIMATED);
  }

  /** Whether the amount is reported or estimated. */
  public boolean isKnown() {
    return provenance != Provenance.UNKNOWN;
  }

  /**
   * Whether this much is known to have been paid: also where the whole is not known, as long as the
   * known part is as much. False when the two are of different currencies.
   */
  public boolean isAtLeast(Cost other) {
    return amount != null
        && other.amount != null
        && currency.equals(other.currency)
        && amount.compareTo(other.amount) >= 0;
  }

  /**
   * The sum, with the weaker provenance of the two: known and unknown add up to unknown, with the
   * known part as the lower bound.
   *
   * @throws IllegalArgumentException if the two are of different currencies, or the sum is out of
   *     range
   */
  public Cost plus(Cost other) {
    if (!isOfCurrency(other)) {
      throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
    }
    BigDecimal sum = amount;
    if (other.amount != null) {
      sum = sum == null ? other.amount : sum.add(other.amount);
    }
    String common = currency.equals(NO_CURRENCY) ? other.currency : currency;
    return new Cost(sum, common, provenance.weaker(other.provenance));
  }

  /**
   * What both make together: their {@link #plus sum}, or {@link #UNKNOWN} for amounts of two
   * currencies, which have none here.
   */
  public Cost and(Cost other) {
    return isOfCurrency(other) ? plus(other) : UNKNOWN;
  }

  private boolean isOfCurrency(Cost other) {
    return currency.equals(other.currency)
        || currency.equals(NO_CURRENCY)
        || other.currency.equals(NO_CURRENCY);
  }

  /** For example {@code 0.012 USD}, {@code ~0.012 USD}, {@code >=0.012 USD}, {@code unknown}. */
  @Override
  public String toString() {
    if (amount == null) {
      return "unknown";
    }
    String mark =
        switch (provenance) {
          case REPORTED -> "";
          case ESTIMATED -> "~";
          case UNKNOWN -> ">=";
        };
    String unit = currency.equals(NO_CURRENCY) ? "" : " " + currency;
    return mark + amount.toPlainString() + unit;
  }
}
