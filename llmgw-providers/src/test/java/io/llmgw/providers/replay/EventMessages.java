package io.llmgw.providers.replay;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Event streams of AWS, from streams that are written down as server-sent events: {@code event:}
 * names an event, or {@code exception NAME} or {@code error CODE}.
 */
public final class EventMessages {
  private static final int AROUND = 16;

  private EventMessages() {}

  /** The messages of a stream. An event that no blank line ends is cut in the middle. */
  public static byte[] of(String stream) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    String event = "";
    StringBuilder data = new StringBuilder();
    for (String line : stream.split("\n", -1)) {
      if (line.startsWith("event: ")) {
        event = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data.append(line, 6, line.length());
      } else if (line.isEmpty() && !event.isEmpty()) {
        all.writeBytes(message(event, data.toString()));
        event = "";
        data.setLength(0);
      }
    }
    if (!event.isEmpty()) {
      byte[] cut = message(event, data.toString());
      all.write(cut, 0, cut.length / 2);
    }
    return all.toByteArray();
  }

  private static byte[] message(String event, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    String[] words = event.split(" ", 2);
    if (words.length == 1) {
      return message(
          headers(
              ":event-type", event, ":content-type", "application/json", ":message-type", "event"),
          bytes);
    }
    String code = words[0].equals("error") ? ":error-code" : ":exception-type";
    return message(headers(code, words[1], ":message-type", words[0]), bytes);
  }

  /** Headers with texts as values, by name, value, name, value. */
  public static byte[] headers(String... namesAndValues) {
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      byte[] value = namesAndValues[i + 1].getBytes(StandardCharsets.UTF_8);
      headers.writeBytes(header(namesAndValues[i], 7, value.length >> 8, value.length));
      headers.writeBytes(value);
    }
    return headers.toByteArray();
  }

  /** A header of this type, with the bytes of its value. */
  public static byte[] header(String name, int type, int... value) {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.write(name.length());
    header.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    header.write(type);
    for (int b : value) {
      header.write(b);
    }
    return header.toByteArray();
  }

  /** A message with right checksums. */
  public static byte[] message(byte[] headers, byte[] payload) {
    ByteBuffer message = ByteBuffer.allocate(AROUND + headers.length + payload.length);
    message.putInt(message.capacity()).putInt(headers.length);
    message.putInt(checksum(message.array(), message.position()));
    message.put(headers).put(payload);
    message.putInt(checksum(message.array(), message.position()));
    return message.array();
  }

  /** The checksum of the first bytes, so many. */
  public static int checksum(byte[] bytes, int count) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, count);
    return (int) checksum.getValue();
  }
}
