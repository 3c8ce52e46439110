package io.llmgw.providers.bedrock.answer;

import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * What a chunk of InvokeModelWithResponseStream has inside: {@code {"bytes":"BASE64","p":"..."}},
 * where {@code p} pads it and says nothing. In this very form, which is the one that Bedrock sends,
 * it is read without a parser. Not thread-safe.
 */
final class ChunkBytes {
  private static final byte[] START = ascii("{\"bytes\":\"");
  private static final byte[] PADDING = ascii(",\"p\":\"");
  private static final byte[] VALUES = new byte[128];
  private static final byte NONE = -1;

  static {
    Arrays.fill(VALUES, NONE);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      VALUES[alphabet.charAt(i)] = (byte) i;
    }
  }

  private final Frame inside = new Frame();
  private byte[] bytes = new byte[1024];
  private int length;
  private boolean sound;
  private boolean found;
  private boolean object;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * What is inside, valid until the next chunk is read; null where the payload is an object without
   * such a member, or no object.
   *
   * @throws tools.jackson.core.JacksonException when the payload is no JSON
   */
  @Nullable Frame read(Frame frame) {
    found = false;
    sound = true;
    if (!readPlain(frame)) {
      found = false;
      sound = true;
      object = WireJson.object(frame.bytes(), frame.offset(), frame.length(), this::readMembers);
    }
    inside.show(null, bytes, 0, length);
    return found ? inside : null;
  }

  /** Whether a payload with nothing inside is a JSON object. */
  boolean isObject() {
    return object;
  }

  /** Whether what was read is Base64. */
  boolean isSound() {
    return sound;
  }

  private boolean readPlain(Frame frame) {
    byte[] source = frame.bytes();
    int from = frame.offset();
    int last = from + frame.length() - 1;
    if (!begins(START, source, from, last) || source[last] != '}') {
      return false;
    }
    int end = decode(source, from + START.length, last);
    if (end >= last || source[end] != '"' || !sound) {
      return false;
    }
    found = true;
    return end + 1 == last || isPadding(source, end + 1, last);
  }

  private static boolean begins(byte[] start, byte[] source, int from, int to) {
    int end = from + start.length;
    return end <= to && Arrays.equals(start, 0, start.length, source, from, end);
  }

  /** Whether a string that needs no parser is all that follows. */
  private static boolean isPadding(byte[] source, int from, int last) {
    if (!begins(PADDING, source, from, last) || source[last - 1] != '"') {
      return false;
    }
    for (int i = from + PADDING.length; i < last - 1; i++) {
      if (source[i] < ' ' || source[i] == '"' || source[i] == '\\') {
        return false;
      }
    }
    return true;
  }

  private void readMembers(JsonParser json) {
    WireJson.members(
        json,
        (name, value) -> {
          String base64 = name.equals("bytes") ? WireJson.string(value) : null;
          if (base64 != null) {
            byte[] source = base64.getBytes(StandardCharsets.UTF_8);
            sound = true;
            boolean toTheEnd = decode(source, 0, source.length) == source.length;
            sound &= toTheEnd; // decoding says so itself meanwhile
            found = true;
          } else {
            value.skipChildren();
          }
        });
  }

  /** Decodes Base64 (RFC 4648, 4) up to a quote; the place of that, or the end. */
  private int decode(byte[] source, int from, int to) {
    length = 0;
    int most = (to - from) / 4 * 3 + 3;
    if (bytes.length < most) {
      bytes = new byte[Math.max(most, 2 * bytes.length)];
    }
    int bits = 0;
    int count = 0;
    int at = from;
    while (at < to && source[at] >= 0 && VALUES[source[at]] != NONE) {
      bits = bits << 6 | VALUES[source[at++]];
      if (++count == 4) {
        bytes[length++] = (byte) (bits >> 16);
        bytes[length++] = (byte) (bits >> 8);
        bytes[length++] = (byte) bits;
        bits = 0;
        count = 0;
      }
    }
    return at + endOf(bits, count, source, at, to);
  }

  /** What is left of four letters, and how many signs of equality stand for the others. */
  private int endOf(int bits, int count, byte[] source, int at, int to) {
    int missing = 0;
    while (at + missing < to && source[at + missing] == '=') {
      missing++;
    }
    sound &= count == 0 ? missing == 0 : count > 1 && count + missing == 4;
    if (count > 1) {
      bytes[length++] = (byte) (count == 2 ? bits >> 4 : bits >> 10);
    }
    if (count > 2) {
      bytes[length++] = (byte) (bits >> 2);
    }
    return missing;
  }
}
