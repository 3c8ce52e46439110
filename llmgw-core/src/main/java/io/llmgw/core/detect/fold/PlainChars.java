package io.llmgw.core.detect.fold;

import java.util.Arrays;

/** What single chars are read as, whatever they are written as. */
final class PlainChars {
  /** Is left out; no code point. */
  static final int NOTHING = 0x110000;

  private static final int ASCII = 0x80;
  private static final int PAGE_BITS = 8;
  private static final int PAGE = 1 << PAGE_BITS;

  /** Marks in the table: it is left out, or goes by its neighbours. */
  private static final char UNSEEN = 0xFFFF;

  private static final char BY_NEIGHBOURS = 0xFFFE;

  /** The first half of a pair: the code point decides. */
  private static final char PAIRED = 0xFFFD;

  /**
   * For each char of the basic plane what it is read as; 0 for itself. In pages of 256 chars: those
   * in which all are themselves, as ideographs are, share one, so that few caches are filled.
   */
  private static final char[][] PLAIN = pages(table());

  /** ASCII chars that may begin an escape, or control what is seen. */
  private static final boolean[] OTHERS = others();

  private PlainChars() {}

  /** Whether this ASCII char may be read as another. */
  static boolean mayBeOther(char c) {
    return OTHERS[c];
  }

  /** What the code point here is read as: itself, another one, or {@link #NOTHING}. */
  static int at(String text, int index) {
    char c = text.charAt(index);
    char plain = of(c);
    return switch (plain) {
      case 0 -> c;
      case UNSEEN -> NOTHING;
      case BY_NEIGHBOURS -> LookAlikes.inWord(text, index);
      case PAIRED -> HighPlanes.plain(text.codePointAt(index));
      default -> plain;
    };
  }

  private static char of(char c) {
    return PLAIN[c >> PAGE_BITS][c & PAGE - 1];
  }

  /** What a code point is read as that was written by its number, behind what was read so far. */
  static int after(CharSequence read, int point) {
    if (point >= Character.MIN_SUPPLEMENTARY_CODE_POINT) {
      return HighPlanes.plain(point);
    }
    char plain = of((char) point);
    if (plain == BY_NEIGHBOURS) {
      char before = read.isEmpty() ? ' ' : read.charAt(read.length() - 1);
      boolean isInWord = before < 0x80 && Character.isLetterOrDigit(before);
      return isInWord ? LookAlikes.letter((char) point) : point;
    }
    return plain == 0 ? point : plain == UNSEEN ? NOTHING : plain;
  }

  /** What a char is read as wherever it stands; any other is itself, and so is all of ASCII. */
  static char alone(char c) {
    if (c < ASCII) {
      return c;
    }
    char plain = of(c);
    return plain == 0 || plain >= PAIRED ? c : plain;
  }

  /** What the char at this place is read as by itself. */
  static char read(String text, int index) {
    return alone(text.charAt(index));
  }

  /** Whether it takes more than this char, which is none of ASCII, to say what it is read as. */
  static boolean isDoubtful(char c) {
    return of(c) >= PAIRED;
  }

  private static char[][] pages(char[] table) {
    char[] allThemselves = new char[PAGE];
    char[][] pages = new char[table.length >> PAGE_BITS][];
    for (int i = 0; i < pages.length; i++) {
      char[] page = Arrays.copyOfRange(table, i << PAGE_BITS, (i + 1) << PAGE_BITS);
      pages[i] = Arrays.equals(page, allThemselves) ? allThemselves : page;
    }
    return pages;
  }

  private static boolean[] others() {
    boolean[] others = new boolean[ASCII];
    for (char c : new char[] {'%', '&', '\\'}) {
      others[c] = true;
    }
    for (char c = 0; c < others.length; c++) {
      others[c] |= of(c) != 0;
    }
    return others;
  }

  private static char[] table() {
    char[] plain = new char[1 << 16];
    for (int c = 0; c < plain.length; c++) {
      plain[c] = plainOf((char) c);
    }
    LookAlikes.LETTERS.keySet().forEach(c -> plain[c] = BY_NEIGHBOURS);
    LookAlikes.AS_DIGITS.keySet().forEach(c -> plain[c] = BY_NEIGHBOURS);
    LookAlikes.ORNATE.keySet().forEach(c -> plain[c] = BY_NEIGHBOURS);
    LookAlikes.compatible().forEach((c, read) -> plain[c] = read);
    Arrays.fill(plain, Character.MIN_HIGH_SURROGATE, Character.MAX_HIGH_SURROGATE + 1, PAIRED);
    return plain;
  }

  private static char plainOf(char c) {
    if (c < 0x80) {
      return control(c);
    }
    if (isUnseen(c)) {
      return UNSEEN;
    }
    if (c == 0x85 || c == 0x2028 || c == 0x2029) {
      return '\n';
    }
    if (Character.getType(c) == Character.SPACE_SEPARATOR) {
      return ' ';
    }
    if (Character.getType(c) == Character.DASH_PUNCTUATION) {
      return '-';
    }
    int digit = Character.digit(c, 10);
    return digit >= 0 ? (char) ('0' + digit) : punctuation(c);
  }

  /** Nobody sees control chars; some of them end lines. */
  private static char control(char c) {
    boolean isPlain = (c >= ' ' && c < 0x7F) || c == '\n' || c == '\r' || c == '\t';
    return isPlain ? 0 : c == 0x0B || c == 0x0C ? '\n' : UNSEEN;
  }

  private static char punctuation(char c) {
    return switch (c) {
      case 0x02D7, 0x2043, 0x2212, 0x2796 -> '-';
      case 0x06D4, 0x2024, 0x3002, 0xFF61 -> '.';
      case 0x2044, 0x2215, 0x29F8 -> '/';
      case 0x02D0, 0x2236, 0xA789 -> ':';
      default -> c >= 0xFF01 && c <= 0xFF5E ? (char) (c - 0xFEE0) : 0;
    };
  }

  /** Format characters, marks that stand on other chars, selectors, and fillers. */
  private static boolean isUnseen(char c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.CONTROL ->
          c != 0x85;
      default ->
          c == 0x115F // fillers of Hangul, and a pattern of Braille without dots
              || c == 0x1160
              || c == 0x2065
              || c == 0x2800
              || c == 0x3164
              || c == 0xFFA0
              || (c >= 0xFFF0 && c <= 0xFFF8);
    };
  }
}
