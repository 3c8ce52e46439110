package io.llmgw.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AsciiSearchTest {
  @Test
  void findsTheFirstOfTwoCharsWhereverItStands() {
    Random random = new Random(7);
    byte[] near = {'\n', '\r', '\n' + 1, '\r' - 1, 0, -1, (byte) ('\n' | 0x80), 'x'};
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = near[random.nextInt(4) == 0 ? random.nextInt(near.length) : near.length - 1];
      }
      int from = random.nextInt(bytes.length + 1);
      int to = from + random.nextInt(bytes.length - from + 1);

      assertThat(AsciiSearch.indexOfEither(bytes, from, to, '\n', '\r'))
          .isEqualTo(byteByByte(bytes, from, to));
    }
  }

  private static int byteByByte(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        return i;
      }
    }
    return -1;
  }
}
