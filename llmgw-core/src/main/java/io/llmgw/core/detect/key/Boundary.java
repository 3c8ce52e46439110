package io.llmgw.core.detect.key;

import io.llmgw.core.detect.FoldedText;

/** Where a key may begin. */
final class Boundary {
  private Boundary() {}

  /** Whether no letter or digit stands before this place. */
  static boolean isFreeBefore(FoldedText text, int index) {
    return !Character.isLetterOrDigit(text.at(index - 1));
  }
}
