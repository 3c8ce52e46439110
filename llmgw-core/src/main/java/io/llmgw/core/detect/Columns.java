package io.llmgw.core.detect;

import java.util.Arrays;

/**
 * The headings of the tables of one text. Reads each line once, as far as it is asked, and keeps
 * for each way to separate cells the last line that may be a heading, however far above its rows
 * that stands. Not thread-safe.
 */
final class Columns {
  /** A longer line is no row. */
  private static final int LONGEST_LINE = 2000;

  /** A longer cell heads no column. */
  static final int LONGEST_HEADING = 40;

  /** The first digits of a row that no heading has. */
  private static final int NUMBER = 3;

  private static final String SEPARATORS = "\t||;,";

  private static final int BAR = SEPARATORS.indexOf('|');

  /**
   * A table between bars may have one column. It is kept apart from wider ones, in which a row of
   * one cell is the name of a group or a note.
   */
  private static final int ONE_COLUMN = SEPARATORS.lastIndexOf('|');

  /** Stands for two blanks or more. */
  private static final int WIDE = SEPARATORS.length();

  private static final int BLANK = 1 << WIDE;

  /** What a line between two rows is drawn of: {@code +----+----+}. */
  private static final String RULE = "+-= \r";

  /** For each char of ASCII a bit for each kind of separator that it is. */
  private static final byte[] KINDS = kinds();

  /** Columns behind these have no heading. */
  static final int MOST_HEADINGS = 64;

  /** The last heading of one kind: its words by column. */
  private static final class Table {
    private final String[] headings = new String[MOST_HEADINGS];
    private int columns;

    /** Whether the line above is one of its rows, and whether one of them has had numbers. */
    private boolean isOpen;

    private boolean hasRows;
  }

  private final FoldedText text;
  private final Table[] tables = new Table[WIDE + 1];
  private int lineStart;
  private int lineEnd;

  /** The kind of separator of the line, and whether it is a row of a table. */
  private int kind;

  private boolean isRow;

  /** Whether the line may be a heading. */
  private boolean isHeading;

  /** The cell that was asked about last. */
  private int cellStart;

  private int column;

  Columns(FoldedText text) {
    this.text = text;
    clear();
  }

  /** Those of the tables from the line on that begins here. */
  Columns(FoldedText text, int lineStart) {
    this(text);
    lineEnd = lineStart - 1;
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[0x80];
    for (int kind = 0; kind < WIDE; kind++) {
      kinds[SEPARATORS.charAt(kind)] = (byte) (kinds[SEPARATORS.charAt(kind)] | 1 << kind);
    }
    kinds[' '] = (byte) BLANK;
    return kinds;
  }

  /** Forgets all, as the text is another one. */
  void clear() {
    Arrays.fill(tables, null);
    lineStart = 0;
    lineEnd = -1;
    isRow = false;
  }

  /** The words over the column of what begins here; a blank for none. */
  String heading(int start) {
    if (start < lineStart) {
      return " "; // behind what was asked before: of the line above, if a line ends in it
    }
    while (lineEnd < start && lineEnd < text.length()) {
      readLine(lineEnd + 1);
    }
    Table table = isRow ? tables[kind] : null;
    if (table == null) {
      return " ";
    }
    seek(start);
    return column < MOST_HEADINGS ? table.headings[column] : " ";
  }

  /** Reads one more line; false if there is none. */
  boolean readNext() {
    if (lineEnd >= text.length()) {
      return false;
    }
    readLine(lineEnd + 1);
    return true;
  }

  /** Whether the line that was read last goes on a table. */
  boolean isRow() {
    return isRow;
  }

  /** Whether it may be a heading. */
  boolean isHeading() {
    return isHeading;
  }

  /** The number of its column in which this place is. */
  int column(int start) {
    seek(start);
    return column;
  }

  /** Goes to its cell in this column. */
  void seekColumn(int wanted) {
    seek(lineStart);
    while (column < wanted) {
      seek(nextCell(cellStart));
    }
  }

  /** Where the cell begins that was gone to. */
  int cellStart() {
    return cellStart;
  }

  /** Where it ends, with the separator behind it. */
  int cellEnd() {
    return Math.min(nextCell(cellStart), lineEnd);
  }

  private void seek(int start) {
    if (start < cellStart) {
      cellStart = firstCell();
      column = 0;
    }
    int end = nextCell(cellStart);
    while (end <= start) {
      cellStart = end;
      column++;
      end = nextCell(cellStart);
    }
  }

  private void readLine(int start) {
    lineStart = start;
    int kinds = 0;
    int length = text.length();
    int before = 0;
    int at = start;
    for (char c = text.at(at); at < length && c != '\n'; c = text.at(++at)) {
      int kind = c < KINDS.length ? KINDS[c] : 0;
      kinds |= kind & (before | ~BLANK); // one blank separates nothing
      before = kind;
    }
    lineEnd = at;
    isRow = false;
    isHeading = false;
    if (isRule()) {
      return;
    }
    boolean isLine = kinds != 0 && at - start <= LONGEST_LINE;
    kind = isLine ? kindOf(kinds) : -1;
    closeOthers();
    if (isLine) {
      readRow();
    }
  }

