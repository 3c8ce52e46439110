package io.llmgw.benchmarks.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads the requests of one connection, one after the other; there is no pipelining. Knows bodies
 * with a length and chunked ones.
 */
final class RequestReader {
  private static final byte[] HEAD_END = ascii("\r\n\r\n");
  private static final byte[] LAST_CHUNK = ascii("0\r\n\r\n");
  private static final byte[] STREAM = ascii("\"stream\":true");
  private static final byte[] SPACED_STREAM = ascii("\"stream\" : true");

  private final InputStream in;
  private byte[] buffer = new byte[16 * 1024];
  private int length;

  RequestReader(InputStream in) {
    this.in = in;
  }

  /** Reads the next request completely; false at the end of the connection. */
  boolean next() throws IOException {
    length = 0;
    int headEnd;
    while ((headEnd = indexOf(HEAD_END, 0)) < 0) {
      if (!fill()) {
        return false;
      }
    }
    int bodyStart = headEnd + HEAD_END.length;
    String head =
        new String(buffer, 0, headEnd, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    boolean chunked = head.contains("transfer-encoding: chunked");
    int bodyEnd = bodyStart + contentLength(head);
    while (chunked ? !endsWith(LAST_CHUNK, bodyStart) : length < bodyEnd) {
      if (!fill()) {
        return false;
      }
    }
    return true;
  }

  private static int contentLength(String head) {
    String name = "content-length:";
    int at = head.indexOf(name);
    if (at < 0) {
      return 0;
    }
    int end = head.indexOf('\r', at);
    return Integer.parseInt(
        head.substring(at + name.length(), end < 0 ? head.length() : end).trim());
  }

  private boolean fill() throws IOException {
    if (length == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * length);
    }
    int count = in.read(buffer, length, buffer.length - length);
    length += Math.max(count, 0);
    return count >= 0;
  }

  boolean asksForStream() {
    return indexOf(STREAM, 0) >= 0 || indexOf(SPACED_STREAM, 0) >= 0;
  }

  boolean startsWith(String text) {
    byte[] start = ascii(text);
    return Arrays.equals(buffer, 0, start.length, start, 0, start.length);
  }

  private boolean endsWith(byte[] end, int from) {
    int start = length - end.length;
    return start >= from && Arrays.equals(buffer, start, length, end, 0, end.length);
  }

  private int indexOf(byte[] what, int from) {
    for (int i = from; i <= length - what.length; i++) {
      if (buffer[i] == what[0] && Arrays.equals(buffer, i, i + what.length, what, 0, what.length)) {
        return i;
      }
    }
    return -1;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
