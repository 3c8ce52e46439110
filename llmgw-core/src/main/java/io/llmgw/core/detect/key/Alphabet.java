package io.llmgw.core.detect.key;

import io.llmgw.core.detect.AsciiSet;
import io.llmgw.core.detect.FoldedText;

/** Chars that a part of a key is made of. All are ASCII. */
public enum Alphabet {
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
  /** Of the tokens of RFC 6750, 2.1, all but the full stop. */
  TOKEN('k', true, true, "_-~+/="),
  URL_ENCODED('p', true, true, "_-+/%=");

  private static final String DECIMAL = "0123456789";
  private static final String SMALL = "abcdefghijklmnopqrstuvwxyz";
  private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  /** What the table calls it. */
  final char letter;

  @SuppressWarnings("ImmutableEnumChecker") // it is, without an annotation that says so
  private final AsciiSet chars;

  /** Digits, and these besides. */
  Alphabet(char letter, boolean hasUpper, boolean hasLower, String others) {
    this.letter = letter;
    chars = AsciiSet.of(DECIMAL + (hasUpper ? CAPITALS : "") + (hasLower ? SMALL : "") + others);
  }

  /** The alphabet that the table calls so. */
  public static Alphabet of(char letter) {
    for (Alphabet each : values()) {
      if (each.letter == letter) {
        return each;
      }
    }
    throw new IllegalArgumentException("no alphabet '" + letter + "'");
  }

  /** What a char of base 64 stands for; less than 0 for any other. */
  public static int valueInBase64(char c) {
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

  public boolean has(char c) {
    return chars.has(c);
  }

  /** Where the chars of this alphabet end that begin here; looks at no more than so many. */
  public int end(FoldedText text, int start, int most) {
    int end = start;
    while (end - start < most && has(text.at(end))) {
      end++;
    }
    return end;
  }

  /** Where the chars of this alphabet begin that end here; looks at no more than so many. */
  public int start(FoldedText text, int end, int most) {
    int start = end;
    while (end - start < most && has(text.at(start - 1))) {
      start--;
    }
    return start;
  }
}
