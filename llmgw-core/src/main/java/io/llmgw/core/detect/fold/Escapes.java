package io.llmgw.core.detect.fold;

/**
 * Chars that are written by their number or name: {@code \\u0040}, {@code \\n} and {@code \\/} as
 * in JSON and many languages, {@code %40} as in URLs, {@code 0x40} in a reference of HTML, {@code
 * \\_} as in Markdown. A backslash at the end of a line joins it to the next.
 */
final class Escapes {
  /** What {@link #read} says of a place where none stands. */
  static final long NONE = -1;

  /** The most backslashes before a char, where text is escaped over and over. */
  private static final int MOST_BACKSLASHES = 4;

  private static final String MARKDOWN = "_-.@#+";

  private Escapes() {}

  /** What is written here by number or name: for {@link #point} and {@link #length}. */
  static long read(String text, int index) {
    return switch (text.charAt(index)) {
      case '%' -> Percents.read(text, index);
      case '&' -> References.read(text, index);
      case '\\' -> backslash(text, index);
      default -> NONE;
    };
  }

  /** The code point that is meant. */
  static int point(long read) {
    return (int) read;
  }

  /** How many chars it is written in. */
  static int length(long read) {
    return (int) (read >> 32);
  }

  /** This code point, written in so many chars; {@link #NONE} for a number that is of none. */
  static long of(int point, int length) {
    boolean isPoint = Character.isValidCodePoint(point) && (point & ~0x7FF) != 0xD800;
    return isPoint || point == PlainChars.NOTHING ? (long) length << 32 | point : NONE;
  }

  private static long backslash(String text, int index) {
    int at = index;
    while (at < text.length() && text.charAt(at) == '\\' && at - index < MOST_BACKSLASHES) {
      at++;
    }
    if (at == text.length()) {
      return NONE;
    }
    char c = text.charAt(at);
    int length = at + 1 - index;
    return switch (c) {
      case 'n' -> of('\n', length);
      case 'r' -> of('\r', length);
      case 't' -> of('\t', length);
      case '/' -> of('/', length);
      case 'x' -> hex(text, at + 1, 2, index);
      case 'U' -> hex(text, at + 1, 8, index);
      case 'u' -> unicode(text, at, index);
      case '\n', '\r' -> isJoined(text, index, at) ? joined(text, index, at) : NONE;
      default -> at == index + 1 && MARKDOWN.indexOf(c) >= 0 ? of(c, length) : NONE;
    };
  }

  /** Two backslashes end a line of LaTeX; one alone says that it goes on. */
  private static boolean isJoined(String text, int index, int at) {
    return at == index + 1 && (index == 0 || text.charAt(index - 1) != '\\');
  }

  private static long joined(String text, int index, int at) {
    int after = text.startsWith("\r\n", at) ? at + 2 : at + 1;
    return of(PlainChars.NOTHING, after - index);
  }

  private static long hex(String text, int from, int digits, int index) {
    return of(number(text, from, digits), from + digits - index);
  }

  /** Four digits, or some in braces; two times four where a code point needs them. */
  private static long unicode(String text, int u, int index) {
    if (text.startsWith("{", u + 1)) {
      int close = u + 2;
      while (close - u < 8 && number(text, close, 1) >= 0) {
        close++;
      }
      int value = text.startsWith("}", close) ? number(text, u + 2, close - u - 2) : -1;
      return of(value, close + 1 - index);
    }
    int high = number(text, u + 1, 4);
    if (!Character.isHighSurrogate((char) high)) {
      return of(high, u + 5 - index);
    }
    int second = u + 5;
    while (second < text.length() && text.charAt(second) == '\\' && second - u < 9) {
      second++;
    }
    int low = text.startsWith("u", second) ? number(text, second + 1, 4) : -1;
    return Character.isLowSurrogate((char) low)
        ? of(Character.toCodePoint((char) high, (char) low), second + 5 - index)
        : NONE;
  }

  /** The value of exactly so many hexadecimal digits; less than 0 if they do not stand here. */
  static int number(String text, int from, int digits) {
    if (digits < 1 || from + digits > text.length()) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < from + digits; i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value > Character.MAX_CODE_POINT ? -1 : (int) value;
  }
}
