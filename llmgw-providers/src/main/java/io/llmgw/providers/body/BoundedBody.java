package io.llmgw.providers.body;

import io.llmgw.providers.wire.AnswerTooLargeException;
import io.llmgw.providers.wire.ByteSource;
import java.io.IOException;
import java.util.Arrays;
import okio.BufferedSource;

/**
 * The body of an answer, counted where it is read: behind OkHttp's decompression, which makes a
 * gigabyte of a kilobyte and has no limit of its own. Not thread-safe.
 */
final class BoundedBody implements ByteSource {
  private static final int FIRST_BYTES = 8 * 1024;

  private final BufferedSource source;
  private final long maxBytes;
  private long read;

  BoundedBody(BufferedSource source, long maxBytes) {
    this.source = source;
    this.maxBytes = maxBytes;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = source.read(into, offset, length);
    if (count > 0) {
      read += count;
      if (read > maxBytes) {
        throw new AnswerTooLargeException(maxBytes);
      }
    }
    return count;
  }

  /** The first byte of what is left that is no white space, without reading it; -1 for none. */
  int firstByte() throws IOException {
    for (long i = 0; source.request(i + 1); i++) {
      byte b = source.getBuffer().getByte(i);
      if (b > ' ' || b < 0) {
        return b & 0xFF;
      }
      if (i == FIRST_BYTES) {
        return ' ';
      }
    }
    return -1;
  }

  /**
   * Reads everything that is left.
   *
   * @param expectedBytes what the header says, or -1
   */
  AnswerBytes readWhole(long expectedBytes) throws IOException {
    // One byte more than expected, so that the end is seen without growing.
    boolean told = expectedBytes >= 0 && expectedBytes < maxBytes;
    long first = told ? Math.min(expectedBytes + 1, 1 << 20) : FIRST_BYTES;
    byte[] bytes = new byte[(int) Math.max(first, 16)];
    int length = 0;
    int count;
    while ((count = read(bytes, length, bytes.length - length)) >= 0) {
      length += count;
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(2L * length, Integer.MAX_VALUE - 8));
      }
    }
    return new AnswerBytes(bytes, length);
  }

  /** Reads what is left up to a number of bytes, and lets the rest go. */
  AnswerBytes readHead(int most) throws IOException {
    byte[] bytes = new byte[Math.min(most, FIRST_BYTES)];
    int length = 0;
    while (length < most) {
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(2 * length, most));
      }
      int count = source.read(bytes, length, bytes.length - length);
      if (count < 0) {
        break;
      }
      length += count;
    }
    return new AnswerBytes(bytes, length);
  }
}
