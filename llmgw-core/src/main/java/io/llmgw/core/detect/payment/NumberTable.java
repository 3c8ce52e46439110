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
  private static final String GAPS = " \t|,;>";

  /** Numbers in a row that make it one of a table; those of a phone are three. */
  private static final int FEWEST_CELLS = 4;

  private static final int SHORTEST_CARD = 13;
  private static final int LONGEST_CARD = 19;

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
    boolean isFirst = cellStart(text, first) == run.start();
    int before = first > 0 ? lineStart(text, first - 1) : -1;
    int after = text.at(last) == '\n' ? last + 1 : -1;
    if (run.isWrapped()) {
      return beginsWithNumber(text, isFirst ? before : first) || beginsWithNumber(text, after);
    }
    return run.separators() != 0 && (isRow(text, before) || isRow(text, after));
  }

  /** Whether a number follows in the same line that is no code or date behind a card. */
  private static boolean isRowContinued(FoldedText text, int end) {
    int at = cellStart(text, end);
    int digits = digits(text, at);
    if (at == end || digits == 0) {
      return false;
    }
    int next = cellStart(text, at + digits);
    boolean isCode = (digits == 3 || digits == 4) && next > at + digits;
    if (isCode && digits(text, next) > 0) {
      return !isDate(text, next);
    }
    boolean isLast = (digits == 3 || digits == 4) && digits(text, next) == 0;
    return !isLast && !isDate(text, at);
  }

  private static boolean isDate(FoldedText text, int at) {
    return digits(text, at) == 2 && (text.at(at + 2) == '/' || text.at(at + 2) == '-');
  }

  private static boolean isRowBefore(FoldedText text, int start) {
    int at = start - 1;
    while (start - at <= LONGEST_GAP && GAPS.indexOf(text.at(at)) >= 0) {
      at--;
    }
    return at < start - 1 && isDigit(text.at(at));
  }

  /** Whether the first cell of the line here is a number. */
  private static boolean beginsWithNumber(FoldedText text, int line) {
    int at = cellStart(text, line);
    int digits = line < 0 ? 0 : digits(text, at);
    char next = text.at(at + digits);
    return digits > 1 && (next == 0 || next == '\n' || next == '\r' || GAPS.indexOf(next) >= 0);
  }

  /** Whether a line holds numbers in a row, which are no card's. */
  private static boolean isRow(FoldedText text, int line) {
    int at = Math.max(0, line);
    int end = line < 0 ? at : lineEnd(text, at);
    while (at < end) {
      int start = at;
      boolean isWord = Character.isLetter(text.at(at - 1)); // an account's, or a name
      int sum = 0; // by Luhn, of digits that are doubled if their count turns out to be even
      int other = 0;
      int count = 0;
      int cells = 0;
      boolean isCard = false;
      while (at < end && isDigit(text.at(at))) {
        int length = digits(text, at);
        for (int i = at; i < at + length; i++) {
          int digit = text.at(i) - '0';
          int doubled = digit > 4 ? 2 * digit - 9 : 2 * digit;
          sum += count % 2 == 0 ? doubled : digit;
          other += count % 2 == 0 ? digit : doubled;
          count++;
        }
        cells++;
        boolean isLength = count >= SHORTEST_CARD && count <= LONGEST_CARD;
        isCard |= isLength && isIssuer(text.at(start)) && (count % 2 == 0 ? sum : other) % 10 == 0;
        at = cellStart(text, at + length);
      }
      if (cells >= FEWEST_CELLS && !isCard && !isWord) {
        return true;
      }
      at = at == start ? at + 1 : at;
    }
    return false;
  }

  /** Whether cards' numbers begin so. */
  private static boolean isIssuer(char first) {
    return first >= '2' && first <= '6';
  }

  /** Where the next cell of a row begins, past the gap that may stand here. */
  private static int cellStart(FoldedText text, int index) {
    int at = index;
    while (at - index < LONGEST_GAP && GAPS.indexOf(text.at(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static int digits(FoldedText text, int index) {
    int at = index;
    while (isDigit(text.at(at)) && at - index < REACH) {
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

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
