package io.llmgw.core.detect.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpelledTest {
  @ParameterizedTest
  @CsvSource({
    "1 2 3 4 5 6 7 8, 12345678",
    "1-2-3-4-5-6-7-8, 12345678",
    "1_2_3_4_5_6_7_8, 12345678",
    "1.2.3.4.5.6.7.8.9.0.1.2, 123456789012",
    "4 1 1 1  1 1 1 1, 4111 1111",
    "4 1 1 1   1 1 1 1, 4111 1111",
    "4-1-1-1---1-1-1-1, 4111-1111",
    "4-1-1-1 1-1-1-1, 4111 1111",
    "4.1.1.1...1.1.1.1.1.1.1.1.1, 4111.111111111",
    "( 4 1 1 1 1 1 1 1 ), ( 41111111 )",
    "+ 4 1 1 1 1 1 1 1, + 41111111",
    "z Z a A 1 9 0 8, zZaA1908",
    "z @ x . d e 1 2 3 4, z@x.de1234",
    "9-1---2-3-4-5-6-7-8, 91-2345678"
  })
  void eightCharsOrTwelveAreJoined(String written, String read) {
    assertThat(AsRead.of(written)).isEqualTo(read);
    assertThat(AsRead.of("so " + written + "!")).isEqualTo("so " + read + "!");
  }

  @ParameterizedTest
  @CsvSource({
    "'1\n2\n3\n4\n5\n6\n7\n8\n9\n0\n1\n2', 123456789012",
    "'4-1-1-1\n1-1-1-1', '4111\n1111'"
  })
  void soAreLines(String written, String read) {
    assertThat(AsRead.of(written)).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "a 1 2 3 4 5 6 7 8, a 12345678",
    "x4 1 1 1 1 1 1 1 1, x4 11111111",
    "4 1 1 1 1 1 1 1 a, 41111111 a",
    "4 1 1 1 1 1 1 1 ab, 41111111 ab",
    "4 1 1 1 1 1 1 1 12, 41111111 12",
    "4-1-1-1-1-1-1-1 x, 41111111 x",
    "'4-1-1-1-1-1-1-1 ', '41111111 '",
    "4-1-1-1-1-1-1-1 x y, 41111111 x y",
    "4 1 1 1 1 1 1 1 a b, 41111111ab",
    "1---2-3-4-5-6-7-8-9-0, 1---234567890",
    "4-1-1-1--1-1-1-1-1-1-1-1-1, 4-1-1-1--111111111"
  })
  void wordsBesideItAreNotPartOfIt(String written, String read) {
    assertThat(AsRead.of(written)).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 2 3 4 5 6 7",
        "1-2-3-4-5-6-7",
        "1.2.3.4.5.6.7.8.9.0.1",
        "1\n2\n3\n4\n5\n6\n7\n8\n9\n0\n1",
        "4 1 1 1    1 1 1 1", // too wide a gap
        "4  1  1  1  1  1  1  1",
        "4 1 1 1 1 1 1 12",
        "4 1 1 1 1 1 1 \u0436 1 1",
        "4 1-1 1 1 1 1 1",
        "{ 1 2 3 4 5 6 7",
        "[ 1 2 3 4 5 6 7",
        "@ 1 2 3 4 5 6 7",
        "1-2-3-4-5-6-7 8 9",
        "1-2-3-4- -5-6-7-8",
        "1-2-3-4,5-6-7-8",
        "1 2 3",
        "1 2 3 4",
        " 1 2 ",
        " 1 2 3"
      })
  void tooFewOrOthersStay(String written) {
    assertThat(AsRead.of(written)).isEqualTo(written);
  }
}
