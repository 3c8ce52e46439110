package io.llmgw.core.detect;

/** Where words end, those of names included that programs give. */
public final class Words {
  /** The first char after Latin, Greek, Cyrillic and Armenian. */
  private static final char OTHER_SCRIPTS = 0x590;

  private Words() {}

  /**
   * Whether a letter or digit beside a number belongs to it. Letters of scripts that write no
   * blanks between words, or join their small words to a number, do not.
   */
  static boolean isJoined(char c) {
    return c < 0x80 ? Run.isPart(c) : Character.isLetterOrDigit(c) && isOfParted(c);
  }

  /** Whether a letter beside a word belongs to it; one of those scripts does not. */
  public static boolean isLetter(char c) {
    int lower = c | 0x20;
    return c < 0x80 ? lower >= 'a' && lower <= 'z' : Character.isLetter(c) && isOfParted(c);
  }

  /** Whether a char beyond ASCII is of a script that parts its words. */
  private static boolean isOfParted(char c) {
    return c < OTHER_SCRIPTS || (c >= 0x1E00 && c < 0x2000);
  }

  /**
   * Whether two chars are of one word; {@code passportNumber} and {@code pin_code} are two each.
   */
  static boolean goesOn(char before, char after) {
    return Character.isLetter(before)
        && Character.isLetter(after)
        && !(Character.isLowerCase(before) && Character.isUpperCase(after));
  }
}
