package io.llmgw.core.detect;

/** Where words end, those of names included that programs give. */
final class Words {
  private Words() {}

  /** The first char after Latin, Greek, Cyrillic and Armenian. */
  private static final char OTHER_SCRIPTS = 0x590;

  /**
   * Whether a letter or digit beside a number belongs to it. Letters of scripts that write no
   * blanks between words, or join their small words to a number, do not.
   */
  static boolean isJoined(char c) {
    return c < 0x80
        ? Run.isPart(c)
        : Character.isLetterOrDigit(c) && (c < OTHER_SCRIPTS || (c >= 0x1E00 && c < 0x2000));
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
