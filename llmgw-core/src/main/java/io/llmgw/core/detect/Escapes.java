package io.llmgw.core.detect;

/**
 * ASCII chars that are written by their number: {@code \\u0040} as in JSON and many languages,
 * {@code %40} as in URLs.
 */
final class Escapes {
  /** What {@link #charAt} says of a place where none stands. */
  static final int NONE = -1;

  private static final int OF_PERCENT = 3;
  private static final int OF_BACKSLASH = 6;

  private Escapes() {}

  /** The printable char that is written here by its number, or {@link #NONE}. */
  static int charAt(String text, int index) {
    char c = text.charAt(index);
    if (c == '%') {
      return printable(text, index + 1);
    }
    return c == '\\' && text.startsWith("u00", index + 1) ? printable(text, index + 4) : NONE;
  }

  /** How many chars such a number takes that begins with this one. */
  static int length(char first) {
    return first == '%' ? OF_PERCENT : OF_BACKSLASH;
  }

  private static int printable(String text, int index) {
    if (index + 2 > text.length()) {
      return NONE;
    }
    int high = hex(text.charAt(index));
    int low = hex(text.charAt(index + 1));
    int value = high << 4 | low;
    return high < 0 || low < 0 || value < 0x20 || value > 0x7E ? NONE : value;
  }

  private static int hex(char c) {
    return c < 0x80 ? Character.digit(c, 16) : NONE;
  }
}
