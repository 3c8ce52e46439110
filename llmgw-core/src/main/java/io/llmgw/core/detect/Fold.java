package io.llmgw.core.detect;

/**
 * What a char is read as. Letters of other scripts that look like Latin ones are folded within a
 * word that has Latin letters or digits as well, so that Russian and Greek stay what they are.
 */
final class Fold {
  /** Is left out. */
  private static final char NOTHING = 0xFFFF;

  /** How far a word is looked at: without a bound, long words would take the square of them. */
  private static final int LONGEST_WORD = 40;

  /** For each char of the basic plane what it is read as; 0 for itself. */
  private static final char[] PLAIN = plain();

  private Fold() {}

  /** The first place at which the text is read as another; its length if there is none. */
  static int firstOf(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean isRead = c < 0x80 ? Escapes.charAt(text, i) == Escapes.NONE : readAs(text, i) == c;
      if (!isRead) {
        return i;
      }
    }
    return length;
  }

  /**
   * The text as it is read.
   *
   * @param first what {@link #firstOf} said
   * @param origins is filled with the index of each char's original, and the text's length after
   *     the last
   */
  static String of(String text, int first, int[] origins) {
    StringBuilder folded = new StringBuilder(text.length()).append(text, 0, first);
    for (int i = 0; i < first; i++) {
      origins[i] = i;
    }
    for (int i = first; i < text.length(); i++) {
      int start = i;
      int escaped = Escapes.charAt(text, i);
      if (escaped != Escapes.NONE) {
        origins[folded.length()] = start;
        folded.append((char) escaped);
        i += Escapes.length(text.charAt(i)) - 1;
        continue;
      }
      int read = readAs(text, i);
      boolean isPair = isPair(text, i);
      if (isPair) {
        i++;
      }
      if (read == NOTHING) {
        continue;
      }
      origins[folded.length()] = start;
      if (isPair && read == text.charAt(start)) {
        origins[folded.length() + 1] = i;
        folded.append(text, start, i + 1);
      } else {
        folded.append((char) read);
      }
    }
    origins[folded.length()] = text.length();
    return folded.toString();
  }

  /** What the char here is read as: itself, another one, or {@link #NOTHING}. */
  private static int readAs(String text, int index) {
    char c = text.charAt(index);
    if (Character.isHighSurrogate(c)) {
      return isPair(text, index) ? readOf(text.codePointAt(index), c) : c;
    }
    char plain = PLAIN[c];
    if (plain == 0) {
      return c;
    }
    return LookAlikes.isOne(c) && !isMixed(text, index) ? c : plain;
  }

  private static boolean isPair(String text, int index) {
    return Character.isHighSurrogate(text.charAt(index))
        && index + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(index + 1));
  }

  /** What a code point above the basic plane is read as; {@code itself} if it is nothing else. */
  private static int readOf(int point, char itself) {
    if (point >= 0xE0020 && point <= 0xE007E) {
      return point - 0xE0000; // tag characters: ASCII that nobody sees
    }
    if (point >= 0xE0000 && point <= 0xE01EF) {
      return NOTHING; // the other tags, and variation selectors
    }
    int digit = Character.digit(point, 10);
    if (digit >= 0) {
      return '0' + digit;
    }
    if (point >= 0x1D400 && point <= 0x1F189) {
      char letter = LookAlikes.compatible(point);
      return letter == 0 ? itself : letter;
    }
    return itself;
  }

  /** Whether the word around this place has Latin letters or digits. */
  private static boolean isMixed(String text, int index) {
    int from = Math.max(0, index - LONGEST_WORD);
    for (int i = index - 1; i >= from && isOfWord(text.charAt(i)); i--) {
      if (isLatin(text.charAt(i))) {
        return true;
      }
    }
    int to = Math.min(text.length(), index + LONGEST_WORD);
    for (int i = index + 1; i < to && isOfWord(text.charAt(i)); i++) {
      if (isLatin(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }

  private static boolean isLatin(char c) {
    return c < 0x80 && c != '_' && c != '-';
  }

  private static char[] plain() {
    char[] plain = new char[1 << 16];
    for (int c = 0x80; c < plain.length; c++) {
      plain[c] = plainOf((char) c);
    }
    LookAlikes.addTo(plain);
    return plain;
  }

  private static char plainOf(char c) {
    if (isUnseen(c)) {
      return NOTHING;
    }
    if (c == 0x85 || c == 0x2028 || c == 0x2029) {
      return '\n';
    }
    if (Character.getType(c) == Character.SPACE_SEPARATOR) {
      return ' ';
    }
    if (Character.getType(c) == Character.DASH_PUNCTUATION || c == 0x2212) {
      return '-';
    }
    int digit = Character.digit(c, 10);
    if (digit >= 0) {
      return (char) ('0' + digit);
    }
    return c >= 0xFF01 && c <= 0xFF5E ? (char) (c - 0xFEE0) : 0;
  }

  /** Format characters, blanks without width, selectors, and marks that stand on other chars. */
  private static boolean isUnseen(char c) {
    return Character.getType(c) == Character.FORMAT
        || (c >= 0x0300 && c <= 0x036F) // combining marks, the grapheme joiner among them
        || (c >= 0x1AB0 && c <= 0x1AFF)
        || (c >= 0x1DC0 && c <= 0x1DFF)
        || (c >= 0x20D0 && c <= 0x20FF)
        || (c >= 0xFE00 && c <= 0xFE0F)
        || (c >= 0xFE20 && c <= 0xFE2F)
        || c == 0x115F // fillers of Hangul, and a pattern of Braille without dots
        || c == 0x1160
        || c == 0x3164
        || c == 0xFFA0
        || c == 0x2800;
  }
}
