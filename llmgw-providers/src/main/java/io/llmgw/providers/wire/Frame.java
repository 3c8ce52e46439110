package io.llmgw.providers.wire;

import org.jspecify.annotations.Nullable;

/**
 * One message of a streamed answer, as a view of its reader's buffer: valid until the reader is
 * asked for the next one. Not thread-safe.
 */
public final class Frame {
  private static final byte[] NOTHING = {};

  private @Nullable String name;
  private byte[] bytes = NOTHING;
  private int offset;
  private int length;
  private boolean failure;

  /** Makes this the view of another message. */
  public void show(@Nullable String newName, byte[] newBytes, int newOffset, int newLength) {
    show(newName, newBytes, newOffset, newLength, false);
  }

  /** The same, of one that the framing may call a failure. */
  public void show(
      @Nullable String newName, byte[] newBytes, int newOffset, int newLength, boolean isFailure) {
    failure = isFailure;
    name = newName;
    bytes = newBytes;
    offset = newOffset;
    length = newLength;
  }

  /** What the framing calls the message, as an SSE event's type; null when it has no name. */
  public @Nullable String name() {
    return name;
  }

  /** The buffer that holds the payload; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the payload starts in {@link #bytes()}. */
  public int offset() {
    return offset;
  }

  /** The number of bytes in the payload; may be 0. */
  public int length() {
    return length;
  }

  /** Whether the framing says that it is a failure, whose code is then the name. */
  public boolean isFailure() {
    return failure;
  }

  /** Whether the payload is empty or white space. */
  public boolean isBlank() {
    for (int i = 0; i < length; i++) {
      byte b = bytes[offset + i];
      if (b > ' ' || b < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether the payload is this ASCII text. */
  public boolean isText(String ascii) {
    if (ascii.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[offset + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "Frame[" + length + " bytes]";
  }
}
