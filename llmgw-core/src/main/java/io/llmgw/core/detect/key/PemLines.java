package io.llmgw.core.detect.key;

import io.llmgw.core.detect.FoldedText;

/** Lines of base 64, as they stand in files, in source text and in quotations. */
final class PemLines {
  private static final int LONGEST_HEADER = 200;
  private static final int LONGEST_NAME = 24;

  /** Chars that a line has at least, unless it is the last one. */
  private static final int SHORTEST = 16;

  private static final String BETWEEN = " \t\r\n\"'`,+>|#*;";

  private PemLines() {}

  /** Where base 64 ends that begins here. */
  static int lineEnd(FoldedText text, int start) {
    int end = start;
    while (Alphabet.BASE64.has(text.at(end)) || text.at(end) == '=') {
      end++;
    }
    return end;
  }

  /** Where the next line begins, past blanks, quotes and ends of lines. */
  static int pastBreak(FoldedText text, int index) {
    int at = index;
    while (BETWEEN.indexOf(text.at(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static boolean isEndOfLine(char c) {
    return c == '\n' || c == '\r';
  }

  /** Whether it is a line of its own: long, padded, or mixed. */
  static boolean isWhole(FoldedText text, int start, int end) {
    return end - start >= SHORTEST
        || text.at(end - 1) == '='
        || Variety.of(text, start, end).isRandom();
  }

  static boolean isDashes(FoldedText text, int index) {
    return text.at(index) == '-' && text.at(index + 1) == '-';
  }

  /** Where a line ends that has a name and a colon; less than 0 if here is none. */
  static int headerEnd(FoldedText text, int start) {
    int at = Alphabet.WORD.end(text, start, LONGEST_NAME);
    if (at == start || text.at(at) != ':' || text.at(at + 1) != ' ') {
      return -1;
    }
    while (at - start < LONGEST_HEADER) {
      if (isEndOfLine(text.at(at))) {
        return at;
      }
      at++;
    }
    return -1;
  }
}
