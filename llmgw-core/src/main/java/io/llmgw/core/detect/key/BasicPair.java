package io.llmgw.core.detect.key;

import io.llmgw.core.detect.FoldedText;

/** A user and a password in base 64, with a colon between them (RFC 7617). */
final class BasicPair {
  private BasicPair() {}

  /** Whether these chars are base 64 of text with a colon in it, in whatever encoding. */
  static boolean isText(FoldedText text, int start, int end) {
    return holdsPair(text, start, end, 0xFF);
  }

  /** Whether these chars are base 64 of printable ASCII with a colon in it. */
  static boolean isOne(FoldedText text, int start, int end) {
    return holdsPair(text, start, end, 0x7E);
  }

  private static boolean holdsPair(FoldedText text, int start, int end, int greatest) {
    boolean hasColon = false;
    int bits = 0;
    int count = 0;
    for (int i = start; i < end && text.at(i) != '='; i++) {
      int value = Alphabet.valueInBase64(text.at(i));
      if (value < 0) {
        return false;
      }
      bits = (bits << 6 | value) & 0xFFFF;
      count += 6;
      if (count >= 8) {
        count -= 8;
        int octet = bits >> count & 0xFF;
        if (octet < ' ' || octet == 0x7F || octet > greatest) {
          return false;
        }
        hasColon |= octet == ':';
      }
    }
    return hasColon;
  }
}
