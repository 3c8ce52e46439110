package io.llmgw.core.detect.payment;

import io.llmgw.core.detect.FoldedText;

/**
 * A line beside a card's number, which may be a row of a table of numbers. What ends a cell is a
 * comma, a semicolon, a tab, a bar or more than one blank; digits with single blanks between them
 * are cells only where nothing else ends one.
 */
final class NumberLine {
  private static final int LONGEST_GAP = 8;
  private static final String ENDS = "\t|,;";

  /** Numbers in a row that make it one of a table; those of a phone are three. */
  private static final int FEWEST_CELLS = 4;

  /** Those of a card and one number more: of longer rows too many begin like one by chance. */
  private static final int MOST_GROUPS = 6;

  private static final int SHORTEST_CARD = 13;
  private static final int LONGEST_CARD = 19;

  private final FoldedText text;
  private final int start;
  private final int end;

  NumberLine(FoldedText text, int start, int end) {
    this.text = text;
    this.start = start;
    this.end = end;
  }

  /**
   * Whether it holds numbers in a row, none of them a card's.
   *
   * @param column how many groups of digits stand before the number beside it: in lines alike a
   *     card stands behind as many
   */
  boolean isRow(int column) {
    int at = start;
    while (at < end) {
      if (isDigit(text.at(at))) {
        boolean isWord = Character.isLetter(text.at(at - 1)); // an account's, or a name
        int groups = 0;
        int cells = 1;
        boolean isCell = true;
        boolean isCard = false;
        boolean isCardOfCell = false;
        int next = at;
        while (next < end && isDigit(text.at(next))) {
          isCard |= groups == column && isCard(next);
          isCardOfCell |= isCell && isCard(next);
          groups++;
          at = groupEnd(text, next);
          next = gapEnd(text, at);
          isCell = isCellEnd(text, at, next);
          cells += isCell && isDigit(text.at(next)) ? 1 : 0;
        }
        isCard |= isCardOfCell && (cells > 1 || groups <= MOST_GROUPS);
        boolean isRow = (cells > 1 ? cells : groups) >= FEWEST_CELLS;
        if (isRow && !isCard && !isWord) {
          return true;
        }
        at = next;
      } else {
        at++;
      }
    }
    return false;
  }

  /** How many groups of digits stand in a row before this place. */
  static int column(FoldedText text, int start, int lineStart) {
    int groups = 0;
    int at = start;
    while (at > lineStart) {
      int gap = at;
      while (gap > lineStart && isGap(text.at(gap - 1))) {
        gap--;
      }
      at = gap;
      while (at > lineStart && isDigit(text.at(at - 1))) {
        at--;
      }
      if (at == gap) {
        return groups;
      }
      groups++;
    }
    return groups;
  }

  /** Whether groups from here on pass for a card's number by their count and by Luhn. */
  private boolean isCard(int from) {
    int sum = 0; // of digits that are doubled if their count turns out to be even
    int other = 0;
    int count = 0;
    int at = from;
    boolean isIssuer = text.at(from) >= '2' && text.at(from) <= '6';
    while (isIssuer && isDigit(text.at(at)) && count <= LONGEST_CARD) {
      for (; isDigit(text.at(at)) && count <= LONGEST_CARD; at++) {
        int digit = text.at(at) - '0';
        int doubled = digit > 4 ? 2 * digit - 9 : 2 * digit;
        sum += count % 2 == 0 ? doubled : digit;
        other += count % 2 == 0 ? digit : doubled;
        count++;
      }
      boolean isLength = count >= SHORTEST_CARD && count <= LONGEST_CARD;
      if (isLength && (count % 2 == 0 ? sum : other) % 10 == 0) {
        return true;
      }
      at = gapEnd(text, at);
    }
    return false;
  }

  private static boolean isCellEnd(FoldedText text, int from, int to) {
    int blanks = 0;
    for (int at = from; at < to; at++) {
      blanks += text.at(at) == ' ' ? 1 : 0;
      if (ENDS.indexOf(text.at(at)) >= 0) {
        return true;
      }
    }
    return blanks > 1;
  }

  private int groupEnd(FoldedText text, int from) {
    int at = from;
    while (at < end && isDigit(text.at(at))) {
      at++;
    }
    return at;
  }

  /** Past the gap that may stand here. */
  static int gapEnd(FoldedText text, int index) {
    int at = index;
    while (at - index < LONGEST_GAP && isGap(text.at(at))) {
      at++;
    }
    return at;
  }

  static boolean isGap(char c) {
    return c == ' ' || c == '>' || ENDS.indexOf(c) >= 0;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
