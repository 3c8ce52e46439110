package io.llmgw.benchmarks.micro;

import io.llmgw.benchmarks.client.Conversation;
import io.llmgw.benchmarks.server.CannedAnswers;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/** The same text in the same pieces as those of the others, in the streams of Bedrock. */
final class EventStream {
  private static final int AROUND = 16;
  private static final int STRING = 7;
  private static final String PADDING = "abcdefghijklmnopqrstuvwxyz";

  private EventStream() {}

  /** The events of ConverseStream. */
  static byte[] converse() {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.writeBytes(message("messageStart", "{\"p\":\"abc\",\"role\":\"assistant\"}"));
    for (int i = 0; i < Conversation.PIECES; i++) {
      String text = Conversation.piece(i).replace("\\", "\\\\").replace("\"", "\\\"");
      stream.writeBytes(
          message(
              "contentBlockDelta",
              "{\"contentBlockIndex\":0,\"delta\":{\"text\":\""
                  + text.replace("\n", "\\n")
                  + "\"},\"p\":\""
                  + PADDING.substring(i * 7 % PADDING.length())
                  + "\"}"));
    }
    stream.writeBytes(message("contentBlockStop", "{\"contentBlockIndex\":0}"));
    stream.writeBytes(message("messageStop", "{\"stopReason\":\"end_turn\"}"));
    stream.writeBytes(
        message("metadata", "{\"usage\":{\"inputTokens\":612,\"outputTokens\":248}}"));
    return stream.toByteArray();
  }

  /** The events of Anthropic's API, each in a chunk of Bedrock's. */
  static byte[] invoke() {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    int number = 0;
    for (String event : CannedAnswers.messageEvents()) {
      String inside = event.substring(event.indexOf("data: ") + 6).strip();
      byte[] bytes = inside.getBytes(StandardCharsets.UTF_8);
      stream.writeBytes(
          message(
              "chunk",
              "{\"bytes\":\""
                  + Base64.getEncoder().encodeToString(bytes)
                  + "\",\"p\":\""
                  + PADDING.substring(number++ * 7 % PADDING.length())
                  + "\"}"));
    }
    return stream.toByteArray();
  }

  private static byte[] message(String event, String payload) {
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    addHeader(headers, ":event-type", event);
    addHeader(headers, ":content-type", "application/json");
    addHeader(headers, ":message-type", "event");
    byte[] body = payload.getBytes(StandardCharsets.UTF_8);
    byte[] message = new byte[AROUND + headers.size() + body.length];
    ByteBuffer buffer = ByteBuffer.wrap(message);
    buffer.putInt(message.length).putInt(headers.size());
    buffer.putInt(checksum(message, buffer.position()));
    buffer.put(headers.toByteArray()).put(body);
    buffer.putInt(checksum(message, buffer.position()));
    return message;
  }

  private static void addHeader(ByteArrayOutputStream headers, String name, String value) {
    headers.write(name.length());
    headers.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    headers.write(STRING);
    headers.write(0);
    headers.write(value.length());
    headers.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
  }

  private static int checksum(byte[] bytes, int count) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, count);
    return (int) checksum.getValue();
  }
}
