package io.llmgw.providers.json;

import java.nio.charset.StandardCharsets;

/**
 * Writes prompts as JSON strings. Most of a request is text, and most of a text needs no escape: it
 * is encoded by the JVM's own copy loop, and looked at eight bytes at a time.
 */
final class LongStrings {
  // Of a long text, no more than this is copied at once.
  private static final int PIECE_CHARS = 64 * 1024;
  private static final String HEX = "0123456789ABCDEF";
  private static final byte[] UNICODE = {'u', '0', '0'};

  private LongStrings() {}

  /** Appends the text in UTF-8, with its escapes and without the quotes around it. */
  static void append(String text, RequestBytes body) {
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(from + PIECE_CHARS, text.length());
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--; // a pair stays together
      }
      escape(utf8(text.substring(from, to)), body);
      from = to;
    }
  }

  /** The JVM writes a question mark for each half of a pair: more of them than were there. */
  private static byte[] utf8(String piece) {
    byte[] utf8 = piece.getBytes(StandardCharsets.UTF_8);
    int at = -1;
    int inText = -1;
    while ((at = AsciiSearch.indexOf(utf8, at + 1, utf8.length, '?')) >= 0) {
      inText = piece.indexOf('?', inText + 1);
      if (inText < 0) {
        return WireJson.wellFormed(piece).getBytes(StandardCharsets.UTF_8);
      }
    }
    return utf8;
  }

  /**
   * A backslash takes the place of each byte to escape, so that it goes with the text before it;
   * what follows it takes that place next, and goes with the text after it. These bytes are ours.
   */
  private static void escape(byte[] utf8, RequestBytes body) {
    int from = 0;
    int at = -1;
    while ((at = AsciiSearch.indexOfEscaped(utf8, at + 1)) >= 0) {
      byte escaped = utf8[at];
      utf8[at] = '\\';
      body.write(utf8, from, at + 1 - from);
      utf8[at] = lastOfEscape(escaped, body);
      from = at;
    }
    body.write(utf8, from, utf8.length - from);
  }

  // RFC 8259, 7: the quote, the backslash and what is below the blank must be escaped.
  private static byte lastOfEscape(byte escaped, RequestBytes body) {
    return switch (escaped) {
      case '"', '\\' -> escaped;
      case '\n' -> 'n';
      case '\r' -> 'r';
      case '\t' -> 't';
      case '\b' -> 'b';
      case '\f' -> 'f';
      default -> {
        body.write(UNICODE, 0, UNICODE.length);
        body.write(HEX.charAt(escaped >> 4));
        yield (byte) HEX.charAt(escaped & 0xF);
      }
    };
  }
}
