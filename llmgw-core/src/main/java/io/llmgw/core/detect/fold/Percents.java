package io.llmgw.core.detect.fold;

/** Octets as URLs write them (RFC 3986, 2.1), one or several for a code point of UTF-8. */
final class Percents {
  private static final int LENGTH = 3;

  private Percents() {}

  static long read(String text, int index) {
    int first = octet(text, index);
    if (first < 0x80) {
      boolean isText = first >= ' ' || first == '\t' || first == '\n' || first == '\r';
      return isText ? Escapes.of(first, LENGTH) : Escapes.NONE;
    }
    int count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
    int point = first & 0x3F >> count - 1;
    for (int i = 1; i < count; i++) {
      int next = octet(text, index + i * LENGTH);
      if (next < 0x80 || next > 0xBF) {
        return Escapes.NONE;
      }
      point = point << 6 | next & 0x3F;
    }
    return count == 0 ? Escapes.NONE : Escapes.of(point, count * LENGTH);
  }

  private static int octet(String text, int index) {
    boolean isOne = index < text.length() && text.charAt(index) == '%';
    return isOne ? Escapes.number(text, index + 1, 2) : -1;
  }
}
