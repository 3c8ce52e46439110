package io.llmgw.providers.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.providers.wire.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/** The way without a parser leads where the parser does, or nowhere. */
class PlainDeltaTest {
  private static final String TEXT =
      "{\"type\":\"content_block_delta\",\"index\":0,"
          + "\"delta\":{\"type\":\"text_delta\",\"text\":\"Hello there.\"}  }";

  @ParameterizedTest
  @ValueSource(
      strings = {
        TEXT,
        "{\"type\":\"content_block_delta\",\"index\":17,\"delta\":{\"type\":\"text_delta\",\"text\":\"\"}}",
        "{\"type\":\"content_block_delta\",\"index\":1,"
            + "\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"a~ '\"}}  "
      })
  void readsWhatAnthropicWrites(String json) {
    assertThat(new PlainDelta().read(frame(json))).isTrue();
    assertThat(described(json)).isEqualTo(described(" " + json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\nb", "caf\u00e9", "\\u0041", "\uD83D\uDE00"})
  void leavesEscapesAndOtherLettersToTheParser(String words) {
    String json = TEXT.replace("Hello there.", words);

    assertThat(new PlainDelta().read(frame(json))).isFalse();
    assertThat(described(json)).isEqualTo(described(" " + json));
  }

  @Test
  void whateverIsBrokenReadsAsTheParserReadsIt() {
    String letters = " \"{}[]:,\\0123456789abcdefnrtu_\u00e9\t\n";
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      StringBuilder json = new StringBuilder(TEXT);
      for (int i = 0; i <= random.nextInt(3); i++) {
        int place = random.nextInt(json.length());
        char letter = letters.charAt(random.nextInt(letters.length()));
        switch (random.nextInt(3)) {
          case 0 -> json.setCharAt(place, letter);
          case 1 -> json.insert(place, letter);
          default -> json.deleteCharAt(place);
        }
      }
      String broken = json.toString();
      // A blank before it is as good JSON, and enough to have the parser read it.
      assertThat(described(broken)).as("seed " + seed).isEqualTo(described(" " + broken));
    }
  }

  private static String described(String json) {
    AnthropicEvent event = new AnthropicEvent();
    try {
      event.read(frame(json));
    } catch (JacksonException e) {
      return "no JSON";
    }
    return (event.type() + " " + event.index + " " + event.isObject() + " " + event.hasError)
        + (" " + event.delta.text + " " + event.delta.thinking + " " + event.delta.unknown);
  }

  private static Frame frame(String json) {
    byte[] bytes = ("x" + json + "x").getBytes(StandardCharsets.UTF_8);
    Frame frame = new Frame();
    frame.show(null, bytes, 1, bytes.length - 2);
    return frame;
  }
}
