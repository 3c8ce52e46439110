package io.llmgw.providers.json;

import java.io.ByteArrayOutputStream;
import java.util.Base64;

/**
 * Bytes that come in Base64 in several pieces. Each may be complete in itself, with padding at its
 * end, or be cut anywhere: hosts do both. Not thread-safe.
 */
public final class Base64Pieces {
  private static final int GROUP = 4;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
  private String rest = "";

  /** Nothing yet. */
  public Base64Pieces() {}

  /**
   * Adds a piece.
   *
   * @throws IllegalArgumentException if it is not Base64
   */
  public void add(String piece) {
    String text = rest.isEmpty() ? piece : rest.concat(piece);
    int from = 0;
    while (text.length() - from >= GROUP) {
      int padding = text.indexOf('=', from);
      int end = padding < 0 ? text.length() : padding + 1;
      int groups = padding < 0 ? (end - from) / GROUP : (end - from + GROUP - 1) / GROUP;
      int to = Math.min(from + groups * GROUP, from + (text.length() - from) / GROUP * GROUP);
      bytes.writeBytes(Base64.getDecoder().decode(text.substring(from, to)));
      from = to;
    }
    rest = text.substring(from);
  }

  /**
   * All bytes so far; padding may be missing at the end.
   *
   * @throws IllegalArgumentException if the last piece ends inside of a byte
   */
  public byte[] all() {
    if (!rest.isEmpty()) {
      bytes.writeBytes(Base64.getDecoder().decode(rest));
      rest = "";
    }
    return bytes.toByteArray();
  }
}
