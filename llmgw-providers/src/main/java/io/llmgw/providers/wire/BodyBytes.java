package io.llmgw.providers.wire;

import java.io.OutputStream;
import java.util.Arrays;

/** A body that is written once and then read in place. Not thread-safe. */
public final class BodyBytes extends OutputStream {
  private byte[] bytes;
  private int length;

  /** An empty body with room for so many bytes; it grows beyond. */
  public BodyBytes(int expectedBytes) {
    bytes = new byte[Math.max(expectedBytes, 16)];
  }

  private BodyBytes(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  /** A body that stands at the start of the buffer, which is its own from here on. */
  public static BodyBytes of(byte[] bytes, int length) {
    return new BodyBytes(bytes, length);
  }

  @Override
  public void write(int b) {
    reserve(1);
    bytes[length++] = (byte) b;
  }

  @Override
  public void write(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  private void reserve(int count) {
    int needed = Math.addExact(length, count);
    if (needed > bytes.length) {
      int doubled = (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
      bytes = Arrays.copyOf(bytes, Math.max(doubled, needed));
    }
  }

  /** The buffer that holds the body from its start; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the ASCII char stands for the first time at or behind a place; -1 for nowhere. */
  int indexOf(char ascii, int from) {
    return AsciiSearch.indexOf(bytes, from, length, ascii);
  }

  /** The number of bytes in the body. */
  public int length() {
    return length;
  }

  @Override
  public String toString() {
    return "BodyBytes[" + length + "]";
  }
}
