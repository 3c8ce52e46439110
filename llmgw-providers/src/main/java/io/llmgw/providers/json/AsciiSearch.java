package io.llmgw.providers.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds ASCII in UTF-8, eight bytes at a time. */
public final class AsciiSearch {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long TOP_BITS = 0x8080808080808080L;
  private static final char BACKSLASH = '\\';

  private AsciiSearch() {}

  /** Where the char stands first from a place up to another one; -1 for nowhere. */
  static int indexOf(byte[] bytes, int from, int to, char ascii) {
    return indexOfEither(bytes, from, to, ascii, ascii);
  }

  /** Where one of two chars stands first from a place up to another one; -1 for nowhere. */
  public static int indexOfEither(byte[] bytes, int from, int to, char one, char other) {
    long first = ONES * one;
    long second = ONES * other;
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long eight = (long) EIGHT_BYTES.get(bytes, i);
      long found = zeroBytes(eight ^ first) | zeroBytes(eight ^ second);
      if (found != 0) {
        return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
    }
    for (; i < to; i++) {
      if (bytes[i] == one || bytes[i] == other) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Where the first byte stands, from a place on, that JSON escapes in a string; -1 for nowhere.
   */
  static int indexOfEscaped(byte[] utf8, int from) {
    int i = from;
    for (; i <= utf8.length - Long.BYTES; i += Long.BYTES) {
      long eight = (long) EIGHT_BYTES.get(utf8, i);
      long control = (eight - ONES * ' ') & ~eight & TOP_BITS;
      long found =
          control | zeroBytes(eight ^ (ONES * '"')) | zeroBytes(eight ^ (ONES * BACKSLASH));
      if (found != 0) {
        return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
    }
    for (; i < utf8.length; i++) {
      byte b = utf8[i];
      if ((b >= 0 && b < ' ') || b == '"' || b == BACKSLASH) {
        return i;
      }
    }
    return -1;
  }

  /** Sets the top bit of the lowest byte that is zero, perhaps of some above it, else none. */
  private static long zeroBytes(long eight) {
    return (eight - ONES) & ~eight & TOP_BITS;
  }
}
