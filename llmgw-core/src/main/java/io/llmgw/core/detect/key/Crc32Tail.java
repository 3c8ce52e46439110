package io.llmgw.core.detect.key;

import io.llmgw.core.detect.FoldedText;
import java.util.zip.CRC32;

/**
 * The check that GitHub and npm put at the end of their tokens: CRC-32 in base 62, six chars with
 * leading zeros ("Behind GitHub's new authentication token formats", 2021).
 */
final class Crc32Tail {
  private static final int LENGTH = 6;
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Crc32Tail() {}

  /** Whether the last chars are the check of those before them. */
  static boolean isValid(FoldedText text, int start, int end) {
    CRC32 crc = new CRC32();
    int tail = end - LENGTH;
    for (int i = start; i < tail; i++) {
      crc.update(text.at(i));
    }
    long value = 0;
    for (int i = tail; i < end; i++) {
      value = value * DIGITS.length() + DIGITS.indexOf(text.at(i));
    }
    return value == crc.getValue();
  }
}
