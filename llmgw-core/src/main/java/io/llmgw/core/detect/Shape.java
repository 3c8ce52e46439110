package io.llmgw.core.detect;

/**
 * Which places of an identifier are digits and which are letters, without what separates its
 * groups. Immutable.
 */
public final class Shape {
  private final int length;
  private final long digits;
  private final long letters;

  private Shape(int length, long digits, long letters) {
    this.length = length;
    this.digits = digits;
    this.letters = letters;
  }

  /**
   * The shape that looks like this.
   *
   * @param example 3 to {@value Run#MOST} chars: {@code 9} for a digit, {@code A} for a letter,
   *     {@code X} for either
   */
  public static Shape of(String example) {
    int length = example.length();
    if (length < Run.FEWEST || length > Run.MOST) {
      throw new IllegalArgumentException(
          "shape " + example + ": must have " + Run.FEWEST + " to " + Run.MOST + " chars");
    }
    long digits = 0;
    long letters = 0;
    for (int i = 0; i < length; i++) {
      switch (example.charAt(i)) {
        case '9' -> digits |= 1L << i;
        case 'A' -> letters |= 1L << i;
        case 'X' -> {}
        default -> throw new IllegalArgumentException("shape " + example + ": only 9, A and X");
      }
    }
    return new Shape(length, digits, letters);
  }

  /** This many digits. */
  public static Shape digits(int count) {
    return of("9".repeat(count));
  }

  int length() {
    return length;
  }

  /** Whether a digit, or else a letter, may stand at this place. */
  boolean allows(int index, boolean isDigit) {
    return index < length && ((isDigit ? letters : digits) & 1L << index) == 0;
  }
}
