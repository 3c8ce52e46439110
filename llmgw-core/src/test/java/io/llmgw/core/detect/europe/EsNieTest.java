package io.llmgw.core.detect.europe;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EsNieTest {
  private final Finds finds = new Finds(EuropeRules.all(), Entities.ES_NIE);

  private static final String LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

  @Test
  void theFirstLetterCountsAsADigit() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      String digits = generated.digits(7);
      String nie =
          "XYZ".charAt(i % 3) + digits + LETTERS.charAt(Integer.parseInt(i % 3 + digits) % 23);
      finds.whole(nie, MEDIUM);
      finds.in("su NIE es " + nie.toLowerCase(), HIGH, nie.toLowerCase());
      Generated.altered(nie, 1).forEach(finds::notAtAllIn);
    }
  }

  @Test
  void itIsWrittenInGroups() {
    finds.whole("X-1234567-L", MEDIUM);
    finds.whole("X 1234567 L", MEDIUM);
    finds.whole("X1234567-L", MEDIUM);
    finds.whole("X-1234567L", MEDIUM);
    finds.notAtAllIn("X12-34567L");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X1234567A", "W1234567L", "X12345678L", "X123456L", "XX1234567L", "X1234567LL"})
  void otherTextIsNone(String text) {
    finds.notAtAllIn(text);
  }
}
