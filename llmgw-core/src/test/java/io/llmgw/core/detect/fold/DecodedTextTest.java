package io.llmgw.core.detect.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodedTextTest {
  private static Reading decoded(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return DecodedText.of("key: ", Base64.getEncoder().encodeToString(bytes), 3, 9);
  }

  @Test
  void textIsReadBehindItsName() {
    Reading reading = decoded("a b\n\r\t~");

    assertThat(reading.chars()).isEqualTo("key: a b\n\r\t~");
    assertThat(reading.nameEnd()).isEqualTo(5);
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

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "_", "-x_y", "_x-y", "--x--x", "__x__x"})
  void whatFollowsTextIsNoneOfIt(String behind) {
    Reading reading = DecodedText.of("", "bG9ja2VyOiA0NzEx" + behind, 0, 16);

    assertThat(reading).isNotNull();
    assertThat(reading.chars()).isEqualTo("locker: 4711");
  }

  @Test
  void eitherAlphabetIsRead() {
    assertThat(DecodedText.of("", "fj9-Pz8_fn5-", 0, 12).chars()).isEqualTo("~?~???~~~");
    assertThat(DecodedText.of("", "fj9+Pz8/fn5+", 0, 12).chars()).isEqualTo("~?~???~~~");
    assertThat(DecodedText.of("", "fj9+Pz8_fn5-", 0, 12).chars()).isEqualTo("~?~??"); // not both
    assertThat(DecodedText.of("", "-2Fh" + "YWFh".repeat(5), 0, 24).chars()).endsWith("aaaa");
  }
}
