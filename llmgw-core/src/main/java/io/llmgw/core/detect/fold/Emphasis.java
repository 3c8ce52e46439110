package io.llmgw.core.detect.fold;

/**
 * What sets a part of a value in bold, italics or type: {@code 4111 **1111** 1111 1111}, {@code
 * ada@<b>example</b>.com}.
 */
final class Emphasis {
  static final String MARKS = "*`~<";

  private static final int MOST_MARKS = 3;
  private static final int LONGEST_TAG = 10;
  private static final String BETWEEN_DIGITS = " -.";

  private Emphasis() {}

  /** Where emphasis ends that begins here, within a value; here if there is none. */
  static int end(String text, int at) {
    if (MARKS.indexOf(PlainChars.read(text, at)) < 0) {
      return at;
    }
    int end = PlainChars.read(text, at) == '<' ? pastTag(text, at) : pastMarks(text, at);
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

  private static int pastTag(String text, int at) {
    int end = at + 1;
    while (end < text.length() && end - at <= LONGEST_TAG) {
      char c = PlainChars.read(text, end);
      if (c == '>') {
        return end > at + 1 ? end + 1 : -1;
      }
      boolean isOfTag = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' || c == ' ';
      if (!isOfTag) {
        return -1;
      }
      end++;
    }
    return -1;
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
