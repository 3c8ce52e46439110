package io.llmgw.core.redact;

import java.util.Locale;
import java.util.function.Predicate;

/**
 * Reads placeholders as models write them: in upper or lower case, in angle, square or curly
 * brackets, with blanks, hyphens or escaped underscores for underscores, with emphasis inside the
 * brackets, with brackets escaped for HTML or JSON. Not thread-safe; one is used over and over.
 */
final class PlaceholderReader {
  /** What {@link #read} says of a place where none stands. */
  static final int NONE = -1;

  /** What {@link #read} says of a text that ends within what may be one. */
  static final int OPEN = -2;

  /** What one may begin with. */
  static final String FIRST = "<[{&\\";

  private static final String[] OPENINGS = {"<", "[", "{", "&lt;", "\\u003c"};
  private static final String[] CLOSINGS = {">", "]", "}", "&gt;", "\\u003e"};

  private final Predicate<CharSequence> isBeginning;
  private final boolean isGuarded;
  private final StringBuilder name = new StringBuilder();
  private String type = "";
  private int ordinal;
  private String suffix = "";

  /**
   * A reader of placeholders of some types.
   *
   * @param isBeginning whether one of them may begin with these chars, in upper case
   * @param isGuarded whether they end with what nobody can guess: those that do not are none
   */
  PlaceholderReader(Predicate<CharSequence> isBeginning, boolean isGuarded) {
    this.isBeginning = isBeginning;
    this.isGuarded = isGuarded;
  }

  /** Whether one may begin with this char. */
  static boolean isOpening(char c) {
    return FIRST.indexOf(c) >= 0;
  }

  /**
   * Reads the one that begins at this place.
   *
   * @return the index after it, {@link #NONE} or {@link #OPEN}
   */
  int read(CharSequence text, int start) {
    int most = Math.min(text.length(), start + Placeholder.LONGEST);
    int whenOut =
        most == text.length() && text.length() < start + Placeholder.LONGEST ? OPEN : NONE;
    int bracket = -1;
    for (int i = 0; i < OPENINGS.length; i++) {
      int matched = matched(text, start, most, OPENINGS[i]);
      if (matched == OPENINGS[i].length()) {
        bracket = i;
        break;
      }
      if (start + matched == text.length()) {
        return OPEN;
      }
    }
    if (bracket < 0) {
      return NONE;
    }
    return inside(text, start + OPENINGS[bracket].length(), most, bracket, whenOut);
  }

  private int inside(CharSequence text, int from, int most, int bracket, int whenOut) {
    String closing = CLOSINGS[bracket];
    name.setLength(0);
    int at = from;
    while (at < most) {
      int matched = matched(text, at, most, closing);
      if (matched == closing.length()) {
        return isWhole() ? at + matched : NONE;
      }
      if (matched > 0 && at + matched == most) {
        return whenOut;
      }
      if (!take(text.charAt(at))) {
        return NONE;
      }
      at++;
    }
    return whenOut;
  }

  /** Takes one char of the name in, or what may stand within it; false if it may not. */
  private boolean take(char c) {
    if (c == '*' || c == '`' || c == '\\') {
      return true;
    }
    if (c == '_' || c == ' ' || c == '-') {
      // Blanks and emphasis around the name, and an underscore after a backslash, are none of it.
      boolean isDoubled = name.length() == 0 || name.charAt(name.length() - 1) == '_';
      return isDoubled || isBeginning.test(name.append('_'));
    }
    char upper = c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
    boolean isOfName = (upper >= 'A' && upper <= 'Z') || (upper >= '0' && upper <= '9');
    return isOfName && isBeginning.test(name.append(upper));
  }

  /** Takes the name apart into a type, a number and what nobody can guess. */
  private boolean isWhole() {
    int end = name.length();
    while (end > 0 && name.charAt(end - 1) == '_') {
      end--;
    }
    if (isGuarded) {
      end = withoutSuffix(end);
    }
    int at = end;
    int number = 0;
    int factor = 1;
    while (at > 0 && end - at < 6 && isDigit(name.charAt(at - 1))) {
      at--;
      number += (name.charAt(at) - '0') * factor;
      factor *= 10;
    }
    boolean isOne = at < end && at > 1 && name.charAt(at - 1) == '_' && name.charAt(at) != '0';
    if (!isOne) {
      return false;
    }
    type = name.substring(0, at - 1);
    ordinal = number;
    return true;
  }

  /** Takes the suffix off that ends here; returns where the rest ends, 0 if there is none. */
  private int withoutSuffix(int end) {
    int start = end - Suffixes.LENGTH;
    if (start < 2 || name.charAt(start - 1) != '_') {
      return 0;
    }
    for (int i = start; i < end; i++) {
      if (!Suffixes.isPart(name.charAt(i))) {
        return 0;
      }
    }
    suffix = name.substring(start, end).toLowerCase(Locale.ROOT);
    return start - 1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** How many chars of the literal stand here, in lower or upper case. */
  private static int matched(CharSequence text, int at, int most, String literal) {
    int i = 0;
    while (i < literal.length() && at + i < most) {
      char c = text.charAt(at + i);
      char lower = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
      if (lower != literal.charAt(i)) {
        break;
      }
      i++;
    }
    return i;
  }

  /** The type of the one that was read last, in upper case. */
  String type() {
    return type;
  }

  /** What nobody can guess of the one that was read last, in lower case; empty for none. */
  String suffix() {
    return suffix;
  }

  /** The number of the one that was read last, from 1. */
  int ordinal() {
    return ordinal;
  }
}
