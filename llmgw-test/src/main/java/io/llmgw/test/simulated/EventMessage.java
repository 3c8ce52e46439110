package io.llmgw.test.simulated;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * A message of an event stream of AWS: lengths, their checksum, headers, payload, checksum of all.
 * As a text it has one char for each byte.
 */
final class EventMessage {
  private static final int BYTES_AROUND = 16;
  private static final int STRING = 7;

  private EventMessage() {}

  /** An event with this payload. */
  static String event(String type, String payload) {
    return message(payload, ":event-type", type, ":message-type", "event");
  }

  /** An exception with this payload. */
  static String exception(String type, String payload) {
    return message(payload, ":exception-type", type, ":message-type", "exception");
  }

  private static String message(String payload, String... namesAndValues) {
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      addHeader(headers, namesAndValues[i], namesAndValues[i + 1]);
    }
    addHeader(headers, ":content-type", "application/json");
    byte[] body = payload.getBytes(StandardCharsets.UTF_8);
    ByteBuffer message = ByteBuffer.allocate(BYTES_AROUND + headers.size() + body.length);
    message.putInt(message.capacity()).putInt(headers.size());
    message.putInt(checksum(message.duplicate()));
    message.put(headers.toByteArray()).put(body);
    message.putInt(checksum(message.duplicate()));
    message.flip();
    return StandardCharsets.ISO_8859_1.decode(message).toString();
  }

  private static void addHeader(ByteArrayOutputStream headers, String name, String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    headers.write(name.length());
    headers.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    headers.write(STRING);
    headers.write(text.length >> 8);
    headers.write(text.length);
    headers.writeBytes(text);
  }

  /** Of all that was put so far. */
  private static int checksum(ByteBuffer message) {
    CRC32 checksum = new CRC32();
    checksum.update(message.flip());
    return (int) checksum.getValue();
  }
}
