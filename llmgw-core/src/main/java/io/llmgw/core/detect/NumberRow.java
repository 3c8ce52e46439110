package io.llmgw.core.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table that holds numbers and no words. What its cells are is said by the heading of
 * their column and by no other word that happens to stand near, such as "mobile" over the next
 * column. Looks a bounded way around a cell.
 */
public final class NumberRow {
  /** So far a line is followed. */
  private static final int LONGEST_LINE = 240;

  /** So many lines above it the heading may stand. */
  private static final int MOST_LINES = 6;

  /** The fewest columns of a table of numbers: two may be a number and its code. */
  private static final int FEWEST = 3;

  /** A longer row of letters is a word. */
  private static final int LONGEST_UNIT = 2;

  /** What is said of a column whose heading is out of reach: words near it stand elsewhere. */
  private static final String NONE = " ";

  private static final String SEPARATORS = ",;\t|";

  /** What a blank, or more than one, stands for where nothing else separates the cells. */
  private static final char BLANKS = ' ';

  private final FoldedText text;
  private final int lineStart;
  private final int lineEnd;
  private char separator;

  private NumberRow(FoldedText text, int lineStart, int lineEnd) {
    this.text = text;
    this.lineStart = lineStart;
    this.lineEnd = lineEnd;
  }

  /** Whether words beside what stands here are not for it, as its column has another heading. */
  public static boolean isOfOther(FoldedText text, int start, int end, List<String> cues) {
    String heading = heading(text, start, end);
    return heading != null && !has(heading, cues) && !isHeaded(text, start, cues);
  }

  private static boolean has(String heading, List<String> cues) {
    for (int i = 0; i < cues.size(); i++) {
      String cue = cues.get(i);
      if (cue.length() > LONGEST_UNIT && hasWord(heading, cue)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasWord(String heading, String cue) {
    int at = heading.indexOf(cue);
    while (at > 0) {
      int end = at + cue.length();
      if (heading.charAt(at - 1) == ' ' && heading.startsWith(" ", end)) {
        return true;
      }
      at = heading.indexOf(cue, at + 1);
    }
    return false;
  }

  /** Whether the heading of the column in which this begins has one of these words. */
  static boolean isHeaded(FoldedText text, int start, List<String> cues) {
    String heading = text.columns().heading(start);
    return heading.length() > 1 && has(heading, cues);
  }

  /** As {@link #isHeaded(FoldedText, int, List)}. */
  public static boolean isHeaded(FoldedText text, int start, Cues cues) {
    String heading = text.columns().heading(start);
    return heading.length() > 1 && has(heading, cues);
  }

  /** As {@link #isOfOther(FoldedText, int, int, List)}. */
  public static boolean isOfOther(FoldedText text, int start, int end, Cues... cues) {
    String heading = heading(text, start, end);
    if (heading == null) {
      return false;
    }
    for (Cues each : cues) {
      if (has(heading, each) || isHeaded(text, start, each)) {
        return false;
      }
    }
    return true;
  }

  private static boolean has(String heading, Cues cues) {
    FoldedText words = new FoldedText();
    words.read(heading);
    return cues.isWithin(words, 0, words.length());
  }

  /** The heading of the column of this cell; null if it stands in no table of numbers. */
  private static @Nullable String heading(FoldedText text, int start, int end) {
    int lineStart = lineStart(text, start);
    if (lineStart < 0) {
      return null; // nor is the whole of a long line looked at for each of its numbers
    }
    NumberRow row = new NumberRow(text, lineStart, lineEnd(text, end));
    return row.isOfNumbers(start, end) ? row.headingOf(start) : null;
  }

  /**
   * Whether the line of this place has words, as far as it is followed: it is no row of numbers.
   */
  static boolean hasWords(FoldedText text, int index) {
    int from = Math.max(lineStart(text, index), index - LONGEST_LINE);
    return hasWord(text, Math.max(0, from), lineEnd(text, index));
  }

  private static boolean hasWord(FoldedText text, int from, int to) {
    int letters = 0;
    for (int at = from; at < to; at++) {
      letters = Character.isLetter(text.at(at)) ? letters + 1 : 0;
      if (letters > LONGEST_UNIT) {
        return true;
      }
    }
    return false;
  }

  /** Whether no word stands in the line, and two more cells than this one at least. */
  private boolean isOfNumbers(int start, int end) {
    if (hasWord(text, lineStart, lineEnd)) {
      return false;
    }
    separator = separator();
    int before = cells(lineStart, start);
    int behind = cells(end, lineEnd);
    return before + behind + 1 >= FEWEST;
  }

  private @Nullable String headingOf(int start) {
    int columns = cells(lineStart, lineEnd);
    int column = cells(lineStart, start);
    int end = lineStart - 1;
    for (int i = 0; i < MOST_LINES && end > 0; i++) {
      int from = lineStart(text, end);
      if (from < 0) {
        return null;
      }
      if (hasWords(from, end)) {
        return cells(from, end) == columns ? cell(from, end, column) : null;
      }
      end = from - 1;
    }
    return end > 0 ? NONE : null;
  }

  /** Whether a line has words, or letters alone, as the short names of columns are. */
  private boolean hasWords(int from, int to) {
    int letters = 0;
    boolean hasDigits = false;
    boolean hasLetters = false;
    for (int at = from; at < to; at++) {
      letters = Character.isLetter(text.at(at)) ? letters + 1 : 0;
      hasLetters |= letters > 0;
      hasDigits |= Run.isDigit(text.at(at));
      if (letters > LONGEST_UNIT) {
        return true;
      }
    }
    return hasLetters && !hasDigits;
  }

  private char separator() {
    for (int at = lineStart; at < lineEnd; at++) {
      if (SEPARATORS.indexOf(text.at(at)) >= 0) {
        return text.at(at);
      }
    }
    return BLANKS;
  }

  /** How many cells begin between two places. */
  private int cells(int from, int to) {
    int cells = 0;
    boolean isWithin = false;
    for (int at = from; at < to; at++) {
      char c = text.at(at);
      boolean isSeparator = c == separator || (separator == BLANKS && c <= ' ');
      boolean isBlank = c == ' ' || c == '\r' || c == '"';
      if (isSeparator) {
        isWithin = false;
      } else if (!isBlank && !isWithin) {
        isWithin = true;
        cells++;
      }
    }
    return cells;
  }

  /** The cell of this number in a line, in words. */
  private String cell(int from, int to, int column) {
    StringBuilder chars = new StringBuilder();
    int cell = -1;
    boolean isWithin = false;
    for (int at = from; at < to; at++) {
      char c = text.at(at);
      boolean isSeparator = c == separator || (separator == BLANKS && c <= ' ');
      boolean isBegun = !isSeparator && !isWithin && c != ' ' && c != '"';
      cell += isBegun ? 1 : 0;
      isWithin = !isSeparator && (isWithin || isBegun);
      if (isWithin && cell == column) {
        chars.append(c);
      }
    }
    return Heading.words(chars.toString());
  }

  /** Where the line of this place begins; less than 0 if that is out of reach. */
  private static int lineStart(FoldedText text, int index) {
    int at = index;
    while (at > 0 && index - at <= LONGEST_LINE && text.at(at - 1) != '\n') {
      at--;
    }
    return index - at > LONGEST_LINE ? -1 : at;
  }

  private static int lineEnd(FoldedText text, int index) {
    int at = index;
    while (at < text.length() && at - index <= LONGEST_LINE && text.at(at) != '\n') {
      at++;
    }
    return at;
  }
}
