package io.llmgw.core.detect.key;

import io.llmgw.core.detect.FoldedText;

/** The end of a line within a value: in a mail, in a quotation, or of a string in a program. */
final class LineBreak {
  private static final int LONGEST = 24;
  private static final String BETWEEN = " \t\r\n\"'`,+>|";

  private LineBreak() {}

  /** Where the next line goes on behind this place; less than 0 if no line ends here. */
  static int past(FoldedText text, int index) {
    int at = index;
    boolean isLine = false;
    while (at - index < LONGEST && BETWEEN.indexOf(text.at(at)) >= 0) {
      isLine |= text.at(at) == '\n' || text.at(at) == '\r';
      at++;
    }
    return isLine ? at : -1;
  }
}
