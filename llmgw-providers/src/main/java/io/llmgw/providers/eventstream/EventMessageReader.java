package io.llmgw.providers.eventstream;

import io.llmgw.providers.wire.BrokenFrameException;
import io.llmgw.providers.wire.ByteSource;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameReader;
import io.llmgw.providers.wire.FrameTooLargeException;
import java.io.IOException;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event stream of AWS ("Event stream encoding" in the developer guide of Amazon
 * Transcribe), whatever chunks it comes in. A message has, in big-endian numbers of four bytes, its
 * length, that of its headers and a checksum of these two; then headers, payload, and a checksum of
 * all before. The only copy is the one out of the source; a frame is a slice of the buffer. Holds
 * at most one message of the given size, and no more bytes than twice those that came. Not
 * thread-safe.
 */
public final class EventMessageReader implements FrameReader {
  /** The largest message of the protocol. */
  static final int MOST_BYTES = 16 << 20;

  private static final int CHECKSUM_BYTES = 4;
  private static final int LENGTHS_BYTES = 8;
  private static final int PRELUDE_BYTES = LENGTHS_BYTES + CHECKSUM_BYTES;
  private static final int INITIAL_BYTES = 4 * 1024;

  private final ByteSource source;
  private final int maxBytes;
  private final Frame frame = new Frame();
  private final MessageHeaders headers = new MessageHeaders();
  private final CRC32 checksum = new CRC32();
  private byte[] buffer = new byte[INITIAL_BYTES];
  private int start;
  private int end;

  /**
   * A reader of a stream that is at its start.
   *
   * @param maxBytes the largest message that is taken
   */
  public EventMessageReader(ByteSource source, int maxBytes) {
    this.source = source;
    this.maxBytes = maxBytes;
  }

  /** As of every framing, a message that the end of the stream cuts is discarded. */
  @Override
  public @Nullable Frame next() throws IOException {
    if (!has(PRELUDE_BYTES)) {
      return null;
    }
    checkPrelude();
    int length = number(start);
    int headersLength = number(start + CHECKSUM_BYTES);
    checkLengths(length, headersLength);
    if (!has(length)) {
      return null;
    }
    checkMessage(length);
    int headersStart = start + PRELUDE_BYTES;
    int payloadStart = headersStart + headersLength;
    int payloadEnd = start + length - CHECKSUM_BYTES;
    headers.read(buffer, headersStart, headersLength);
    start += length;
    frame.show(
        headers.name(), buffer, payloadStart, payloadEnd - payloadStart, headers.isFailure());
    return frame;
  }

  private void checkPrelude() throws BrokenFrameException {
    checksum.reset();
    checksum.update(buffer, start, LENGTHS_BYTES);
    if ((int) checksum.getValue() != number(start + LENGTHS_BYTES)) {
      throw new BrokenFrameException("has lengths with a wrong checksum");
    }
  }

  private void checkLengths(int length, int headersLength) throws IOException {
    int least = PRELUDE_BYTES + CHECKSUM_BYTES;
    // Of a number above 2 GiB the sign is negative.
    if (length < least || headersLength < 0 || headersLength > length - least) {
      throw new BrokenFrameException("has lengths that contradict each other");
    }
    if (length > MOST_BYTES) {
      throw new BrokenFrameException("has more than the " + MOST_BYTES + " bytes of the protocol");
    }
    if (length > maxBytes) {
      throw new FrameTooLargeException(maxBytes);
    }
  }

  /** The checksum of the lengths is a part of what the one of the message is made of. */
  private void checkMessage(int length) throws BrokenFrameException {
    int checked = length - CHECKSUM_BYTES;
    checksum.update(buffer, start + LENGTHS_BYTES, checked - LENGTHS_BYTES);
    if ((int) checksum.getValue() != number(start + checked)) {
      throw new BrokenFrameException("has a wrong checksum");
    }
  }

  private int number(int at) {
    return (buffer[at] & 0xFF) << 24
        | (buffer[at + 1] & 0xFF) << 16
        | (buffer[at + 2] & 0xFF) << 8
        | (buffer[at + 3] & 0xFF);
  }

  /** Whether so many bytes are there, reading as long as they are not. */
  private boolean has(int count) throws IOException {
    while (end - start < count) {
      if (start == end) {
        start = 0;
        end = 0;
      } else if (end == buffer.length) {
        makeRoom(count);
      }
      int read = source.read(buffer, end, buffer.length - end);
      if (read < 0) {
        return false;
      }
      end += read;
    }
    return true;
  }

  /** Grows as bytes come, not as a length says that they will. */
  private void makeRoom(int count) {
    int held = end - start;
    byte[] target = count <= buffer.length ? buffer : new byte[Math.min(2 * buffer.length, count)];
    System.arraycopy(buffer, start, target, 0, held);
    start = 0;
    end = held;
    buffer = target;
  }
}
