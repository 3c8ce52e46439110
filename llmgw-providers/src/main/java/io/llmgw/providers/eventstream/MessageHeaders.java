package io.llmgw.providers.eventstream;

import io.llmgw.providers.wire.BrokenFrameException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of itself: of all its headers those that tell what it is. Most messages of a
 * stream have the very same ones, which are read once. Not thread-safe.
 */
final class MessageHeaders {
  private static final byte[] MESSAGE_TYPE = ascii(":message-type");
  private static final byte[] EVENT_TYPE = ascii(":event-type");
  private static final byte[] EXCEPTION_TYPE = ascii(":exception-type");
  private static final byte[] ERROR_CODE = ascii(":error-code");

  // Types of values; those of a fixed size come with it.
  private static final int BYTES = 6;
  private static final int STRING = 7;

  private byte[] known = {};
  private @Nullable String messageType;
  private @Nullable String eventType;
  private @Nullable String exceptionType;
  private @Nullable String errorCode;

  // What is being read.
  private byte[] bytes = {};
  private int at;
  private int end;

  /** Reads the headers there. */
  void read(byte[] newBytes, int from, int length) throws BrokenFrameException {
    int to = from + length;
    if (Arrays.equals(known, 0, known.length, newBytes, from, to)) {
      return;
    }
    bytes = newBytes;
    at = from;
    end = to;
    messageType = null;
    eventType = null;
    exceptionType = null;
    errorCode = null;
    known = new byte[0];
    while (at < end) {
      readOne();
    }
    known = Arrays.copyOfRange(newBytes, from, to);
  }

  private void readOne() throws BrokenFrameException {
    int nameLength = skip(1);
    int length = bytes[nameLength] & 0xFF;
    int name = skip(length);
    int type = bytes[skip(1)];
    int valueLength = valueLength(type);
    int value = skip(valueLength);
    if (type == STRING) {
      keep(name, length, value, valueLength);
    }
  }

  private int valueLength(int type) throws BrokenFrameException {
    return switch (type) {
      case 0, 1 -> 0; // true, false
      case 2 -> 1;
      case 3 -> 2;
      case 4 -> 4;
      case 5, 8 -> 8; // a long, a time
      case 9 -> 16; // a UUID
      case BYTES, STRING -> {
        int length = skip(2);
        yield (bytes[length] & 0xFF) << 8 | (bytes[length + 1] & 0xFF);
      }
      default -> throw new BrokenFrameException("has a header of an unknown type");
    };
  }

  /** Where the next bytes are, so many, which are read herewith. */
  private int skip(int count) throws BrokenFrameException {
    int place = at;
    if (count > end - place) {
      throw new BrokenFrameException("has headers that end too late");
    }
    at = place + count;
    return place;
  }

  private void keep(int name, int nameLength, int value, int valueLength) {
    if (is(MESSAGE_TYPE, name, nameLength)) {
      messageType = text(value, valueLength);
    } else if (is(EVENT_TYPE, name, nameLength)) {
      eventType = text(value, valueLength);
    } else if (is(EXCEPTION_TYPE, name, nameLength)) {
      exceptionType = text(value, valueLength);
    } else if (is(ERROR_CODE, name, nameLength)) {
      errorCode = text(value, valueLength);
    }
  }

  private boolean is(byte[] name, int from, int length) {
    return Arrays.equals(name, 0, name.length, bytes, from, from + length);
  }

  private String text(int from, int length) {
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }

  /** The type of the event, or the code of the failure; null where it does not say. */
  @Nullable String name() {
    if (!isFailure()) {
      return eventType;
    }
    return exceptionType == null ? errorCode : exceptionType;
  }

  /** Whether the service says that it is an exception it declares, or an error it does not. */
  boolean isFailure() {
    return "exception".equals(messageType) || "error".equals(messageType);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
