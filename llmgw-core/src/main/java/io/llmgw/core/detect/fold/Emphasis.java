package io.llmgw.core.detect.fold;

/**
 * What sets a part of a value in bold, italics or type: {@code 4111 **1111** 1111 1111}, {@code
 * ada@<b>example</b>.com}. Tags that end a word are none of it: {@code <br>}, {@code </td>}.
 */
final class Emphasis {
  static final String MARKS = "*`~<";

  private static final int MOST_MARKS = 3;
  private static final String BETWEEN_DIGITS = " -.";

  private Emphasis() {}

  /** Where emphasis ends that begins here, within a value; here if there is none. */
  static int end(String text, int at) {
    if (MARKS.indexOf(PlainChars.read(text, at)) < 0) {
      return at;
    }
    int end = PlainChars.read(text, at) == '<' ? Tags.inlineEnd(text, at) : pastMarks(text, at);
    if (end < 0 || !(isOfValue(text, at - 1, -1) && isOfValue(text, end, 1))) {
      return at;
    }
    boolean isTight = isWord(text, at - 1) || isWord(text, end);
    boolean isLoneStar = end == at + 1 && isWord(text, at - 1) && isWord(text, end);
    return isTight && !isLoneStar ? end : at;
  }

  private static int pastMarks(String text, int at) {
    char mark = PlainChars.read(text, at);
    int end = at;
    while (end < text.length() && PlainChars.read(text, end) == mark && end - at <= MOST_MARKS) {
      end++;
    }
    return end - at > MOST_MARKS ? -1 : end;
  }

  /**
   * Whether digits stand before the first place and from the other on, past what separates them.
   */
  static boolean isBetweenDigits(String text, int start, int end) {
    return isDigitBeyond(text, start - 1, -1) && isDigitBeyond(text, end, 1);
  }

  private static boolean isDigitBeyond(String text, int at, int step) {
    return isDigit(text, at) || (!isWord(text, at) && isDigit(text, at + step));
  }

  /** Whether a value goes on here in this direction: also past what separates digits. */
  private static boolean isOfValue(String text, int at, int step) {
    if (isWord(text, at)) {
      return true;
    }
    boolean isBetween =
        at >= 0 && at < text.length() && BETWEEN_DIGITS.indexOf(PlainChars.read(text, at)) >= 0;
    return isBetween
        && (isDigit(text, at + step)
            || (PlainChars.read(text, at) == '.' && isWord(text, at + step)));
  }

  private static boolean isWord(String text, int at) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    char c = PlainChars.read(text, at);
    return c == '@' || isDigit(text, at) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(String text, int at) {
    return at >= 0
        && at < text.length()
        && PlainChars.read(text, at) >= '0'
        && PlainChars.read(text, at) <= '9';
  }
}
