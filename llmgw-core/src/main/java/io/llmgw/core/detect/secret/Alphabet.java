package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import java.util.Arrays;

/** Chars that a part of a key is made of. All are ASCII. */
enum Alphabet {
  DIGITS('d', false, false, ""),
  HEX('h', false, false, "abcdef"),
  ANY_HEX('H', false, false, "abcdefABCDEF"),
  LOWER('l', false, true, ""),
  UPPER('u', true, false, ""),
  ALNUM('a', true, true, ""),
  WORD('w', true, true, "_-"),
  DOTTED('t', true, true, "_-~."),
  BASE64('b', true, true, "+/"),
  PADDED('e', true, true, "_-+/="),
  URL_ENCODED('p', true, true, "_-+/%=");

  /** What the table calls it. */
  final char letter;

  private final boolean[] chars = new boolean[128];

  /** Digits, and these besides. */
  Alphabet(char letter, boolean hasUpper, boolean hasLower, String others) {
    this.letter = letter;
    Arrays.fill(chars, '0', '9' + 1, true);
    Arrays.fill(chars, 'A', 'Z' + 1, hasUpper);
    Arrays.fill(chars, 'a', 'z' + 1, hasLower);
    for (int i = 0; i < others.length(); i++) {
      chars[others.charAt(i)] = true;
    }
  }

  /** The alphabet that the table calls so. */
  static Alphabet of(char letter) {
    for (Alphabet each : values()) {
      if (each.letter == letter) {
        return each;
      }
    }
    throw new IllegalArgumentException("no alphabet '" + letter + "'");
  }

  /** What a char of base 64 stands for; less than 0 for any other. */
  static int valueInBase64(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
  }

  boolean has(char c) {
    return c < 128 && chars[c];
  }

  /** Where the chars of this alphabet end that begin here; looks at no more than so many. */
  int end(FoldedText text, int start, int most) {
    int end = start;
    while (end - start < most && has(text.at(end))) {
      end++;
    }
    return end;
  }

  /** Where the chars of this alphabet begin that end here; looks at no more than so many. */
  int start(FoldedText text, int end, int most) {
    int start = end;
    while (end - start < most && has(text.at(start - 1))) {
      start--;
    }
    return start;
  }
}
