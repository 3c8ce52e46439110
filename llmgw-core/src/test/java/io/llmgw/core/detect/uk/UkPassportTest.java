package io.llmgw.core.detect.uk;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UkPassportTest {
  private final Finds finds = new Finds(UkRules.all(), Entities.UK_PASSPORT);

  @ParameterizedTest
  @CsvSource({
    "passport 512345678, 512345678",
    "UK passport no: CD7654321, CD7654321",
    "CD7654321 in my passport, CD7654321"
  })
  void itNeedsAWord(String text, String number) {
    finds.in(text, MEDIUM, number);
    finds.notAtAllIn(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"passport CD 7654321", "passport CDE654321", "passport 51234567"})
  void otherNumbersAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::notAtAllIn);
  }
}
