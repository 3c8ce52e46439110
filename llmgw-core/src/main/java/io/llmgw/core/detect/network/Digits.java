package io.llmgw.core.detect.network;

import io.llmgw.core.detect.FoldedText;

/** Digits of addresses. */
final class Digits {
  private Digits() {}

  static boolean isDecimal(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isHex(char c) {
    return isDecimal(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /** Where the hexadecimal digits from this place on end, after so many at most. */
  static int hexEnd(FoldedText text, int start, int most) {
    int at = start;
    while (at - start < most && isHex(text.at(at))) {
      at++;
    }
    return at;
  }

  /** Where the hexadecimal digits before this place begin, so many at most. */
  static int hexStart(FoldedText text, int end, int most) {
    int at = end;
    while (end - at < most && isHex(text.at(at - 1))) {
      at--;
    }
    return at;
  }
}
