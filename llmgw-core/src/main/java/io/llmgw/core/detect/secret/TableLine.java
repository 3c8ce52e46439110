package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;

/**
 * The cells of one line of a table, without the blanks around them. A separator in quotes parts no
 * cells. Not thread-safe; one is used for line after line.
 */
final class TableLine {
  static final int MOST_CELLS = 64;

  /** A longer line is none of a table. */
  static final int LONGEST = 2000;

  private final FoldedText text;
  private final char separator;
  private final int[] starts = new int[MOST_CELLS];
  private final int[] ends = new int[MOST_CELLS];
  private int cells;
  private boolean hasBar;

  TableLine(FoldedText text, char separator) {
    this.text = text;
    this.separator = separator;
  }

  /** Where the line of this place ends; a place further than {@value #LONGEST} for a longer one. */
  static int end(FoldedText text, int index) {
    int at = index;
    while (at - index <= LONGEST && at < text.length() && text.at(at) != '\n') {
      at++;
    }
    return at;
  }

  /** Whether a line has nothing but what is drawn between two rows. */
  static boolean isRuler(FoldedText text, int from, int to) {
    boolean hasDash = false;
    for (int at = from; at < to; at++) {
      hasDash |= text.at(at) == '-' || text.at(at) == '=';
      if ("-=+|: \t\r".indexOf(text.at(at)) < 0) {
        return false;
      }
    }
    return hasDash;
  }

  /** Reads the line between two places; of too many cells it has the first. */
  void read(int from, int to) {
    cells = 0;
    hasBar = false;
    int at = past(from, to);
    while (text.at(at) == '>') { // the line of a message that is quoted
      at = past(at + 1, to);
    }
    if (separator == '|' && text.at(at) == '|') {
      hasBar = true;
      at++;
    }
    boolean hasQuotes = true;
    while (at <= to) {
      int start = past(at, to);
      int quote = hasQuotes && text.at(start) == '"' ? quoteEnd(start, to) : start;
      hasQuotes = quote >= 0;
      at = Math.max(start, quote);
      while (at < to && text.at(at) != separator) {
        at++;
      }
      int end = at;
      while (end > start && isBlank(text.at(end - 1))) {
        end--;
      }
      boolean isBehindLast = separator == '|' && start >= end && at >= to;
      if (!isBehindLast && cells == MOST_CELLS) {
        return;
      }
      if (!isBehindLast) {
        starts[cells] = start;
        ends[cells++] = end;
      }
      at++;
    }
  }

  /** Where the quotes close that open here, two of which stand for one; less than 0 if nowhere. */
  private int quoteEnd(int open, int to) {
    for (int at = open + 1; at < to; at++) {
      if (text.at(at) == '"') {
        if (text.at(at + 1) != '"') {
          return at + 1;
        }
        at++;
      }
    }
    return -1;
  }

  private int past(int from, int to) {
    int at = from;
    while (at < to && text.at(at) != separator && isBlank(text.at(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
  }

  int cells() {
    return cells;
  }

  int start(int cell) {
    return starts[cell];
  }

  int end(int cell) {
    return ends[cell];
  }

  /** Whether a bar stands before its first cell. */
  boolean hasBar() {
    return hasBar;
  }

  boolean isOfBars() {
    return separator == '|';
  }

  /** Whether a blank stands behind its first comma or semicolon, as behind those of a sentence. */
  private boolean isLoose() {
    boolean isMark = separator == ',' || separator == ';';
    return isMark && text.at(starts[1] - 1) == ' ';
  }

  /**
   * What a cell holds, without quotes around it.
   *
   * @param isWhole whether a cell without quotes is to be read as one that has them, unless the
   *     line reads like a sentence
   */
  Assigned value(int cell, boolean isWhole) {
    int start = starts[cell];
    int end = ends[cell];
    int open = start;
    while (text.at(open) == '\\') {
      open++;
    }
    int slashes = open - start;
    boolean isQuoted =
        QuotedValue.isQuote(text.at(open))
            && end - 1 - slashes > open
            && text.at(end - 1) == text.at(open);
    if (isQuoted) {
      return new Assigned(open + 1, end - 1 - slashes, Assigned.How.QUOTED);
    }
    Assigned.How how = isWhole && !isLoose() ? Assigned.How.QUOTED : Assigned.How.PLAIN;
    return new Assigned(start, end, how);
  }
}
