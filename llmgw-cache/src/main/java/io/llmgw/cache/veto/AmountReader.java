package io.llmgw.cache.veto;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the numbers of a text, in one pass. For one text and one thread. */
final class AmountReader {
  private static final int LONGEST_WORD = 24;
  private static final int HEXADECIMAL = 16;
  private static final int LONGEST_CURRENCY = 3;

  /** What makes an ordinal of digits: it is part of the number. */
  private static final Set<String> ORDINALS = Set.of("st", "nd", "rd", "th");

  /** What follows a whole number and is a part of it; with one more slash it is a date. */
  private static final Pattern FRACTION =
      Pattern.compile("(?: {1,2}|-)(\\d{1,3}+[/\u2044]\\d{1,3}+)(?![\\d/])");

  /** With more digits before a fraction, the two are rather a year and a part of it. */
  private static final int LONGEST_OF_MIXED = 3;

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
      if (isHexadecimal()) {
        amounts.add(hexadecimal());
      } else if (isDigit(at) || isBarePoint()) {
        amounts.add(amount());
      } else {
        at++;
      }
    }
    return List.copyOf(amounts);
  }

  private boolean isHexadecimal() {
    return text.regionMatches(true, at, "0x", 0, 2)
        && at + 2 < text.length()
        && Character.digit(text.charAt(at + 2), HEXADECIMAL) >= 0;
  }

  private Amount hexadecimal() {
    int start = at;
    at += 2;
    while (at < text.length() && Character.digit(text.charAt(at), HEXADECIMAL) >= 0) {
      at++;
    }
    return new Amount(text.substring(start, at).toLowerCase(Locale.ROOT), null, "", false);
  }

  /** A point before digits that ends no word and no number: .5 is 0.5, and No.5 is 5. */
  private boolean isBarePoint() {
    return isPoint(at) && isDigit(at + 1) && (at == 0 || !isOfWordOrPoint(text.charAt(at - 1)));
  }

  private boolean isPoint(int place) {
    return ".,".indexOf(text.charAt(place)) >= 0;
  }

  private static boolean isOfWordOrPoint(char c) {
    return Character.isLetterOrDigit(c) || ".,".indexOf(c) >= 0;
  }

  private Amount amount() {
    int start = at;
    String digits = digits();
    int end = at;
    String sign = LengthSigns.at(text, at);
    String word = sign.isEmpty() ? nextWord() : "";
    if (ORDINALS.contains(word) && isAttached(end)) {
      at += word.length();
      end = at;
      word = nextWord();
    }
    BigDecimal scale = Scale.of(word, isAttached(end));
    if (scale != null) {
      at = wordStart() + word.length();
      end = at;
      word = nextWord();
    }
    boolean isAttached = !word.isEmpty() && isAttached(end);
    if (!isAttached && start > 0 && Character.isLetter(text.charAt(start - 1))) {
      word = ""; // a name that ends in a number, of which it counts nothing
    }
    Unit beside = Unit.besideNumber(sign.isEmpty() ? word : sign);
    Unit unit = beside == null ? before(start) : beside;
    String number = Digits.canonical(digits, scale, unit != null);
    return new Amount(
        Sign.with(number, text, start, end),
        unit,
        beside == null ? word.toLowerCase(Locale.ROOT) : "",
        isAttached);
  }

  /** Of the whole number, with the fraction that goes with it: 1½, as 1 1/2. */
  private String digits() {
    StringBuilder digits = new StringBuilder(isPoint(at) ? "0" : "");
    int start = at;
    while (at < text.length() && (isDigit(at) || isPoint(at) && isDigit(at + 1))) {
      append(digits);
    }
    Matcher fraction = FRACTION.matcher(text).region(at, text.length());
    if (at - start <= LONGEST_OF_MIXED && fraction.lookingAt()) {
      digits.append(' ');
      for (at = fraction.start(1); at < fraction.end(); ) {
        append(digits);
      }
    }
    return digits.toString();
  }

  private void append(StringBuilder digits) {
    char c = text.charAt(at++);
    digits.append(
        Character.isDigit(c) ? (char) ('0' + Character.digit(c, 10)) : c == '\u2044' ? '/' : c);
  }

  private boolean isDigit(int place) {
    return place < text.length() && Character.isDigit(text.charAt(place));
  }

  private boolean isAttached(int end) {
    return wordStart() == end;
  }

  /** Where the word after the number begins: a blank, a hyphen or an apostrophe may be between. */
  private int wordStart() {
    boolean between = at < text.length() && " -'’".indexOf(text.charAt(at)) >= 0;
    return between ? at + 1 : at;
  }

  /** The letters or the sign after the number; empty for none, and for long ones. */
  private String nextWord() {
    int start = wordStart();
    int end = start;
    if (start < text.length() && WordReader.isUnspaced(text.charAt(start))) {
      return text.substring(start, start + 1);
    }
    while (end < text.length() && end - start <= LONGEST_WORD && isOfWord(start, end)) {
      end++;
    }
    return end - start > LONGEST_WORD ? "" : text.substring(start, end);
  }

  /** A slash belongs to it where letters stand on both sides: km/h. */
  private boolean isOfWord(int start, int place) {
    char c = text.charAt(place);
    return isOfUnit(c)
        || c == '/'
            && place > start
            && isOfUnit(text.charAt(place - 1))
            && place + 1 < text.length()
            && isOfUnit(text.charAt(place + 1));
  }

  private static boolean isOfUnit(char c) {
    return Character.isLetter(c) || c == '%' || c == '°' || isCurrency(c);
  }

  static boolean isCurrency(char c) {
    return Character.getType(c) == Character.CURRENCY_SYMBOL;
  }

  /** The unit that is known by what stands before: inches behind feet, a currency. */
  private @Nullable Unit before(int start) {
    return LengthSigns.isBehindFeet(text, start)
        ? Unit.besideNumber(LengthSigns.INCH)
        : currency(start);
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
    Unit unit = Unit.besideNumber(text.substring(begin, end));
    return unit != null && unit.measures().equals("money") ? unit : null;
  }
}
