package io.llmgw.providers.recurring;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.providers.json.WireJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** The way without a parser leads where the parser does, or nowhere. */
class StringBodyTest {
  private static final int SEEDS = 50_000;
  private static final byte[][] PIECES = {
    bytes("a"),
    bytes("0"),
    bytes("dead"),
    bytes("u"),
    bytes("\\"),
    bytes("\""),
    bytes("\\u00"),
    bytes("\\u00e9"),
    bytes("\\uD83D"),
    bytes("\\ude00"),
    bytes("\\n"),
    bytes("\\/"),
    bytes("\u007f"),
    bytes("\u00e9"),
    bytes("\u20ac"),
    bytes("\uFFFD"),
    bytes("\uFFFF"),
    bytes("\uD83D\uDE00"),
    bytes("\n"),
    bytes("\0"),
    HexFormat.of().parseHex("c3"),
    HexFormat.of().parseHex("a9"),
    HexFormat.of().parseHex("c080"),
    HexFormat.of().parseHex("eda0bd"),
    HexFormat.of().parseHex("f0"),
    HexFormat.of().parseHex("f4908080"),
    HexFormat.of().parseHex("ff"),
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Hello there.",
        "a\\nb",
        "\\\\",
        "\\\"quoted\\\"",
        "\\b\\f\\n\\r\\t\\/",
        "\u007f",
        "\\u0041\\u00e9\\u20AC",
        "caf\u00e9 \u20ac",
        "\uD83D\uDE00",
        "\\ud83d\\ude00",
        "\\ud83d",
        "\\udc00\\ud800",
        "\\u0000",
        "\\u0022",
        "\uFFFE\\n\u00e9",
        "\\ufffd"
      })
  void readsWhatTheParserReads(String raw) {
    assertThat(read(bytes(raw + "\""))).isNotNull().isEqualTo(parsed(bytes(raw + "\"")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no quote",
        "\\",
        "\\\"",
        "\\a\"",
        "\\0\"",
        "\\u12\"",
        "\\u12g4\"",
        "\\u\"",
        "\\u-123\"",
        "\\u\uFF11\uFF12\uFF13\uFF14\"",
        "\\u \uFF11\uFF12\uFF13\"",
        "line\nend\"",
        "\0\"",
        "\t\""
      })
  void readsNothingThatIsNoString(String raw) {
    assertThat(read(bytes(raw))).isNull();
    assertThat(parsed(bytes(raw))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"c3", "61a9", "c080", "eda0bd", "eda0bdedb880", "f4908080", "ff", "e282"})
  void readsNothingThatIsNoUtf8(String hex) {
    byte[] raw = HexFormat.of().parseHex(hex + "22");

    assertThat(read(raw)).isNull();
  }

  @Test
  void whateverItReadsIsWhatTheParserReads() {
    int read = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      ByteArrayOutputStream raw = new ByteArrayOutputStream();
      for (int i = random.nextInt(6); i > 0; i--) {
        raw.writeBytes(PIECES[random.nextInt(PIECES.length)]);
      }
      raw.write('"');
      String text = read(raw.toByteArray());
      if (text != null) {
        assertThat(text).as("seed " + seed).isEqualTo(parsed(raw.toByteArray()));
        read++;
      }
    }
    assertThat(read).isGreaterThan(SEEDS / 10);
  }

  /** What stands there up to the first quote that ends it; null when it cannot be read. */
  private static String read(byte[] raw) {
    StringBody body = new StringBody();
    byte[] bytes = new byte[raw.length + 2];
    bytes[0] = '"';
    System.arraycopy(raw, 0, bytes, 1, raw.length);
    return body.find(bytes, 1, raw.length + 1) ? body.text() : null;
  }

  /** What the parser says of the same, whatever follows; null when it refuses it. */
  private static String parsed(byte[] raw) {
    byte[] bytes = new byte[raw.length + 1];
    bytes[0] = '"';
    System.arraycopy(raw, 0, bytes, 1, raw.length);
    try (JsonParser json = WireJson.parser(bytes, 0, bytes.length)) {
      json.nextToken();
      return json.getString();
    } catch (JacksonException e) {
      return null;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
