package io.llmgw.core.detect.key;

import io.llmgw.core.detect.FoldedText;

/**
 * How mixed chars are, which tells what was drawn at random from what was made up of words.
 *
 * @param length number of chars
 * @param distinct number of different ASCII chars
 * @param digits number of digits
 * @param upper number of letters in upper case
 * @param lower number of letters in lower case
 */
public record Variety(int length, int distinct, int digits, int upper, int lower) {
  private static final int VARIED = 6;
  private static final int RANDOM = 9;

  /** The variety of the chars between these places. */
  public static Variety of(FoldedText text, int start, int end) {
    long low = 0;
    long high = 0;
    int digits = 0;
    int upper = 0;
    int lower = 0;
    for (int i = start; i < end; i++) {
      char c = text.at(i);
      if (c < 64) {
        low |= 1L << c;
      } else if (c < 128) {
        high |= 1L << c;
      }
      digits += c >= '0' && c <= '9' ? 1 : 0;
      upper += c >= 'A' && c <= 'Z' ? 1 : 0;
      lower += c >= 'a' && c <= 'z' ? 1 : 0;
    }
    int distinct = Long.bitCount(low) + Long.bitCount(high);
    return new Variety(end - start, distinct, digits, upper, lower);
  }

  /** Whether it is more than a few chars again and again. */
  public boolean isVaried() {
    return distinct >= Math.min(VARIED, length / 2);
  }

  /** Whether few words are so: many different chars, digits among letters. */
  public boolean isRandom() {
    boolean isMixed = digits > 0 && upper + lower > 0;
    return isMixed && distinct >= RANDOM && (digits >= 3 || (upper > 0 && lower > 0));
  }
}
