package io.llmgw.api.tokens;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Images that have a head and nothing else. */
final class ImageHeads {
  private ImageHeads() {}

  static byte[] png(int width, int height) {
    return ByteBuffer.allocate(40)
        .putLong(0x89504e470d0a1a0aL)
        .putInt(13)
        .put(ascii("IHDR"))
        .putInt(width)
        .putInt(height)
        .array();
  }

  static byte[] gif(int width, int height) {
    return ByteBuffer.allocate(30)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(ascii("GIF89a"))
        .putShort((short) width)
        .putShort((short) height)
        .array();
  }

  /** With a comment, a Huffman table and a fill byte ahead of the frame. */
  static byte[] jpeg(int width, int height) {
    return ByteBuffer.allocate(60)
        .putInt(0xffd8fffe)
        .putShort((short) 6)
        .putInt(0)
        .putShort((short) 0xffc4)
        .putShort((short) 4)
        .putShort((short) 0)
        .put((byte) 0xff)
        .putShort((short) 0xffc2)
        .putShort((short) 17)
        .put((byte) 8)
        .putShort((short) height)
        .putShort((short) width)
        .array();
  }

  static byte[] webp(String form, int... content) {
    ByteBuffer bytes =
        ByteBuffer.allocate(40)
            .put(ascii("RIFF"))
            .putInt(0)
            .put(ascii("WEBP"))
            .put(ascii(form))
            .putInt(0);
    for (int value : content) {
      bytes.put((byte) value);
    }
    return bytes.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
