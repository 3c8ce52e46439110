package io.llmgw.providers.recurring;

/** A whole number in JSON, found and read without a parser. Used again for the next one. */
final class NumberBody {
  /** No number that is read so has more digits: it fits, whatever it is. */
  static final int MOST_DIGITS = 9;

  private int end;
  private long value;

  /** Looks for a number that begins here; says whether there is one, and nothing else of it. */
  boolean find(byte[] bytes, int from, int limit) {
    value = 0;
    end = from;
    while (end < limit && bytes[end] >= '0' && bytes[end] <= '9') {
      value = 10 * value + (bytes[end++] - '0');
      if (end - from > MOST_DIGITS) {
        return false;
      }
    }
    boolean leadingZero = end - from > 1 && bytes[from] == '0'; // is none in JSON
    boolean over = end < limit && ".eE".indexOf(bytes[end]) < 0;
    return end > from && !leadingZero && over;
  }

  /** The place behind it. */
  int end() {
    return end;
  }

  /** The number. */
  long value() {
    return value;
  }
}
