package io.llmgw.core.detect.vat;

import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomesticVatTest {
  private final Finds finds = new Finds(VatRules.all(), Entities.EU_VAT);
  private final Generated generated = new Generated();

  @Test
  void italianNumbersNeedAWord() {
    for (int i = 0; i < Generated.COUNT; i++) {
      String number = Generated.withLuhn("1" + generated.digits(6) + "015");
      finds.in(number, LOW, number);
      finds.in("P.IVA " + number, MEDIUM, number);
      Generated.altered(number, 10).forEach(finds::notAtAllIn);
    }
  }

  @Test
  void polishNumbersNeedAWord() {
    for (int found = 0; found < Generated.COUNT; ) {
      String digits = "7" + generated.digits(8);
      int check = Generated.sum(digits, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11;
      if (check < 10) {
        found++;
        String number = digits + check;
        String written = number.replaceAll("(...)(...)(..)(..)", "$1-$2-$3-$4");
        finds.in(number, LOW, number);
        finds.in("NIP: " + written, MEDIUM, written);
        Generated.altered(number, 9).forEach(finds::notAtAllIn);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8567346216", "85-67346-215", "0.8567346215", "00743110158", "00743115008"})
  void otherNumbersAreNone(String text) {
    finds.notAtAllIn(text);
  }
}
