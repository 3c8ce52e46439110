package io.llmgw.core.detect.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class DecodedTextTest {
  private static Reading decoded(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return DecodedText.of("key: ", Base64.getEncoder().encodeToString(bytes), 3, 9);
  }

  @Test
  void textIsReadBehindItsName() {
    Reading reading = decoded("a b\n\r\t~");

    assertThat(reading.chars()).isEqualTo("key: a b\n\r\t~");
    assertThat(decoded("\n")).isNotNull();
    assertThat(decoded("\r")).isNotNull();
    assertThat(decoded("\t")).isNotNull();
    assertThat(decoded(" ")).isNotNull();
    assertThat(reading.start(6, 8)).isEqualTo(3);
    assertThat(reading.end(6, 8)).isEqualTo(9);
  }

  @Test
  void moreThanSeventeenOfTwentyCharsCanBePrinted() {
    assertThat(decoded("123456\u0001")).isNotNull(); // 6 of 7
    assertThat(decoded("12345\u0001")).isNull(); // 5 of 6
    assertThat(decoded("12345\u007f")).isNull();
    assertThat(decoded("12345\u0085")).isNull();
    assertThat(decoded("12345\uFFFD")).isNull();
    assertThat(decoded("1234567890123456 \u0001\u0001\u0001")).isNull(); // 17 of 20
  }

  @Test
  void whatIsNoBaseSixtyFourIsNone() {
    assertThat(DecodedText.of("", "a*b", 0, 3)).isNull();
    assertThat(DecodedText.of("", "", 0, 0)).isNull();
  }
}
