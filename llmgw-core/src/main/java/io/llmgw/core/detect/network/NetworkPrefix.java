package io.llmgw.core.detect.network;

import io.llmgw.core.detect.FoldedText;

/** The length of a network's prefix after an address, as in {@code 10.0.0.0/8} (RFC 4632, 3.1). */
final class NetworkPrefix {
  private NetworkPrefix() {}

  /** Where the prefix that begins here ends; the same place if none does. */
  static int end(FoldedText text, int start, int most) {
    if (text.at(start) != '/') {
      return start;
    }
    int at = start + 1;
    int value = 0;
    while (at - start < 4 && Digits.isDecimal(text.at(at))) {
      value = value * 10 + text.at(at++) - '0';
    }
    char after = text.at(at);
    boolean isPrefix =
        at > start + 1 && value <= most && !Character.isLetterOrDigit(after) && after != '/';
    return isPrefix ? at : start;
  }
}
