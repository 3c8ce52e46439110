package io.llmgw.api.tokens;

import java.util.Arrays;

/**
 * The automaton by which {@link TextTally} reads. Tokenizers of language models split text at the
 * borders of words, numbers and punctuation first, and then spell what is rare in several pieces;
 * the states are the places at which they do.
 */
final class TextState {
  static final int START = 0;

  /** One space, which tokenizers join to the word after it. */
  static final int SPACE = 1;

  /** Further white space in a row: indentation, empty lines. */
  static final int MORE_SPACE = 2;

  static final int LINE_BREAK = 3;

  /** The first letter of a word; also a capital after a small letter, as in camelCase. */
  static final int WORD = 4;

  /** The letters 2 to 8 of a word have a state each; from the ninth on they share one. */
  static final int LONG_WORD = WORD + 8;

  /** A capital after a capital. */
  static final int CAPITALS = 13;

  /** A Latin letter beyond ASCII. */
  static final int ACCENTED = 14;

  /** The first of up to three digits; the second and third follow. */
  static final int DIGIT = 15;

  static final int PUNCTUATION = 18;

  /** Further punctuation in a row. */
  static final int MORE_PUNCTUATION = 19;

  static final int CYRILLIC_WORD = 20;
  static final int CYRILLIC = 21;

  /** Greek, Hebrew, Arabic, Armenian, Georgian and other alphabets. */
  static final int OTHER_LETTER = 22;

  /** The scripts of India and South East Asia, whose letters have marks. */
  static final int BRAHMIC = 23;

  static final int HAN = 24;
  static final int KANA = 25;
  static final int HANGUL = 26;

  /** Typographic punctuation, wide punctuation, mathematical and other signs. */
  static final int SIGN = 27;

  /** Half of a char beyond 16 bits: emoji, rare ideographs. */
  static final int SURROGATE = 28;

  /** The first digit of a number that stands after white space, which takes a token of its own. */
  static final int SPACED_DIGIT = 29;

  static final int COUNT = 30;

  // Classes of chars. Those that are no border of words are states at the same time.
  private static final int LOWER = COUNT;
  private static final int UPPER = COUNT + 1;
  private static final int CLASSES = COUNT + 2;

  private static final byte[] ASCII = ascii();
  private static final byte[] NEXT = next();

  private TextState() {}

  /** The state after the next char. */
  static int after(int state, char next) {
    int kind = next < 128 ? ASCII[next] : kind(next);
    return NEXT[state * CLASSES + kind];
  }

  private static byte[] ascii() {
    byte[] kinds = new byte[128];
    Arrays.fill(kinds, (byte) PUNCTUATION);
    Arrays.fill(kinds, 'a', 'z' + 1, (byte) LOWER);
    Arrays.fill(kinds, 'A', 'Z' + 1, (byte) UPPER);
    Arrays.fill(kinds, '0', '9' + 1, (byte) DIGIT);
    Arrays.fill(kinds, 0, ' ', (byte) MORE_SPACE);
    kinds[' '] = SPACE;
    kinds['\n'] = LINE_BREAK;
    return kinds;
  }

  /** Unicode 15, blocks. */
  private static int kind(char c) {
    if (c >= 0x4e00 && c <= 0x9fff) {
      return HAN;
    }
    if (c >= 0x3000) {
      return eastern(c);
    }
    if (c < 0x250 || (c >= 0x1e00 && c <= 0x1eff)) {
      return Character.isLetter(c) ? ACCENTED : SIGN;
    }
    if (c >= 0x400 && c <= 0x52f) {
      return CYRILLIC;
    }
    if (c >= 0x900 && c <= 0x109f || c >= 0x1780 && c <= 0x17ff) {
      return BRAHMIC;
    }
    return c >= 0x2000 ? SIGN : OTHER_LETTER;
  }

  private static int eastern(char c) {
    if (c >= 0x3040 && c <= 0x30ff) {
      return KANA;
    }
    if (c >= 0xac00 && c <= 0xd7a3 || c >= 0x3130 && c <= 0x318f) {
      return HANGUL;
    }
    if (c >= 0x3400 && c <= 0x4dbf || c >= 0xf900 && c <= 0xfaff) {
      return HAN;
    }
    return Character.isSurrogate(c) ? SURROGATE : SIGN;
  }

  private static byte[] next() {
    byte[] next = new byte[COUNT * CLASSES];
    for (int state = 0; state < COUNT; state++) {
      for (int kind = 0; kind < CLASSES; kind++) {
        next[state * CLASSES + kind] = (byte) next(state, kind);
      }
    }
    return next;
  }

  private static int next(int state, int kind) {
    boolean inWord = state >= WORD && state <= LONG_WORD;
    boolean inSpace = state >= SPACE && state <= LINE_BREAK;
    boolean inPunctuation = state == PUNCTUATION || state == MORE_PUNCTUATION;
    return switch (kind) {
      case SPACE -> inSpace ? MORE_SPACE : SPACE;
      case LINE_BREAK -> state == LINE_BREAK ? MORE_SPACE : LINE_BREAK;
      case PUNCTUATION -> inPunctuation ? MORE_PUNCTUATION : PUNCTUATION;
      case DIGIT -> {
        if (state == SPACED_DIGIT) {
          yield DIGIT + 1;
        }
        yield inSpace ? SPACED_DIGIT : state == DIGIT || state == DIGIT + 1 ? state + 1 : DIGIT;
      }
      case CYRILLIC -> state == CYRILLIC || state == CYRILLIC_WORD ? CYRILLIC : CYRILLIC_WORD;
      case UPPER -> state == WORD || state == CAPITALS ? CAPITALS : WORD;
      case LOWER -> {
        if (inWord) {
          yield Math.min(state + 1, LONG_WORD);
        }
        yield state == ACCENTED || state == CAPITALS ? WORD + 2 : WORD;
      }
      default -> kind;
    };
  }
}
