package io.llmgw.core.detect.fold;

import org.jspecify.annotations.Nullable;

/**
 * A text without what sets its words in bold or type, as who sees it reads it: each tag of the text
 * level is nothing, and so is {@code **} or {@code __} at the edge of a word. Of {@code
 * <b>Password:</b> <code>x</code>} that is "Password: x". Unlike that of what cannot be seen, the
 * place of what is left out belongs to no char.
 */
final class Bare {
  private static final int FEWEST_MARKS = 2;
  private static final int MOST_MARKS = 3;

  private Bare() {}

  /** Whether there is any of it in a text. */
  static boolean isIn(String text) {
    boolean mayBe = text.indexOf('<') >= 0 || hasTwo(text, '*') || hasTwo(text, '_');
    return mayBe && next(text, 0) < text.length();
  }

  /** Whether two of this char stand in a row; to search for one is many times faster. */
  private static boolean hasTwo(String text, char c) {
    int at = text.indexOf(c);
    while (at >= 0 && (at + 1 == text.length() || text.charAt(at + 1) != c)) {
      at = text.indexOf(c, at + 1);
    }
    return at >= 0;
  }

  /**
   * The text without it.
   *
   * @param origin of the text; null if it is the original itself
   */
  static Folded of(String text, @Nullable Folded origin) {
    StringBuilder out = new StringBuilder(text.length());
    int[] origins = new int[text.length() + 1];
    int[] ends = new int[text.length() + 1];
    int at = 0;
    while (at < text.length()) {
      int end = end(text, at);
      if (end == at) {
        origins[out.length()] = origin == null ? at : origin.origin(at);
        out.append(text.charAt(at++));
        ends[out.length()] = origin == null ? at : origin.end(at);
      }
      at = Math.max(at, end);
    }
    origins[out.length()] = origin == null ? text.length() : origin.origin(text.length());
    return new Folded(out.toString(), origins, ends, false);
  }

  private static int next(String text, int from) {
    int at = from;
    while (at < text.length() && end(text, at) == at) {
      at++;
    }
    return at;
  }

  /** Where that ends which begins here; here if nothing does. */
  private static int end(String text, int at) {
    char written = text.charAt(at);
    if (written < 0x80 && written != '<' && written != '*' && written != '_') {
      return at; // nearly always
    }
    char c = PlainChars.read(text, at);
    if (c == '<') {
      return Math.max(at, Tags.styledEnd(text, at));
    }
    return c == '*' || c == '_' ? marksEnd(text, at, c) : at;
  }

  private static int marksEnd(String text, int at, char mark) {
    char before = read(text, at - 1);
    int end = at;
    while (read(text, end) == mark && end - at <= MOST_MARKS) {
      end++;
    }
    int marks = end - at;
    boolean isRun = marks >= FEWEST_MARKS && marks <= MOST_MARKS && before != mark;
    return isRun && isEdge(before, read(text, end)) ? end : at;
  }

  /** Whether a word, with its punctuation, begins or ends between these. */
  private static boolean isEdge(char before, char behind) {
    if (before == '/' || behind == '/') {
      return false; // a comment, or the path of many files
    }
    boolean isOpening = !Character.isLetterOrDigit(before) && behind > ' ';
    boolean isClosing = before > ' ' && !Character.isLetterOrDigit(behind);
    return isOpening || isClosing;
  }

  /** What stands here; a blank outside of the text. */
  private static char read(String text, int at) {
    return at < 0 || at >= text.length() ? ' ' : PlainChars.read(text, at);
  }
}
