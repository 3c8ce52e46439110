package io.llmgw.core.detect.contact;

import io.llmgw.core.detect.FoldedText;

/**
 * Tells the comma of an amount, as in {@code 9,975 972}, from one between the cells of a table.
 * Digits of which one group is that of a phone, or whose separators no amount has, are a cell.
 */
final class CommaTie {
  /** The digits of thousands, and the most that an amount has before its first comma. */
  private static final int THOUSANDS = 3;

  private CommaTie() {}

  /** Whether the digits here may be part of an amount. */
  static boolean holds(FoldedText text, DialString number) {
    boolean isSpaced = number.isOnly(' ') && !number.hasPlus();
    return isSpaced && (isBefore(text, number) || isBehind(text, number));
  }

  private static boolean isBefore(FoldedText text, DialString number) {
    int digits = 0;
    int comma = number.start() - 1;
    while (digits <= THOUSANDS && Letters.isDigit(text.at(comma - 1 - digits))) {
      digits++;
    }
    return text.at(comma) == ','
        && digits > 0
        && digits <= THOUSANDS
        && number.size(0) <= THOUSANDS;
  }

  private static boolean isBehind(FoldedText text, DialString number) {
    int digits = 0;
    int comma = number.end();
    while (digits <= THOUSANDS && Letters.isDigit(text.at(comma + 1 + digits))) {
      digits++;
    }
    return text.at(comma) == ','
        && digits > 0
        && digits <= THOUSANDS
        && number.size(number.groups() - 1) <= THOUSANDS;
  }
}
