package io.llmgw.core.detect.payment;

import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.Run;

/**
 * Tells a card's number with wide gaps, or over several lines, from the cells of a table and from
 * numbers that end one line and begin the next: of those, one in ten passes the check by chance.
 * Looks a bounded way around the number.
 */
final class NumberTable {
  /** How far lines are followed, in chars. */
  private static final int REACH = 120;

  private static final int LONGEST_GAP = 8;

  private NumberTable() {}

  /** Whether numbers stand around this one as they do in a table. */
  static boolean isAround(Run run) {
    FoldedText text = run.text();
    boolean isInRow = isRowBefore(text, run.start()) && !run.isWrapped();
    if (run.isLaidOut() && (isInRow || isRowContinued(text, run.end()))) {
      return true;
    }
    int first = lineStart(text, run.start());
    int last = lineEnd(text, run.end());
    boolean isFirst = NumberLine.gapEnd(text, first) == run.start();
    int before = lineStart(text, first - 1); // less than 0 before the first line, too
    int after = text.at(last) == '\n' ? last + 1 : -1;
    if (run.isWrapped()) {
      return beginsWithNumber(text, isFirst ? before : first) || beginsWithNumber(text, after);
    }
    if (run.separators() == 0) {
      return false;
    }
    int column = NumberLine.column(text, run.start(), Math.max(first, run.start() - REACH));
    return isRow(text, before, column) || isRow(text, after, column);
  }

  /** Whether a number follows in the same line that is no code or date behind a card. */
  private static boolean isRowContinued(FoldedText text, int end) {
    int at = NumberLine.gapEnd(text, end);
    int digits = digits(text, at);
    if (at == end || digits == 0) {
      return false;
    }
    int next = NumberLine.gapEnd(text, at + digits);
    if (digits == 3 || digits == 4) {
      return digits(text, next) > 0 && !isDate(text, next);
    }
    return !isDate(text, at);
  }

  private static boolean isDate(FoldedText text, int at) {
    return digits(text, at) == 2 && (text.at(at + 2) == '/' || text.at(at + 2) == '-');
  }

  private static boolean isRowBefore(FoldedText text, int start) {
    int at = start - 1;
    while (start - at <= LONGEST_GAP && NumberLine.isGap(text.at(at))) {
      at--;
    }
    return NumberLine.isDigit(text.at(at));
  }

  /** Whether the first cell of the line here is a number. */
  private static boolean beginsWithNumber(FoldedText text, int line) {
    int at = NumberLine.gapEnd(text, line);
    int digits = line < 0 ? 0 : digits(text, at);
    char next = text.at(at + digits);
    return digits > 1 && (next == 0 || next == '\n' || next == '\r' || NumberLine.isGap(next));
  }

  /** Whether a line holds numbers in a row, which are no card's. */
  private static boolean isRow(FoldedText text, int line, int column) {
    return line >= 0 && new NumberLine(text, line, lineEnd(text, line)).isRow(column);
  }

  private static int digits(FoldedText text, int index) {
    int at = index;
    while (NumberLine.isDigit(text.at(at)) && at - index < REACH) {
      at++;
    }
    return at - index;
  }

  /** Where the line of this place begins; less than 0 if that is out of reach. */
  private static int lineStart(FoldedText text, int index) {
    int at = index;
    while (at > 0 && index - at <= REACH && text.at(at - 1) != '\n') {
      at--;
    }
    return index - at > REACH ? -1 : at;
  }

  /** Where the line of this place ends, or reach does. */
  private static int lineEnd(FoldedText text, int index) {
    int at = index;
    while (at < text.length() && at - index <= REACH && text.at(at) != '\n') {
      at++;
    }
    return at;
  }
}
