package io.llmgw.core.detect.fold;

import java.util.Arrays;

/**
 * The look that every text gets: whether each of its chars can be read by itself. They are told
 * apart by a table, so that nothing is asked of those that mean nothing to folding.
 */
final class FirstLook {
  private static final byte ITSELF = 0;

  /** Separates the chars of what is spelled, when another one stands behind the next char. */
  private static final byte SEPARATOR = 1;

  /** May begin an escape or emphasis, goes by its neighbours, or is not seen. */
  private static final byte MARK = 2;

  /** The kind of each char, in pages of 256 chars. */
  private static final byte[][] KINDS = kinds();

  private FirstLook() {}

  private static byte[][] kinds() {
    byte[][] pages = new byte[0x100][0x100];
    byte[] allThemselves = new byte[0x100];
    for (int page = 0; page < pages.length; page++) {
      for (int i = 0; i < 0x100; i++) {
        pages[page][i] = kindOf((char) (page << 8 | i));
      }
      if (Arrays.equals(pages[page], allThemselves)) {
        pages[page] = allThemselves;
      }
    }
    return pages;
  }

  private static byte kindOf(char c) {
    char read = PlainChars.alone(c);
    boolean isOther = c < 0x80 ? PlainChars.mayBeOther(c) : PlainChars.isDoubtful(c);
    if (isOther || Emphasis.MARKS.indexOf(read) >= 0) {
      return MARK;
    }
    return Spelled.SEPARATORS.indexOf(read) >= 0 ? SEPARATOR : ITSELF;
  }

  /**
   * The first place at which chars are read together, or left out; the text's length if there is
   * none.
   */
  static int at(String text) {
    int at = mark(text, 0);
    int unspelled = 0; // where the next look at what may be spelled begins
    while (at < text.length() && !isRead(text, at)) {
      if (at >= unspelled && Spelled.mayBeAt(text, at)) {
        int end = Spelled.enough(text, at);
        if (end > at) {
          return at;
        }
        unspelled = -end;
      }
      at = mark(text, at + 1);
    }
    return at;
  }

  private static boolean isRead(String text, int at) {
    return Fold.isOther(text, at) || Emphasis.end(text, at) > at || Tags.lineEnd(text, at) > at;
  }

  /** The next place that is worth a closer look. It calls nothing, as most of the time is here. */
  static int mark(String text, int from) {
    int length = text.length();
    byte kind = kind(text, from, length);
    byte next = kind(text, from + 1, length);
    for (int i = from; i < length; i++) {
      byte afterNext = i + 2 < length ? kind(text.charAt(i + 2)) : ITSELF;
      if ((kind & (afterNext | MARK)) != 0) {
        return i;
      }
      kind = next;
      next = afterNext;
    }
    return length;
  }

  private static byte kind(String text, int index, int length) {
    return index < length ? kind(text.charAt(index)) : ITSELF;
  }

  private static byte kind(char c) {
    return KINDS[c >> 8][c & 0xFF];
  }
}
