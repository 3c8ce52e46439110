package io.llmgw.cache.veto;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the numbers of a text, in one pass. For one text and one thread. */
final class AmountReader {
  /** What stands after a number and belongs to it. */
  private static final Map<String, BigDecimal> SCALES =
      Map.of(
          "k", BigDecimal.valueOf(1_000),
          "thousand", BigDecimal.valueOf(1_000),
          "lakh", BigDecimal.valueOf(100_000),
          "lakhs", BigDecimal.valueOf(100_000),
          "million", BigDecimal.valueOf(1_000_000),
          "crore", BigDecimal.valueOf(10_000_000),
          "crores", BigDecimal.valueOf(10_000_000),
          "billion", BigDecimal.valueOf(1_000_000_000),
          "bn", BigDecimal.valueOf(1_000_000_000));

  /** Beyond this a number is compared as it is written. */
  private static final int MOST_DIGITS = 40;

  private static final int LONGEST_UNIT = 12;
  private static final int LONGEST_CURRENCY = 3;

  /** Groups of three, or of two before the last; with fewer behind it, the comma is a point. */
  private static final String GROUPED = "\\d{1,3}(,\\d{2,3}){0,11},\\d{3}(\\.\\d+)?";

  private final String text;
  private int at;

  private AmountReader(String text) {
    this.text = text;
  }

  /** All numbers, in order. */
  static List<Amount> read(String text) {
    return new AmountReader(text).read();
  }

  private List<Amount> read() {
    List<Amount> amounts = new ArrayList<>();
    while (at < text.length()) {
      if (isDigit(at)) {
        amounts.add(amount());
      } else {
        at++;
      }
    }
    return List.copyOf(amounts);
  }

  private Amount amount() {
    int start = at;
    StringBuilder digits = new StringBuilder();
    while (at < text.length()
        && (isDigit(at) || ".,".indexOf(text.charAt(at)) >= 0 && isDigit(at + 1))) {
      char c = text.charAt(at++);
      digits.append(Character.isDigit(c) ? (char) ('0' + Character.digit(c, 10)) : c);
    }
    String word = nextWord();
    BigDecimal scale = SCALES.get(word);
    if (scale != null) {
      at += text.startsWith(" ", at) ? word.length() + 1 : word.length();
      word = nextWord();
    }
    String number = canonical(digits.toString(), scale);
    Unit unit = Unit.besideNumber(word);
    return new Amount(
        isNegative(start) ? "-" + number : number, unit == null ? currency(start) : unit);
  }

  private boolean isDigit(int place) {
    return place < text.length() && Character.isDigit(text.charAt(place));
  }

  /** The letters or the sign after the number, in lower case; empty for none, and for long ones. */
  private String nextWord() {
    int start = at;
    if (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '-')) {
      start++;
    }
    int end = start;
    while (end < text.length() && end - start <= LONGEST_UNIT && isOfUnit(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end).toLowerCase(Locale.ROOT);
  }

  private static boolean isOfUnit(char c) {
    return Character.isLetter(c) || c == '%' || c == '°' || isCurrency(c);
  }

  private static boolean isCurrency(char c) {
    return Character.getType(c) == Character.CURRENCY_SYMBOL;
  }

  /** The currency that is written before the number: "$5", "Rs. 5". */
  private @Nullable Unit currency(int start) {
    int end = start;
    while (end > 0 && " .".indexOf(text.charAt(end - 1)) >= 0 && start - end < 2) {
      end--;
    }
    int begin = end;
    while (begin > 0 && end - begin <= LONGEST_CURRENCY && isOfUnit(text.charAt(begin - 1))) {
      begin--;
    }
    Unit unit = Unit.besideNumber(text.substring(begin, end).toLowerCase(Locale.ROOT));
    return unit != null && unit.measures().equals("money") ? unit : null;
  }

  /** Whether a minus stands right before it that is no hyphen, and no sign of a range. */
  private boolean isNegative(int start) {
    if (start == 0 || "-−".indexOf(text.charAt(start - 1)) < 0) {
      return false;
    }
    return start == 1 || !Character.isLetterOrDigit(text.charAt(start - 2));
  }

  private static String canonical(String digits, @Nullable BigDecimal scale) {
    if (digits.length() > MOST_DIGITS) {
      return digits;
    }
    String plain = digits.matches(GROUPED) ? digits.replace(",", "") : digits;
    BigDecimal number;
    try {
      number = new BigDecimal(plain);
    } catch (NumberFormatException severalPoints) {
      return digits; // a version, a date
    }
    return (scale == null ? number : number.multiply(scale)).stripTrailingZeros().toPlainString();
  }
}
