package io.llmgw.core.detect;

import java.util.List;

/**
 * Letters and digits as identifiers are written: in groups, with one separator between two. The run
 * grows group by group; what it holds is in upper case and without separators. Only ASCII letters
 * and digits belong to it. Not thread-safe; one is used over and over.
 */
public final class Run {
  /** The most chars that an identifier has: an IBAN's. */
  static final int MOST = 34;

  /** More groups than any identifier is written in: an IBAN of 34 chars has nine. */
  private static final int MOST_GROUPS = 10;

  /** The fewest chars that an identifier has. */
  static final int FEWEST = 3;

  /** Separators, each a bit of {@link #separators()}. */
  public static final int BLANK = 1;

  public static final int HYPHEN = 2;
  public static final int DOT = 4;
  public static final int SLASH = 8;
  public static final int COLON = 16;
  public static final int UNDERSCORE = 32;
  public static final int NEWLINE = 64;

  /** Stands for a blank where forms are sent; elsewhere it adds. */
  public static final int PLUS = 128;

  /**
   * A wide gap adds it to the kind of separator that it stands for: blanks, tabs, {@code " - "}.
   */
  public static final int LOOSE = 256;

  /** What says how a number is laid out, besides the one kind of separator that it has. */
  static final int LAYOUT = NEWLINE | LOOSE;

  private final FoldedText text;
  private final CueWindow cues;
  private final GroupBreak separator;
  private final char[] chars = new char[MOST];
  private int start;
  private int end;
  private int length;
  private int groups;
  private int separators;
  private long groupEnds;

  /** Those of its groups behind which a line ends. */
  private long lineEnds;

  private boolean hasUpper;
  private boolean hasLower;

  /** The number of the cues of the identifier that judges it, and those themselves. */
  private int cue;

  private List<String> words = List.of();

  Run(FoldedText text, CueWindow cues) {
    this.text = text;
    this.cues = cues;
    this.separator = new GroupBreak(text);
  }

  /** Begins at this place, with nothing in it. */
  void begin(int index) {
    start = index;
    end = index;
    length = 0;
    groups = 0;
    separators = 0;
    groupEnds = 0;
    lineEnds = 0;
    hasUpper = false;
    hasLower = false;
  }

  /** Takes in the next group; false if there is none, or if it would become too long. */
  boolean grow() {
    if (groups == MOST_GROUPS) {
      return false;
    }
    int at = end;
    if (groups > 0) {
      if (!separator.read(end, separators)) {
        return false;
      }
      at = separator.end();
      separators |= separator.kinds();
      lineEnds |= separator.isLine() ? 1L << length : 0;
    }
    int from = at;
    while (isPart(text.at(at))) {
      if (length == MOST) {
        return false;
      }
      take(text.at(at++));
    }
    if (at == from || Words.isJoined(text.at(at))) {
      return false;
    }
    end = at;
    groups++;
    groupEnds |= 1L << length;
    return true;
  }

  private void take(char c) {
    if (isDigit(c)) {
      chars[length++] = c;
    } else {
      hasUpper |= c < 'a';
      hasLower |= c >= 'a';
      chars[length++] = (char) (c & ~0x20);
    }
  }

  static boolean isPart(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Number of letters and digits. */
  public int length() {
    return length;
  }

  /** The letter, in upper case, or digit at this place. */
  public char at(int index) {
    return chars[index];
  }

  /** Whether it is a digit that stands at this place, or else a letter. */
  boolean isDigitAt(int index) {
    return chars[index] <= '9';
  }

  /** The value of the digit at this place. */
  public int digit(int index) {
    return chars[index] - '0';
  }

  /** The digits from one place to before another, as a number; at most 18 of them. */
  public long number(int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + digit(i);
    }
    return number;
  }

  /** The letters and digits from one place to before another. */
  public String part(int from, int to) {
    return new String(chars, from, to - from);
  }

  /** Whether all letters and digits are the same. */
  public boolean isUniform() {
    for (int i = 1; i < length; i++) {
      if (chars[i] != chars[0]) {
        return false;
      }
    }
    return true;
  }

  /** Which separators stand between its groups: a bit each, 0 for none. */
  public int separators() {
    return separators;
  }

  /** Whether it is written in groups of these sizes. */
  public boolean isGrouped(int... sizes) {
    return ends(sizes) == groupEnds;
  }

  /** As {@link #isGrouped}, but for ends of lines, which may stand anywhere between its chars. */
  public boolean isGroupedOverLines(int... sizes) {
    long ends = ends(sizes);
    return (ends & ~groupEnds) == 0 && (groupEnds & ~ends & ~lineEnds) == 0;
  }

