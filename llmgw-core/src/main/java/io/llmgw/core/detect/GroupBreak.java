package io.llmgw.core.detect;

/**
 * What stands between two groups of an identifier: one separator, some blanks or tabs, a dash
 * between blanks, or the end of a line with the indent of the next one. Not thread-safe; one is
 * used over and over.
 */
final class GroupBreak {
  private static final int MOST_BLANKS = 4;
  private static final int LONGEST_INDENT = 8;
  private static final String INDENT = " \t>|";

  private final FoldedText text;
  private int kinds;
  private int end;
  private boolean isLine;

  GroupBreak(FoldedText text) {
    this.text = text;
  }

  /**
   * Reads what stands at this place; false if no group follows.
   *
   * @param before kinds of the separators between the groups so far
   */
  boolean read(int index, int before) {
    isLine = false;
    if (text.at(index) == ' ' && Run.isPart(text.at(index + 1))) { // nearly always
      kinds = Run.BLANK;
      end = index + 1;
      return true;
    }
    kinds = 0;
    int at = pastEmphasis(index);
    if (at > index && Run.isPart(text.at(at))) {
      end = at;
      return true;
    }
    int mark = pastBlanks(at);
    char c = text.at(mark);
    if (isLineEnd(c)) {
      boolean isBlank = mark > at ? (before & Run.HYPHEN) == 0 : (before & Run.BLANK) != 0;
      kinds = isBlank ? Run.BLANK : Run.NEWLINE;
      kinds |= isWide(at, mark) ? Run.LOOSE : 0;
      end = pastLine(mark);
    } else if (mark > at) {
      boolean isDash = c == '-' && isBlank(text.at(mark + 1));
      kinds = isDash ? Run.HYPHEN : Run.BLANK;
      kinds |= isDash || isWide(at, mark) ? Run.LOOSE : 0;
      end = isDash ? pastBlanks(mark + 1) : mark;
    } else {
      kinds = kind(c);
      if (kinds == 0) {
        return false;
      }
      end = at + 1;
      if (c == '-' && isLineEnd(text.at(end))) {
        kinds |= Run.LOOSE;
        end = pastLine(end);
      }
    }
    end = pastEmphasis(end);
    return Run.isPart(text.at(end));
  }

  /** Bits of {@link Run#separators()}; 0 if only emphasis stands there. */
  int kinds() {
    return kinds;
  }

  /** Where the next group begins. */
  int end() {
    return end;
  }

  /** Whether a line ends there. */
  boolean isLine() {
    return isLine;
  }

  /** Markdown sets digits in bold now and then: at most three asterisks belong to no group. */
  private int pastEmphasis(int index) {
    int at = index;
    while (text.at(at) == '*' && at < index + 3) {
      at++;
    }
    return at;
  }

  private int pastBlanks(int index) {
    int at = index;
    while (at - index < MOST_BLANKS && isBlank(text.at(at))) {
      at++;
    }
    return at;
  }

  /** Where a line begins behind its indent, or the signs of a quotation. */
  private int pastLine(int index) {
    isLine = true;
    int line = text.at(index + 1) == '\n' ? index + 2 : index + 1;
    int at = line;
    while (at - line <= LONGEST_INDENT && INDENT.indexOf(text.at(at)) >= 0) {
      at++;
    }
    return at;
  }

  /** Whether these blanks are more than one that people put between groups. */
  private boolean isWide(int from, int to) {
    return to - from > 1 || (to > from && text.at(from) == '\t');
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private static int kind(char c) {
    return switch (c) {
      case '-' -> Run.HYPHEN;
      case '.' -> Run.DOT;
      case '/' -> Run.SLASH;
      case ':' -> Run.COLON;
      case '_' -> Run.UNDERSCORE;
      case '+' -> Run.PLUS;
      default -> 0;
    };
  }
}
