package io.llmgw.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BodyBytesTest {
  @Test
  void findsWhatALookAtEachByteFinds() {
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = new byte[random.nextInt(40)];
      for (int i = 0; i < bytes.length; i++) {
        int kind = random.nextInt(12);
        bytes[i] = (byte) (kind == 0 ? '\\' : kind == 1 ? '\\' + 1 : random.nextInt(256));
      }
      int length = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
      int from = random.nextInt(4);
      String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);

      assertThat(BodyBytes.of(bytes, length).indexOf('\\', from))
          .isEqualTo(text.indexOf('\\', from));
    }
  }
}
