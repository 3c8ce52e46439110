package io.llmgw.providers.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Streams whose frames repeat but for their words, among them some that are altered where it may
 * matter: whatever they are, they are read as the parser reads them. The same for the same seed.
 *
 * @param reading how they are read
 * @param start what a stream begins with
 * @param frames frames of which each has the word {@code WORD} once; the lines of one
 * @param end what a stream ends with
 */
public record AlteredFrames(FormatReading reading, String start, List<String> frames, String end) {
  /** What stands for the words of a frame. */
  public static final String WORD = "WORD";

  private static final int SEEDS = 5_000;
  private static final byte[][] WORDS = {
    bytes(""),
    bytes("two"),
    bytes(" \u00e9\u20ac\uD83D\uDE00"),
    bytes("a\\nb\\\"c\\\\"),
    bytes("\\ud83d\\ude00\\ud83d"),
    bytes("\\u00zz"),
    bytes("\\u12"),
    bytes("\\x"),
    bytes("\\"),
    bytes("a\"b"),
    bytes("a\tb"),
    bytes("\0"),
    bytes("\uFFFD"),
    bytes("two\",\"content\":\"three"),
    bytes("two\",\"text\":\"three"),
    bytes("two\",\"thinking\":\"three"),
    bytes("two\\\",\\\"a"),
    bytes("two\"},\"finish_reason\":\"stop\",\"x\":{\"y\":\"three"),
    bytes("two\"}]}"),
    bytes("two\"},\"error\":{\"message\":\"three"),
    bytes("two\"}]},{\"a\":[{\"b\":\"three"),
    hex("61c3"),
    hex("c080"),
    hex("eda0bdedb880"),
    hex("f4908080"),
    hex("e282"),
    hex("ff")
  };
  private static final byte[] LETTERS = bytes("\"\\{}[]:,0 nu/e\t\u00e9");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  /** Compares all of them. */
  public void compare() {
    assertThat(frames).allMatch(frame -> frame.split(WORD, -1).length == 2);
    ParsedFrames parsed = new ParsedFrames(reading);
    for (int seed = 0; seed < SEEDS; seed++) {
      byte[] stream = stream(new Random(seed));
      try {
        parsed.compare(stream);
      } catch (Throwable problem) {
        throw new AssertionError("seed " + seed, problem);
      }
    }
  }

  /** The same frame several times, now and then another one, one in four of them altered. */
  private byte[] stream(Random random) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.writeBytes(bytes(start));
    String frame = frames.get(random.nextInt(frames.size()));
    for (int i = 0; i < 8; i++) {
      if (random.nextInt(4) == 0) {
        frame = frames.get(random.nextInt(frames.size()));
      }
      byte[] words = random.nextBoolean() ? bytes("one" + i) : any(WORDS, random);
      byte[] written = withWords(frame, words);
      stream.writeBytes(i > 1 && random.nextInt(4) == 0 ? altered(written, random) : written);
      stream.writeBytes(bytes("\n\n"));
    }
    stream.writeBytes(bytes(end));
    return stream.toByteArray();
  }

  private static byte[] any(byte[][] choices, Random random) {
    return choices[random.nextInt(choices.length)];
  }

  private static byte[] withWords(String frame, byte[] words) {
    int at = frame.indexOf(WORD);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    written.writeBytes(bytes(frame.substring(0, at)));
    written.writeBytes(words);
    written.writeBytes(bytes(frame.substring(at + WORD.length())));
    return written.toByteArray();
  }

  /** One byte of it is another, gone, or one too many. */
  private static byte[] altered(byte[] frame, Random random) {
    int at = random.nextInt(frame.length);
    int way = random.nextInt(3);
    ByteArrayOutputStream altered = new ByteArrayOutputStream();
    altered.write(frame, 0, at);
    if (way < 2) {
      altered.write(LETTERS[random.nextInt(LETTERS.length)]);
    }
    int rest = way == 0 ? at : at + 1;
    altered.write(frame, rest, frame.length - rest);
    return altered.toByteArray();
  }
}
