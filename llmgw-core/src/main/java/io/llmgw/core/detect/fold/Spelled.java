package io.llmgw.core.detect.fold;

import java.util.BitSet;

/**
 * Values that are spelled char by char: {@code 4 1 1 1 1 1 1 1}, {@code a-d-a-@}, one char a line.
 * Where one separator stands between chars, more of them stand between groups; three that are no
 * blanks are one that is spelled itself.
 */
final class Spelled {
  static final String SEPARATORS = " -._\n";

  /** Letters and digits that are spelled at least; dots and lines number things as well. */
  private static final int FEWEST = 8;

  private static final int FEWEST_OF_NUMBERING = 12;

  private Spelled() {}

  /** Whether the separator here stands between single chars, at a first look. */
  static boolean mayBeAt(String text, int at) {
    if (at + 4 >= text.length()) {
      return false;
    }
    char c = PlainChars.read(text, at);
    return SEPARATORS.indexOf(c) >= 0
        && PlainChars.read(text, at + 2) == c
        && PlainChars.read(text, at + 4) == c
        && isElement(text, at + 1, c)
        && (isElement(text, at + 3, c) || (c != ' ' && PlainChars.read(text, at + 3) == c));
  }

  /**
   * Where what is spelled ends that begins at the separator here or just before it. If too little
   * is, where it would end, as a negative number.
   */
  static int end(String text, int at) {
    return end(text, at, Integer.MAX_VALUE);
  }

  /** As {@link #end}, but no further than it takes to say that enough is spelled. */
  static int enough(String text, int at) {
    return end(text, at, FEWEST_OF_NUMBERING);
  }

  private static int end(String text, int at, int most) {
    char separator = PlainChars.read(text, at);
    int fewest = separator == '.' || separator == '\n' ? FEWEST_OF_NUMBERING : FEWEST;
    int element = start(text, at);
    int count = 0;
    int letters = 0;
    int end = element;
    int endBefore = element;
    while (element >= 0 && count < most) {
      if (isAlnum(text, element)) {
        count++;
        letters += isLetter(text, element) ? 1 : 0;
        endBefore = end;
        end = element + 1;
      }
      int next = next(text, element + 1, separator);
      if (next < 0 && count < fewest) {
        return -(element + 1);
      }
      element = next;
    }
    // A word of one letter that follows a number is none of it.
    return letters == 1 && isLetter(text, end - 1) ? endBefore : end;
  }

  /** The first letter or digit that is spelled. */
  private static int start(String text, int at) {
    boolean isBefore = isElement(text, at - 1, PlainChars.read(text, at)) && !isAlnum(text, at - 2);
    int start = isBefore ? at - 1 : at + 1;
    return isAlnum(text, start) ? start : start + 2;
  }

  /** Whether no letter is spelled behind the first char: a word of one letter before a number. */
  private static boolean isBehindWord(String text, int start, int end) {
    for (int i = start + 1; i < end; i++) {
      if (isLetter(text, i)) {
        return false;
      }
    }
    return isLetter(text, start);
  }

  /** The single char that comes next behind one that ends here; less than 0 if there is none. */
  private static int next(String text, int end, char separator) {
    int next = end;
    while (next < text.length() && PlainChars.read(text, next) == separator && next - end < 4) {
      next++;
    }
    boolean isFit = next - end == 1 || next - end == 3 || (next - end == 2 && separator == ' ');
    if (next == end && next < text.length()) {
      char c = PlainChars.read(text, end);
      isFit = (c == '\n' || c == ' ') && next + 2 < text.length();
      next = end + 1;
      isFit &= isFit && PlainChars.read(text, next + 1) == separator;
    }
    boolean isSingle =
        isElement(text, next, separator) && !(isAlnum(text, next) && isAlnum(text, next + 1));
    return isFit && isSingle ? next : -1;
  }

  /** Marks the separators to be left out between these places. */
  static void drop(String text, int at, int end, BitSet dropped) {
    char separator = PlainChars.read(text, at);
    int first = start(text, at);
    int i = isBehindWord(text, first, end) ? first + 2 : first;
    while (i < end) {
      int from = i + 1;
      int to = from;
      while (to < end && PlainChars.read(text, to) == separator) {
        to++;
      }
      dropped.set(from, Math.max(from, to - from == 1 ? to : to - 1));
      i = to;
    }
  }

  private static boolean isElement(String text, int at, char separator) {
    char c = at < 0 || at >= text.length() ? ' ' : PlainChars.read(text, at);
    return c > ' ' && c < 0x7F && c != separator;
  }

  private static boolean isAlnum(String text, int at) {
    return isLetter(text, at) || isDigit(text, at);
  }

  private static boolean isLetter(String text, int at) {
    char c = at < 0 || at >= text.length() ? ' ' : PlainChars.read(text, at);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(String text, int at) {
    return at >= 0
        && at < text.length()
        && PlainChars.read(text, at) >= '0'
        && PlainChars.read(text, at) <= '9';
  }
}
