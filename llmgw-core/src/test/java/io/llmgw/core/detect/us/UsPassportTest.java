package io.llmgw.core.detect.us;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsPassportTest {
  private final Finds finds = new Finds(UsRules.all(), Entities.US_PASSPORT);

  @ParameterizedTest
  @CsvSource({
    "Passport No. 512345678, 512345678",
    "my passport number is A12345678, A12345678",
    "A12345678 (passport), A12345678",
    "passportNumber=512345678, 512345678",
    "Reisepass: 512345678, 512345678",
    "travel document a12345678, a12345678"
  })
  void itNeedsAWord(String text, String number) {
    finds.in(text, MEDIUM, number);
    finds.notAtAllIn(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "passport 51234567",
        "passport AB1234567",
        "passport 512345678-1",
        "passport 555555555",
        "a passport, and much further on in this very long sentence 512345678",
        "a passportless life 512345678"
      })
  void otherNumbersAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::notAtAllIn);
  }
}
