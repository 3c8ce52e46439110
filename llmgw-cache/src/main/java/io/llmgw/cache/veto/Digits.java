package io.llmgw.cache.veto;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in digits, in one way of writing them where there is no doubt: with doubt, as they are
 * written, so that they are equal to nothing else.
 */
final class Digits {
  /** Beyond this a number is compared as it is written. */
  private static final int MOST = 40;

  /** Groups of three, or of two before the last; with fewer behind it, the comma is a point. */
  private static final Pattern BY_COMMAS = Pattern.compile("\\d{1,3}(,\\d{2,3}){0,11},\\d{3}");

  /** As in German, Spanish and more: several groups, or a comma behind. */
  private static final Pattern BY_POINTS =
      Pattern.compile("\\d{1,3}((\\.\\d{3}){1,12},\\d{1,2}|(\\.\\d{3}){2,12})");

  private static final Pattern WHOLE = Pattern.compile("0|[1-9]\\d*");

  /** One point; behind another digit than 0 no three digits follow: those might be a group. */
  private static final Pattern DECIMAL = Pattern.compile("0\\.\\d+|[1-9]\\d*\\.(\\d{1,2}|\\d{4,})");

  private Digits() {}

  /**
   * The number.
   *
   * @param scale that multiplies it; null for none
   * @param isMeasured whether a unit stands beside it: then it is no version, and 1.50 is 1.5
   */
  static String canonical(String digits, @Nullable BigDecimal scale, boolean isMeasured) {
    if (digits.length() > MOST) {
      return digits;
    }
    String plain = plain(digits);
    boolean isWhole = WHOLE.matcher(plain).matches();
    boolean isDecimal = DECIMAL.matcher(plain).matches();
    if (scale != null && (isWhole || isDecimal)) {
      return normal(new BigDecimal(plain).multiply(scale));
    }
    return isDecimal && isMeasured
        ? normal(new BigDecimal(plain))
        : scale == null ? plain : plain + 'x' + normal(scale);
  }

  /** Without the signs between groups. */
  private static String plain(String digits) {
    int point = digits.indexOf('.');
    String before = point < 0 ? digits : digits.substring(0, point);
    if (BY_COMMAS.matcher(before).matches()) {
      return before.replace(",", "") + digits.substring(before.length());
    }
    return BY_POINTS.matcher(digits).matches() ? digits.replace(".", "").replace(',', '.') : digits;
  }

  private static String normal(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
