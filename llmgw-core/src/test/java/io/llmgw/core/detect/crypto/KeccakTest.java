package io.llmgw.core.detect.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeccakTest {
  /** Published: the hash of nothing is Ethereum's code hash of an account without code. */
  @ParameterizedTest
  @CsvSource({
    "'', c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
    "abc, 4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
    "hello, 1c8aff950685c2ed4bc3174f3472287b56d9517b9c948127319a09a7a36deac8",
    "The quick brown fox jumps over the lazy dog,"
        + " 4d741b6f1eb29cb2a9b9911c82f56fa8d73b04959d3d9d222895df6c0b28aa15"
  })
  void knownMessagesHaveTheirHash(String message, String hash) {
    byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);

    assertThat(HexFormat.of().formatHex(Keccak.hash256(bytes))).isEqualTo(hash);
  }

  @Test
  void aMessageIsShorterThanABlock() {
    assertThat(Keccak.hash256(new byte[135])).hasSize(32);
    assertThatIllegalArgumentException().isThrownBy(() -> Keccak.hash256(new byte[136]));
  }
}
