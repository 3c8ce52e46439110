package io.llmgw.core.detect.contact;

/** What belongs to a word in the scripts of the world. */
final class Letters {
  private Letters() {}

  /** Whether it is a letter, a digit, or a mark that belongs to a letter. */
  static boolean isLetterOrDigit(char c) {
    return isLetter(c) || isDigit(c);
  }

  /** Whether it is a letter, or a mark that belongs to one. */
  static boolean isLetter(char c) {
    return c < 0x80
        ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
        : Character.isLetter(c) || isMark(c);
  }

  /** Whether it is a digit; those of other scripts are read as these. */
  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isMark(char c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  /** Whether its script sets no blanks between words, so that other text may touch it. */
  static boolean isUnspaced(char c) {
    if (c < 0x0E00) {
      return false;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }
}
