package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;

/** Where a key may begin. */
final class Boundary {
  private Boundary() {}

  /** Whether no letter or digit stands before this place, but for those of an escape. */
  static boolean isFreeBefore(FoldedText text, int index) {
    char before = text.at(index - 1);
    return !Character.isLetterOrDigit(before) || isEscape(text, index - 2);
  }

  /** Whether the end of a line, or a tab, is written out here. */
  static boolean isEscape(FoldedText text, int index) {
    char letter = text.at(index + 1);
    return text.at(index) == '\\' && (letter == 'n' || letter == 'r' || letter == 't');
  }
}
