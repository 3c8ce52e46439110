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

  private static void escape(byte[] utf8, RequestBytes body) {
    int from = 0;
    int at;
    while ((at = AsciiSearch.indexOfEscaped(utf8, from)) >= 0) {
      body.write(utf8, from, at - from);
      escape(utf8[at], body);
      from = at + 1;
    }
    body.write(utf8, from, utf8.length - from);
  }

  // RFC 8259, 7: the quote, the backslash and what is below the blank must be escaped.
  private static void escape(byte b, RequestBytes body) {
    body.write('\\');
    switch (b) {
      case '"', '\\' -> body.write(b);
      case '\n' -> body.write('n');
      case '\r' -> body.write('r');
      case '\t' -> body.write('t');
      case '\b' -> body.write('b');
      case '\f' -> body.write('f');
      default -> {
        body.write('u');
        body.write('0');
        body.write('0');
        body.write(HEX.charAt(b >> 4));
        body.write(HEX.charAt(b & 0xF));
      }
    }
  }
}
