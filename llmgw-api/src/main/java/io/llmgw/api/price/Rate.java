package io.llmgw.api.price;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The price of one kind of token, per million tokens, in the currency of its row. Immutable and
 * thread-safe.
 */
public final class Rate {
  /** The decimals that {@link #unitsPerMillion} has. */
  static final int UNIT_SCALE = 9;

  private static final int MOST_DIGITS = 15;
  private static final int MOST_DECIMALS = 40;
  private static final MathContext SHOWN = new MathContext(6);

  private final BigDecimal base;
  private final List<Step> above;
  private final long baseUnits;

  /**
   * A price, and others for calls with more input.
   *
   * @param base the price of a call whose input is within all limits; at least 0
   * @param above the prices of calls with more input, limits ascending; empty for one price
   */
  public Rate(BigDecimal base, List<Step> above) {
    this.base = plain(base);
    this.above = List.copyOf(above);
    this.baseUnits = units(this.base);
    checkLimits();
  }

  /** The price in whole units; -1 where it is too fine or too large for them. */
  private static long units(BigDecimal price) {
    try {
      return price.movePointRight(UNIT_SCALE).longValueExact();
    } catch (ArithmeticException e) {
      return -1;
    }
  }

  private void checkLimits() {
    long before = 0;
    for (Step step : above) {
      if (step.inputTokensOver() <= before) {
        throw new IllegalArgumentException(
            "limits must ascend from above 0, but "
                + step.inputTokensOver()
                + " follows "
                + before);
      }
      before = step.inputTokensOver();
    }
  }

  private static BigDecimal plain(BigDecimal price) {
    if (price.signum() < 0) {
      throw new IllegalArgumentException("a price must be at least 0, not " + inWords(price));
    }
    return amount(price);
  }

  /**
   * An amount without trailing zeros, so that equal ones are equal; within bounds, so that none is
   * written out in thousands of digits.
   */
  static BigDecimal amount(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    long digits = (long) stripped.precision() - stripped.scale();
    if (digits > MOST_DIGITS || stripped.scale() > MOST_DECIMALS) {
      throw new IllegalArgumentException(
          "an amount has at most "
              + MOST_DIGITS
              + " digits before the point and "
              + MOST_DECIMALS
              + " after it, not "
              + inWords(amount));
    }
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static BigDecimal inWords(BigDecimal amount) {
    return amount.round(SHOWN);
  }

  /** One price, whatever the size of the input. */
  public static Rate of(BigDecimal perMillion) {
    return new Rate(perMillion, List.of());
  }

  /**
   * One price, whatever the size of the input, such as {@code "0.25"}.
   *
   * @throws IllegalArgumentException if it is no decimal number, is below 0, or has more than 15
   *     digits before the point or 40 after it
   */
  public static Rate of(String perMillion) {
    return of(decimal(perMillion));
  }

  /**
   * This rate, with a price for calls whose input is over a limit: all tokens of such a call are
   * charged at it, not only those beyond.
   */
  public Rate above(long inputTokens, String perMillion) {
    List<Step> steps = new ArrayList<>(above);
    steps.add(new Step(inputTokens, decimal(perMillion)));
    return new Rate(base, steps);
  }

  private static BigDecimal decimal(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "a price is a decimal number such as 0.25, not " + text, e);
    }
  }

  /** The price of a call whose input is within all limits; at least 0. */
  public BigDecimal base() {
    return base;
  }

  /** The prices of calls with more input, limits ascending; empty for one price. */
  public List<Step> above() {
    return above;
  }

  /**
   * The price per million tokens of a call with so much input in all, in units of {@value
   * #UNIT_SCALE} decimals; -1 where it has no such number.
   */
  long unitsPerMillion(long inputTokens) {
    boolean isBase = above.isEmpty() || inputTokens <= above.get(0).inputTokensOver();
    return isBase ? baseUnits : units(perMillion(inputTokens));
  }

  /** The price per million tokens of a call with so much input in all. */
  public BigDecimal perMillion(long inputTokens) {
    BigDecimal price = base;
    for (Step step : above) {
      if (inputTokens > step.inputTokensOver()) {
        price = step.price();
      }
    }
    return price;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Rate that && base.equals(that.base) && above.equals(that.above);
  }

  @Override
  public int hashCode() {
    return 31 * base.hashCode() + above.hashCode();
  }

  /** For example {@code 0.25}, and {@code 3, above 200000 tokens of input 6}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(base.toPlainString());
    for (Step step : above) {
      out.append(", above ").append(step.inputTokensOver()).append(" tokens of input ");
      out.append(step.price().toPlainString());
    }
    return out.toString();
  }

  boolean isZero() {
    return base.signum() == 0 && above.stream().allMatch(step -> step.price().signum() == 0);
  }

  /**
   * The price of calls whose input is over a limit.
   *
   * @param inputTokensOver the most input tokens, cached ones included, that do not count as over
   *     it; above 0
   * @param price per million tokens, at least 0
   */
  public record Step(long inputTokensOver, BigDecimal price) {
    /** Checks the price. */
    public Step {
      price = plain(price);
    }
  }
}