  /** Whether it is drawn between two rows, and ends no table. */
  private boolean isRule() {
    boolean isCrossed = false;
    for (int at = lineStart; at < lineEnd; at++) {
      if (RULE.indexOf(text.at(at)) < 0) {
        return false;
      }
      isCrossed |= text.isAt(at, "+-") || text.isAt(at, "+=");
    }
    return isCrossed;
  }

  /** That of the table which the line goes on; the strongest of these where it goes on none. */
  private int kindOf(int kinds) {
    for (int i = 0; i <= WIDE; i++) {
      Table table = tables[i];
      kind = i;
      if ((kinds & 1 << i) != 0 && table != null && table.columns == columns()) {
        return i;
      }
    }
    kind = Integer.numberOfTrailingZeros(kinds);
    return kind == BAR && columns() == 1 ? ONE_COLUMN : kind;
  }

  /** How many cells the line has. */
  int columns() {
    int columns = 0;
    for (int at = firstCell(); at <= lineEnd; at = nextCell(at)) {
      columns++;
    }
    return columns;
  }

  /** The line is no row of these. */
  private void closeOthers() {
    for (int i = 0; i <= WIDE; i++) {
      Table other = tables[i];
      boolean isWithin = i == kind || (i == BAR && kind == ONE_COLUMN);
      if (other != null && !isWithin) {
        other.isOpen = false;
      }
    }
  }

  private void readRow() {
    int columns = 0;
    boolean isShort = true;
    boolean hasLetters = false;
    int at = firstCell();
    cellStart = at;
    column = 0;
    while (at <= lineEnd) {
      int next = nextCell(at);
      isShort &= next - at <= LONGEST_HEADING && !hasNumber(at, next);
      hasLetters |= hasLetters(at, next);
      columns++;
      at = next;
    }
    Table table = tables[kind];
    boolean continues = table != null && table.columns == columns;
    boolean isTable = columns > 1 || kind == ONE_COLUMN;
    isHeading = isShort && hasLetters && isTable;
    if (isHeading) {
      boolean isOpen = continues && table != null && table.isOpen;
      if (!isOpen || table == null) {
        table = new Table();
        table.columns = columns;
        Arrays.fill(table.headings, "");
        tables[kind] = table;
      }
      if (!table.hasRows) {
        addHeadings(table);
      }
      table.isOpen = true;
    } else if (table != null) {
      table.isOpen = continues;
      table.hasRows |= continues && !isShort;
    }
    isRow = continues;
  }

  /** Lines above the first row of numbers count all, as prose may look like a heading. */
  private void addHeadings(Table table) {
    int at = firstCell();
    for (int i = 0; i < Math.min(table.columns, MOST_HEADINGS); i++) {
      int next = nextCell(at);
      if (table.headings[i].length() < 4 * LONGEST_HEADING) {
        table.headings[i] += Heading.words(text.part(at, Math.min(next, lineEnd)));
      }
      at = next;
    }
  }

  /** Behind the bar or the blanks that a line may begin with. */
  private int firstCell() {
    int at = lineStart;
    while (at < lineEnd && text.at(at) == ' ') {
      at++;
    }
    return (kind == BAR || kind == ONE_COLUMN) && text.at(at) == '|' ? at + 1 : at;
  }

  /** Where the next cell begins; behind the end of the line for none. */
  private int nextCell(int from) {
    boolean isQuoted = false;
    int at = from;
    while (at < lineEnd) {
      char c = text.at(at);
      isQuoted ^= c == '"';
      if (!isQuoted && kind < WIDE && c == SEPARATORS.charAt(kind)) {
        return c == '|' && isBlankFrom(at + 1) ? lineEnd + 1 : at + 1;
      }
      if (!isQuoted && kind == WIDE && c == ' ' && text.at(at + 1) == ' ') {
        return isBlankFrom(at) ? lineEnd + 1 : pastBlanks(at);
      }
      at++;
    }
    return lineEnd + 1;
  }

  private boolean isBlankFrom(int index) {
    int at = pastBlanks(index);
    return at >= lineEnd || text.at(at) == '\r';
  }

  private int pastBlanks(int index) {
    int at = index;
    while (at < lineEnd && text.at(at) == ' ') {
      at++;
    }
    return at;
  }

  private boolean hasNumber(int from, int to) {
    int digits = 0;
    for (int at = from; at < to && digits < NUMBER; at++) {
      digits = Run.isDigit(text.at(at)) ? digits + 1 : 0;
    }
    return digits >= NUMBER || Run.isDigit(text.at(pastBlanks(from)));
  }

  private boolean hasLetters(int from, int to) {
    for (int at = from; at < to; at++) {
      if (Character.isLetter(text.at(at))) {
        return true;
      }
    }
    return false;
  }
}
