package io.llmgw.core.detect;

/**
 * How long the number is that a slash parts from another one: two of a kind are written so, as in
 * {@code 536-22-1234/536-22-1235}, and so are pieces of one number.
 */
final class BesideSlash {
  /** The fewest chars of a number of its own: a date has fewer on either side of a slash. */
  static final int FEWEST = 8;

  private BesideSlash() {}

  /**
   * Number of letters and digits of what begins or ends here, with what separates its groups left
   * out.
   *
   * @param step 1 to look on from here, -1 to look back
   * @param separators that may stand between its groups, besides a blank between digits
   */
  static int chars(FoldedText text, int index, int step, String separators) {
    int chars = 0;
    int at = index;
    while (chars <= Run.MOST) {
      char c = text.at(at);
      if (Run.isPart(c)) {
        chars++;
      } else if (!isBetween(c, text.at(at + step), separators)) {
        return chars;
      }
      at += step;
    }
    return chars;
  }

  private static boolean isBetween(char c, char next, String separators) {
    return c == ' ' ? Run.isDigit(next) : separators.indexOf(c) >= 0 && Run.isPart(next);
  }
}
