package io.llmgw.core.detect.vehicle;

/**
 * How a registration is written, as a number: two bits for each char, so that one is read from a
 * text without a copy of it. {@code A} stands for a capital, {@code 9} for a digit.
 */
final class PlateForm {
  /** Letters, digits and separators of the longest. */
  static final int LONGEST = 11;

  /** The form of no chars. It is not 0, so that forms of another length are others. */
  static final int EMPTY = 1;

  private static final int BITS = 2;
  private static final int TWO_CHARS = 0xF;
  private static final int LETTER_BEHIND_DIGIT = of("9A") & TWO_CHARS;

  private PlateForm() {}

  /** The form with what one more char is; -1 for a char that no registration has. */
  static int with(int form, char c) {
    int kind = kind(isCapital(c) ? 'A' : isDigit(c) ? '9' : c);
    return kind < 0 ? -1 : form << BITS | kind;
  }

  private static int kind(char written) {
    return switch (written) {
      case 'A' -> 0;
      case '9' -> 1;
      case ' ' -> 2;
      case '-' -> 3;
      default -> -1;
    };
  }

  /** The form that is written so. */
  static int of(String written) {
    int form = EMPTY;
    for (int i = 0; i < written.length(); i++) {
      form = form << BITS | kind(written.charAt(i));
    }
    return form;
  }

  /** Whether its last letter stands alone behind a digit. */
  static boolean endsInLetter(int form) {
    return (form & TWO_CHARS) == LETTER_BEHIND_DIGIT;
  }

  static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
