package io.llmgw.core.redact;

import java.util.Locale;
import java.util.function.Predicate;

/**
 * Reads placeholders as models write them: in upper or lower case, in angle, square or curly
 * brackets, with white space, hyphens or escaped underscores for underscores, with emphasis inside
 * the brackets, with brackets escaped for Markdown, HTML or JSON, and white space escaped for JSON.
 * One line may end within it, as where a text is wrapped.
 *
 * <p>Backslashes before the bracket that opens it are an escape if as many stand before another
 * sign of it, as in {@code \<EMAIL\_1\>}; in {@code C:\Users\<PERSON_1>\x} they are part of a path.
 *
 * <p>Not thread-safe; one is used over and over.
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
  private static final int HEX_DIGITS = 4;

  /** White space of which one may stand within it; a line feed behind a carriage return is none. */
  private static final String LINE_ENDS = "\n\r\u2028\u2029";

  private final Predicate<CharSequence> isBeginning;
  private final boolean isGuarded;
  private final StringBuilder name = new StringBuilder();

  /** The end of a line that stands within it; 0 for none so far. */
  private char lineEnd;

  private int escapes;
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
    escapes = 0;
    int bracket = bracket(text, start, most, whenOut);
    if (bracket == NONE) {
      while (start + escapes < most && text.charAt(start + escapes) == '\\') {
        escapes++;
      }
      bracket = escapes == 0 ? NONE : bracket(text, start + escapes, most, whenOut);
    }
    return bracket < 0
        ? bracket
        : inside(text, start + escapes + OPENINGS[bracket].length(), most, bracket, whenOut);
  }

  /** Which of the openings stands here; if it may be one, what is said where the text is out. */
  private static int bracket(CharSequence text, int at, int most, int whenOut) {
    for (int i = 0; i < OPENINGS.length; i++) {
      int matched = matched(text, at, most, OPENINGS[i]);
      if (matched == OPENINGS[i].length()) {
        return i;
      }
      if (at + matched == most) {
        return whenOut;
      }
    }
    return NONE;
  }

  private int inside(CharSequence text, int from, int most, int bracket, int whenOut) {
    String closing = CLOSINGS[bracket];
    name.setLength(0);
    lineEnd = 0;
    boolean isEscaped = escapes == 0;
    int backslashes = 0;
    int at = from;
    while (at < most) {
      int matched = matched(text, at, most, closing);
      char c = text.charAt(at);
      isEscaped |= backslashes == escapes && (c == '_' || matched == closing.length());
      if (matched == closing.length()) {
        return isEscaped && isWhole() ? at + matched : NONE;
      }
      if (matched > 0 && at + matched == most) {
        return whenOut;
      }
      if (c == '\\') {
        backslashes++;
        at++;
        continue;
      }
      int said = backslashes == 0 ? c : escaped(text, at, most);
      if (said < 0) {
        return said == OPEN ? whenOut : NONE;
      }
      if (!take((char) said)) {
        return NONE;
      }
      at += backslashes > 0 && c == 'u' ? 1 + HEX_DIGITS : 1;
      backslashes = 0;
    }
    return whenOut;
  }

  /**
   * What stands for itself or for another char behind a backslash, {@link #NONE} or {@link #OPEN}.
   */
  private static int escaped(CharSequence text, int at, int most) {
    char c = text.charAt(at);
    if (c != 'u') {
      return c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
    }
    int code = 0;
    for (int i = at + 1; i <= at + HEX_DIGITS; i++) {
      if (i == most) {
        return OPEN;
      }
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return NONE;
      }
      code = code << 4 | digit;
    }
    return code;
  }

  /** Takes one char of the name in, or what may stand within it; false if it may not. */
  private boolean take(char c) {
    if (c == '*' || c == '`') {
      return true;
    }
    if (LINE_ENDS.indexOf(c) >= 0) {
      if (lineEnd != 0 && (lineEnd != '\r' || c != '\n')) {
        return false;
      }
      lineEnd = c;
    }
    boolean isBlank = Character.isWhitespace(c) || Character.isSpaceChar(c);
    if (c == '_' || c == '-' || isBlank) {
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

  /** How many backslashes escape the bracket of the one that was read last. */
  int escapes() {
    return escapes;
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
