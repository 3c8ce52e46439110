package io.llmgw.core.detect;

/**
 * Some ASCII chars, a bit for each: what is asked for each char of a text costs no search through a
 * string. Immutable and thread-safe.
 */
public final class AsciiSet {
  private static final int WORD = Long.SIZE;

  private final long low;
  private final long high;

  private AsciiSet(long low, long high) {
    this.low = low;
    this.high = high;
  }

  /**
   * The chars of a string.
   *
   * @throws IllegalArgumentException for one that is not ASCII
   */
  public static AsciiSet of(String chars) {
    long low = 0;
    long high = 0;
    for (int i = 0; i < chars.length(); i++) {
      char c = chars.charAt(i);
      if (c >= 2 * WORD) {
        throw new IllegalArgumentException("char " + (int) c + " is not ASCII");
      }
      low |= c < WORD ? 1L << c : 0;
      high |= c < WORD ? 0 : 1L << c;
    }
    return new AsciiSet(low, high);
  }

  /** These chars, and those of a string besides. */
  public AsciiSet and(String chars) {
    AsciiSet more = of(chars);
    return new AsciiSet(low | more.low, high | more.high);
  }

  public boolean has(char c) {
    return c < 2 * WORD && ((c < WORD ? low : high) & 1L << c) != 0;
  }
}
