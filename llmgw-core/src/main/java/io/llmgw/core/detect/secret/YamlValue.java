package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;

/** Where a value of YAML begins behind its tag, its anchor, or the sign of a block of lines. */
final class YamlValue {
  private static final int LONGEST_NAME = 32;
  private static final int MOST_BLANKS = 32;

  private YamlValue() {}

  /** Past what stands before the value at this place; the place itself if nothing does. */
  static int start(FoldedText text, int index) {
    int at = index;
    while (isTagOrAnchor(text, at)) {
      at = pastBlanks(text, pastName(text, at));
    }
    if (!isLastOfLine(text, at)) {
      return index;
    }
    char block = text.at(at);
    return block == '|' || block == '>' ? ofBlock(text, at, index) : at;
  }

  private static boolean isTagOrAnchor(FoldedText text, int index) {
    boolean isOne = text.isAt(index, "!!") || text.at(index) == '&';
    int end = isOne ? pastName(text, index) : index;
    return end > index + 1 && text.at(end) == ' ';
  }

  private static int pastName(FoldedText text, int index) {
    int at = index;
    while (text.at(at) == '!' || text.at(at) == '&') {
      at++;
    }
    return Alphabet.WORD.end(text, at, LONGEST_NAME);
  }

  /** Whether one word, or what is in quotes, is all that stands on the line from here on. */
  private static boolean isLastOfLine(FoldedText text, int index) {
    char first = text.at(index);
    if (QuotedValue.isQuote(first) || first == '|' || first == '>') {
      return true;
    }
    int at = index;
    while (text.at(at) > ' ') {
      at++;
    }
    char after = text.at(pastBlanks(text, at));
    boolean isEnd = after == 0 || after == '\n' || after == '\r' || after == '#';
    return Alphabet.ALNUM.has(first) && isEnd;
  }

  /** Where the first line of a block begins, which is indented. */
  private static int ofBlock(FoldedText text, int sign, int otherwise) {
    int at = sign + 1;
    while (at - sign < 3 && (Alphabet.DIGITS.has(text.at(at)) || "+-".indexOf(text.at(at)) >= 0)) {
      at++;
    }
    at = text.at(at) == '\r' ? at + 1 : at;
    int line = at + 1;
    int start = pastBlanks(text, line);
    boolean isBlock = text.at(at) == '\n' && start > line;
    return isBlock ? start : otherwise;
  }

  private static int pastBlanks(FoldedText text, int index) {
    int at = index;
    while (at - index < MOST_BLANKS && (text.at(at) == ' ' || text.at(at) == '\t')) {
      at++;
    }
    return at;
  }
}
