package io.llmgw.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldTest {
  private final FoldedText text = new FoldedText();

  @ParameterizedTest
  @CsvSource({
    "４１１１, 4111",
    "٤١١١, 4111",
    "a\u00a0b, a b",
    "a\u2013b, a-b",
    "a\u200b\u2060b, ab",
    "a\u00adb, ab",
    "pаss\u0301word1, password1", // a Cyrillic letter, an accent of its own
    "\uD835\uDC1A\uD835\uDFCF, a1", // of mathematics
    "ⓐ, a"
  })
  void whatLooksAlikeIsReadAlike(String written, String read) {
    text.read(written);

    assertThat(text.chars()).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({"Привет", "Καλημέρα", "déjà vu", "日本語", "🙂"})
  void otherScriptsStayWhatTheyAre(String written) {
    text.read(written);

    assertThat(text.chars()).isSameAs(written);
  }

  @Test
  void tagCharactersAreReadAsWhatTheyHide() {
    String hidden = new String(Character.toChars(0xE0041)) + "b";
    text.read(hidden);

    assertThat(text.chars()).isEqualTo("Ab");
    assertThat(text.origin(1)).isEqualTo(2);
  }

  @Test
  void eachCharKnowsWhereItCameFrom() {
    text.read("x\u200b\uD835\uDC1Ay");

    assertThat(text.chars()).isEqualTo("xay");
    assertThat(text.origin(0)).isZero();
    assertThat(text.origin(1)).isEqualTo(2);
    assertThat(text.origin(2)).isEqualTo(4);
    assertThat(text.origin(3)).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"a\\u0040b, a@b", "a%40b, a@b", "50% off, 50% off", "\\u00e9, \\u00e9", "a%4, a%4"})
  void charsThatAreWrittenByTheirNumberAreRead(String written, String read) {
    text.read(written);

    assertThat(text.chars()).isEqualTo(read);
    assertThat(text.origin(text.length())).isEqualTo(written.length());
  }

  @Test
  void halfACharStaysWhatItIs() {
    text.read("\u00a0\uD835");

    assertThat(text.chars()).isEqualTo(" \uD835");
  }
}
