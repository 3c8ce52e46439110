package io.llmgw.core.detect;

/**
 * The cells below a label that heads a column of a table, row by row. A line counts for a heading
 * and for a row as {@link Columns} takes it for one; the table ends behind more than {@value
 * #MOST_ODD} lines that are no rows of it, and where the same column is headed once more, as the
 * label there has the rows below. Not thread-safe.
 */
public final class LabelledColumn {
  /** So many lines may stand between two rows. */
  private static final int MOST_ODD = 3;

  private static final String SEPARATORS = "\t|;,";

  private final FoldedText text;
  private final Cues labels;
  private final Columns lines;
  private final int columns;
  private final int column;
  private boolean isOpen;
  private int start;
  private int end;

  private LabelledColumn(FoldedText text, int lineStart, int label, Cues labels) {
    this.text = text;
    this.labels = labels;
    lines = new Columns(text, lineStart);
    isOpen = lines.readNext() && lines.isHeading();
    columns = isOpen ? lines.columns() : 0;
    column = isOpen ? lines.column(label) : 0;
    isOpen &= !labels.isWithin(text, lines.cellStart(), label); // the first one has the column
  }

  /**
   * What stands below the label of this place.
   *
   * @param labels all that the rule has
   */
  public static LabelledColumn below(FoldedText text, int label, Cues labels) {
    return new LabelledColumn(text, lineStart(text, label), label, labels);
  }

  /**
   * Whether a label may head a column: it stands in a short cell. To be asked first, as it costs no
   * memory.
   */
  public static boolean mayHead(FoldedText text, int label) {
    boolean isParted = false;
    int at = label;
    while (at < text.length() && text.at(at) != '\n' && !isParted) {
      isParted = isSeparator(text, at);
      if (at - label > Columns.LONGEST_HEADING) {
        return false;
      }
      at++;
    }
    int lineStart = lineStart(text, label);
    return lineStart >= 0 && (isParted || isBehindSeparator(text, lineStart, label));
  }

  private static boolean isBehindSeparator(FoldedText text, int lineStart, int label) {
    for (int at = label - 1; at >= lineStart; at--) {
      if (isSeparator(text, at)) {
        return true;
      }
    }
    return false;
  }

  /** Where the line begins; less than 0 if what stands before is no row of short cells. */
  private static int lineStart(FoldedText text, int label) {
    int cells = 0;
    int cellEnd = label;
    int at = label;
    while (at > 0 && text.at(at - 1) != '\n') {
      at--;
      if (isSeparator(text, at)) {
        cells++;
        cellEnd = at;
      }
      if (cellEnd - at > Columns.LONGEST_HEADING || cells > Columns.MOST_HEADINGS) {
        return -1;
      }
    }
    return at;
  }

  private static boolean isSeparator(FoldedText text, int index) {
    char c = text.at(index);
    return SEPARATORS.indexOf(c) >= 0 || (c == ' ' && text.at(index + 1) == ' ');
  }

  /** Goes on to the next cell; false if there is none. */
  public boolean next() {
    int odd = 0;
    while (isOpen && odd <= MOST_ODD && lines.readNext()) {
      if (!lines.isRow() || lines.columns() != columns) {
        odd++;
      } else {
        odd = 0;
        lines.seekColumn(column);
        isOpen = !lines.isHeading() || !labels.isWithin(text, lines.cellStart(), lines.cellEnd());
        trim();
        if (isOpen && start < end) {
          return true;
        }
      }
    }
    isOpen = false;
    return false;
  }

  /** Leaves out blanks, quotes and other signs around what the cell holds. */
  private void trim() {
    start = lines.cellStart();
    end = lines.cellEnd();
    while (start < end && !Character.isLetterOrDigit(text.at(start))) {
      start++;
    }
    while (start < end && !Character.isLetterOrDigit(text.at(end - 1))) {
      end--;
    }
  }

  /** Index of the first letter or digit of the cell. */
  public int start() {
    return start;
  }

  /** Index after its last. */
  public int end() {
    return end;
  }
}
