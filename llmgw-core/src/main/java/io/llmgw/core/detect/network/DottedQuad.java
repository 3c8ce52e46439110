package io.llmgw.core.detect.network;

import io.llmgw.core.detect.FoldedText;

/** Four numbers below 256 without leading zeros, with dots between (RFC 3986, 3.2.2). */
final class DottedQuad {
  private static final int NUMBERS = 4;

  private DottedQuad() {}

  /** Where the one that begins here ends; -1 if none does. */
  static int end(FoldedText text, int start) {
    int at = numberEnd(text, start);
    for (int i = 1; i < NUMBERS && at > 0; i++) {
      at = text.at(at) == '.' ? numberEnd(text, at + 1) : -1;
    }
    return at;
  }

  private static int numberEnd(FoldedText text, int start) {
    int at = start;
    int value = 0;
    while (at - start < NUMBERS && Digits.isDecimal(text.at(at))) {
      value = value * 10 + text.at(at++) - '0';
    }
    boolean isPadded = at - start > 1 && text.at(start) == '0';
    return at == start || value > 255 || isPadded ? -1 : at;
  }
}
