package io.llmgw.providers.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BodyGeneratorTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SEEDS = 3_000;

  @Test
  void writesTextsOfEveryLengthAndKindSoThatAParserReadsThemBack() {
    for (int seed = 0; seed < SEEDS; seed++) {
      String text = text(new Random(seed));

      JsonNode read = JSON.readTree(written(text, "end"));

      assertThat(read.get(0).asString()).isEqualTo(WireJson.wellFormed(text));
      assertThat(read.get(1).asString()).isEqualTo("end");
    }
  }

  @Test
  void replacesHalfOfAPairAlsoWhereTheTextAsksAQuestion() {
    String around = "why? ".repeat(30);

    assertThat(JSON.readTree(written(around + '\uD83D' + around)).get(0).asString())
        .isEqualTo(around + '\uFFFD' + around);
  }

  @Test
  void keepsAPairTogetherWhereALongTextIsCut() {
    for (int before = 65_530; before < 65_540; before++) {
      String text = "x".repeat(before) + "\uD83D\uD83D\uDE00" + "y".repeat(10);

      assertThat(JSON.readTree(written(text)).get(0).asString())
          .isEqualTo("x".repeat(before) + "\uFFFD\uD83D\uDE00" + "y".repeat(10));
    }
  }

  @Test
  void writesWhatMayStandAsItIsAsItIs() {
    String text = "a \u00e9 \u4e16\u754c / \u007f \u2028 ".repeat(4);

    assertThat(new String(written(text), StandardCharsets.UTF_8)).isEqualTo("[\"" + text + "\"]");
  }

  private static byte[] written(String... texts) {
    RequestBytes body = new RequestBytes();
    try (JsonGenerator json = WireJson.generator(body)) {
      json.writeStartArray();
      for (String text : texts) {
        json.writeString(text);
      }
      json.writeEndArray();
    }
    return body.toByteArray();
  }

  private static String text(Random random) {
    int length = random.nextInt(200);
    int rarity = 1 + random.nextInt(60);
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      if (random.nextInt(rarity) > 0) {
        text.append("word? ".charAt(random.nextInt(6)));
      } else {
        switch (random.nextInt(5)) {
          case 0 -> text.append((char) random.nextInt(0x20));
          case 1 -> text.append(random.nextBoolean() ? '"' : '\\');
          case 2 -> text.append((char) (0xD800 + random.nextInt(0x800)));
          case 3 -> text.appendCodePoint(0x10000 + random.nextInt(0x1000));
          default -> text.append((char) random.nextInt(0xD800));
        }
      }
    }
    return text.toString();
  }
}
