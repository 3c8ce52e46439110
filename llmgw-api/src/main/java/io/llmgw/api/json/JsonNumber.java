package io.llmgw.api.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Brings a number to the smallest type that is written back as the same number. Every method throws
 * {@link ArithmeticException} for what is beyond the limits, with a message fit to be shown.
 */
final class JsonNumber {
  private static final int MAX_LENGTH = 1000;
  // A number such as 1e999999999 is short, but whoever expands it runs out of memory.
  private static final int MAX_SCALE = 10_000;

  private JsonNumber() {}

  /** Reads a text that has the syntax of a JSON number. */
  static Number parse(String text, boolean whole) {
    if (text.length() > MAX_LENGTH) {
      throw tooLong();
    }
    if (!whole) {
      return decimal(text);
    }
    if (text.equals("-0")) {
      return -0.0d;
    }
    return text.length() <= 18
        ? (Number) Long.parseLong(text)
        : integer(bounded(new BigInteger(text)));
  }

  static Number copyOf(Number number) {
    if (number instanceof Long || number instanceof Double) {
      return finite(number);
    }
    if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
      return number.longValue();
    }
    if (number instanceof Float) {
      // By its text, or 0.1f would become 0.10000000149011612.
      return Double.valueOf(finite(number).toString());
    }
    if (number instanceof BigInteger integer) {
      return integer(bounded(integer));
    }
    if (number instanceof BigDecimal decimal) {
      return decimal.scale() == 0
          ? integer(bounded(decimal.unscaledValue()))
          : decimal(bounded(decimal));
    }
    throw new ArithmeticException("cannot be written as JSON: " + number.getClass().getName());
  }

  private static Number finite(Number number) {
    if (number instanceof Long || Double.isFinite(number.doubleValue())) {
      return number;
    }
    throw new ArithmeticException(number + " has no form in JSON");
  }

  private static BigInteger bounded(BigInteger integer) {
    // Fewer than 3318 bits are at most 999 digits, so that few numbers are written to be measured.
    if (integer.bitLength() > 4000
        || (integer.bitLength() > 3318 && integer.toString().length() > MAX_LENGTH)) {
      throw tooLong();
    }
    return integer;
  }

  private static BigDecimal bounded(BigDecimal decimal) {
    if (Math.abs((long) decimal.scale()) > MAX_SCALE) {
      throw new ArithmeticException("a number with an exponent beyond " + MAX_SCALE);
    }
    bounded(decimal.unscaledValue());
    return decimal;
  }

  private static ArithmeticException tooLong() {
    return new ArithmeticException("a number of more than " + MAX_LENGTH + " characters");
  }

  private static Number integer(BigInteger integer) {
    return integer.bitLength() <= 63 ? (Number) integer.longValue() : integer;
  }

  private static Number decimal(String text) {
    if (text.charAt(0) == '-' && isZero(text)) {
      return -0.0d;
    }
    try {
      return decimal(new BigDecimal(text));
    } catch (NumberFormatException e) {
      // The syntax is right, so it is the exponent that does not fit an int.
      throw new ArithmeticException("a number with an exponent beyond " + MAX_SCALE);
    }
  }

  private static boolean isZero(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 'e' || c == 'E') {
        break;
      }
      if (c >= '1' && c <= '9') {
        return false;
      }
    }
    return true;
  }

  private static Number decimal(BigDecimal number) {
    BigDecimal exact = bounded(number.stripTrailingZeros());
    double nearest = exact.doubleValue();
    if (Double.isFinite(nearest)
        && new BigDecimal(Double.toString(nearest)).compareTo(exact) == 0) {
      return nearest;
    }
    if (exact.toString().length() > MAX_LENGTH) {
      throw tooLong();
    }
    return exact.scale() == 0 ? integer(exact.unscaledValue()) : exact;
  }
}
