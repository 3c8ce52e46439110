package io.llmgw.test.socket;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 requests from one connection. Not thread-safe. */
final class RequestReader {
  private static final int LONGEST_LINE = 1 << 20;

  private final InputStream in;
  private final int connection;

  RequestReader(InputStream in, int connection) {
    this.in = in;
    this.connection = connection;
  }

  /** The next request, body included; null when the connection ends before one begins. */
  @Nullable ReceivedRequest read() throws IOException {
    String start = line();
    while (start != null && start.isEmpty()) { // RFC 9112, 2.2: ignore empty lines before a request
      start = line();
    }
    if (start == null) {
      return null;
    }
    String[] words = start.split(" ", 3);
    if (words.length < 3) {
      throw new IOException("not the start of an HTTP/1.1 request");
    }
    Map<String, String> headers = headers();
    String body = new String(body(headers), StandardCharsets.UTF_8);
    return new ReceivedRequest(connection, words[0], words[1], headers, body);
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (String line = requiredLine(); !line.isEmpty(); line = requiredLine()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("not an HTTP header line");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.merge(name, line.substring(colon + 1).strip(), (old, more) -> old + ", " + more);
    }
    return headers;
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return chunks();
    }
    String length = headers.get("content-length");
    return length == null ? new byte[0] : exactly(Integer.parseInt(length));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size = chunkSize();
    while (size > 0) {
      body.writeBytes(exactly(size));
      requiredLine();
      size = chunkSize();
    }
    String trailer = requiredLine();
    while (!trailer.isEmpty()) {
      trailer = requiredLine();
    }
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    String line = requiredLine();
    int semicolon = line.indexOf(';');
    return Integer.parseInt((semicolon < 0 ? line : line.substring(0, semicolon)).strip(), 16);
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the request ended inside its body");
    }
    return bytes;
  }

  private String requiredLine() throws IOException {
    String line = line();
    if (line == null) {
      throw new EOFException("the request ended inside its head");
    }
    return line;
  }

  /** A line without its end; null at the end of the connection. */
  private @Nullable String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return line.isEmpty() ? null : line.toString();
      }
      if (line.length() == LONGEST_LINE) {
        throw new IOException("a header line longer than " + LONGEST_LINE + " bytes");
      }
      line.append((char) next);
    }
    int last = line.length() - 1;
    return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
  }
}
