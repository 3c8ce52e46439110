package io.llmgw.providers.anthropic;

import io.llmgw.providers.wire.Frame;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the event that most streams are made of without a JSON parser, which costs more than all
 * else about it: a piece of text or thinking, written as Anthropic writes it, in printable ASCII
 * without escapes. Everything else is left to the parser. Not thread-safe.
 */
final class PlainDelta {
  private static final byte[] START = ascii("{\"type\":\"content_block_delta\",\"index\":");
  private static final byte[] TEXT = ascii(",\"delta\":{\"type\":\"text_delta\",\"text\":\"");
  private static final byte[] THINKING =
      ascii(",\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"");
  private static final int MOST_DIGITS = 4;

  private byte[] bytes = {};
  private int at;
  private int end;

  /** What was added. */
  private @Nullable String words;

  private boolean thinking;
  private int index;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads the frame, if it is such an event; says whether it is. */
  boolean read(Frame frame) {
    bytes = frame.bytes();
    at = frame.offset();
    end = at + frame.length();
    words = null;
    return skip(START) && readIndex() && skipDelta() && readWords() && endsHere();
  }

  private boolean skip(byte[] expected) {
    int length = expected.length;
    boolean same = end - at >= length;
    for (int i = 0; same && i < length; i++) {
      same = bytes[at + i] == expected[i];
    }
    at += same ? length : 0;
    return same;
  }

  private boolean readIndex() {
    int first = at;
    index = 0;
    while (at < end && at - first < MOST_DIGITS && isDigit(bytes[at])) {
      index = 10 * index + bytes[at++] - '0';
    }
    // JSON has no leading zeros.
    return at > first && (at == first + 1 || bytes[first] != '0');
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private boolean skipDelta() {
    thinking = !skip(TEXT);
    return !thinking || skip(THINKING);
  }

  private boolean readWords() {
    int first = at;
    while (at < end && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    if (at == end || bytes[at] != '"') {
      return false;
    }
    words = new String(bytes, first, at - first, StandardCharsets.ISO_8859_1);
    at++;
    return true;
  }

  /** Both objects end; Anthropic puts blanks before the last brace. */
  private boolean endsHere() {
    int braces = 0;
    while (at < end && (bytes[at] == ' ' || bytes[at] == '}')) {
      braces += bytes[at++] == '}' ? 1 : 0;
    }
    return braces == 2 && at == end;
  }

  /** The block that it adds to. */
  int index() {
    return index;
  }

  /** Adds what it says. */
  void addTo(AnthropicDelta delta) {
    if (thinking) {
      delta.thinking = words;
    } else {
      delta.text = words;
    }
  }
}