  private static long ends(int... sizes) {
    long ends = 0;
    int at = 0;
    for (int size : sizes) {
      at += size;
      ends |= 1L << at;
    }
    return ends;
  }

  /** Whether a line ends within it. */
  public boolean isWrapped() {
    return lineEnds != 0;
  }

  /** Whether a line ends in it after this many chars. */
  public boolean isWrappedAt(int count) {
    return (lineEnds & 1L << count) != 0;
  }

  /** Whether it is laid out over lines, or with wide gaps. */
  public boolean isLaidOut() {
    return isWrapped() || (separators & LOOSE) != 0;
  }

  /** Whether a group ends after this many chars. */
  public boolean isSplitAt(int count) {
    return (groupEnds & 1L << count) != 0;
  }

  /** Whether its letters are written partly in upper and partly in lower case. */
  public boolean isMixedCase() {
    return hasUpper && hasLower;
  }

  /**
   * Whether it goes on a number: a digit and one of {@code . / : -} stand before it. A comma is
   * none of them, as it separates the values of a table, nor is a slash behind another number.
   */
  public boolean continuesNumber() {
    return joins(text.at(start - 1))
        && isDigit(text.at(start - 2))
        && !isBesideOther(start - 1, -1);
  }

  /** Whether a number goes on after it: one of {@code . / : -} and a digit stand there. */
  public boolean isContinued() {
    return joins(text.at(end)) && isDigit(text.at(end + 1)) && !isBesideOther(end, 1);
  }

  /** Whether a slash parts it from one as long, or from another long one where a cue is near. */
  private boolean isBesideOther(int slash, int step) {
    if (text.at(slash) != '/' || length < BesideSlash.FEWEST) {
      return false;
    }
    boolean isAsLong = BesideSlash.chars(text, slash + step, step, "-.") == length;
    return isAsLong
        || (BesideSlash.chars(text, slash + step, step, "-./") >= BesideSlash.FEWEST && isCued());
  }

  private static boolean joins(char c) {
    return c == '.' || c == '/' || c == ':' || c == '-';
  }

  /** Whether it stands by itself: it neither goes on a number nor is it continued. */
  public boolean isAlone() {
    return !continuesNumber() && !isContinued();
  }

  /** Whether a blank and a digit stand before or after it, as in a table of numbers. */
  public boolean isAmongNumbers() {
    return (text.at(start - 1) == ' ' && isDigit(text.at(start - 2)))
        || (text.at(end) == ' ' && isDigit(text.at(end + 1)));
  }

  /** Whether its letters are all in upper case; true if it has none. */
  public boolean isUpperCase() {
    return !hasLower;
  }

  /**
   * Whether a cue of the identifier that judges it stands near, or in the heading of its column.
   * For those that are nothing without one; it is the dearest question, to be asked last.
   */
  public boolean isCued() {
    return cues.isNear(cue, start, end) || NumberRow.isHeaded(text, start, words);
  }

  /**
   * Whether it is a piece of a longer number or of a row of numbers: more digits are joined to it,
   * by one of {@code . / : -}, or by a blank where it has blanks itself, or by the end of a line
   * between rows of numbers. Where a cue is near it is none of a row.
   */
  public boolean isPartOfMore() {
    return !isAlone() || ((separators & BLANK) != 0 && isInRow() && !isSaid());
  }

  private boolean isInRow() {
    return isSpaced(start - 1, -1, start) || isSpaced(end, 1, end - 1);
  }

  private boolean isSpaced(int edge, int step, int own) {
    int blank = pastMarks(edge, step);
    int digit = pastMarks(blank + step, step);
    boolean isLine = text.at(blank) == '\n';
    return (isLine || text.at(blank) == ' ')
        && isDigit(text.at(digit))
        && !(isLine && (NumberRow.hasWords(text, own) || NumberRow.hasWords(text, digit)));
  }

  /** Past the asterisks with which Markdown sets digits in bold. */
  private int pastMarks(int index, int step) {
    int at = index;
    while (text.at(at) == '*' && at != index + 3 * step) {
      at += step;
    }
    return at;
  }

  /** Whether a cue says what it is, in a row of numbers that of its own column. */
  private boolean isSaid() {
    return isCued() && !NumberRow.isOfOther(text, start, end, words);
  }

  /** Index of its first char in the text. */
  public int start() {
    return start;
  }

  /** Index after its last char in the text. */
  public int end() {
    return end;
  }

  /** The text around it. */
  public FoldedText text() {
    return text;
  }

  /** Is judged by the identifier with these cues from now on. */
  void isJudgedWith(int cue, List<String> words) {
    this.cue = cue;
    this.words = words;
  }
}
