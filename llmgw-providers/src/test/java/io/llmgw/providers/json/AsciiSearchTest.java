package io.llmgw.providers.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AsciiSearchTest {
  private static final int SEEDS = 20_000;

  @Test
  void findsWhatALookAtEachByteFinds() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      byte[] bytes = bytes(random);
      int length = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
      int from = random.nextInt(4);
      String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);

      assertThat(AsciiSearch.indexOf(bytes, from, length, '\\'))
          .isEqualTo(text.indexOf('\\', from));
    }
  }

  @Test
  void findsWhatMustBeEscaped() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      byte[] bytes = bytes(random);
      int from = random.nextInt(4);

      assertThat(AsciiSearch.indexOfEscaped(bytes, from)).isEqualTo(firstEscaped(bytes, from));
    }
  }

  private static int firstEscaped(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      int b = bytes[i] & 0xFF;
      if (b < 0x20 || b == '"' || b == '\\') {
        return i;
      }
    }
    return -1;
  }

  /** Mostly harmless bytes, and some of each border. */
  private static byte[] bytes(Random random) {
    byte[] borders = {'\\', '\\' + 1, '"', '"' - 1, 0, 0x1F, 0x20, 0x7F, (byte) 0x80, (byte) 0xFF};
    byte[] bytes = new byte[random.nextInt(40)];
    for (int i = 0; i < bytes.length; i++) {
      boolean harmless = random.nextInt(8) > 0;
      bytes[i] = harmless ? (byte) 'a' : borders[random.nextInt(borders.length)];
    }
    return bytes;
  }
}
