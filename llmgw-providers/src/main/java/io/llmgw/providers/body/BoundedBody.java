package io.llmgw.providers.body;

import io.llmgw.providers.wire.AnswerTooLargeException;
import io.llmgw.providers.wire.ByteSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import okio.BufferedSource;

/**
 * The body of an answer, counted where it is read: behind OkHttp's decompression, which makes a
 * gigabyte of a kilobyte and has no limit of its own. Not thread-safe.
 */
final class BoundedBody implements ByteSource {
  private static final int FIRST_BYTES = 8 * 1024;
  private static final int MOST_OF_A_PIECE = 1024 * 1024;

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
   * Reads everything that is left, in pieces that are joined when the end has come: what is over
   * the limit has taken no more memory than the limit by then.
   *
   * @param expectedBytes what the header says, or -1
   */
  AnswerBytes readWhole(long expectedBytes) throws IOException {
    // One byte more than expected, so that the end is seen without another piece.
    boolean told = expectedBytes >= 0 && expectedBytes < maxBytes;
    long first = told ? Math.min(expectedBytes + 1, MOST_OF_A_PIECE) : FIRST_BYTES;
    List<byte[]> full = List.of();
    byte[] piece = new byte[(int) Math.max(first, 16)];
    int length = 0;
    int count;
    while ((count = read(piece, length, piece.length - length)) >= 0) {
      length += count;
      if (length == piece.length) {
        full = full.isEmpty() ? new ArrayList<>() : full;
        full.add(piece);
        piece = new byte[Math.min(2 * length, MOST_OF_A_PIECE)];
        length = 0;
      }
    }
    return full.isEmpty() ? new AnswerBytes(piece, length) : joined(full, piece, length);
  }

  private static AnswerBytes joined(List<byte[]> full, byte[] last, int lengthOfLast) {
    int sum = lengthOfLast;
    for (byte[] piece : full) {
      sum += piece.length;
    }
    byte[] all = new byte[sum];
    int at = 0;
    for (byte[] piece : full) {
      System.arraycopy(piece, 0, all, at, piece.length);
      at += piece.length;
    }
    System.arraycopy(last, 0, all, at, lengthOfLast);
    return new AnswerBytes(all, sum);
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
