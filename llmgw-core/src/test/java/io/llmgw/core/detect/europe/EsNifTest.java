package io.llmgw.core.detect.europe;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EsNifTest {
  private final Finds finds = new Finds(EuropeRules.all(), Entities.ES_NIF);

  private static final String LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

  @Test
  void theLetterIsTheRemainderBy23() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      String digits = generated.digits(8);
      String nif = digits + LETTERS.charAt(Integer.parseInt(digits) % 23);
      finds.whole(nif, MEDIUM);
      finds.in("DNI: " + nif, HIGH, nif);
      finds.in(nif.toLowerCase(), LOW, nif.toLowerCase());
      Generated.altered(nif, 0).forEach(finds::notAtAllIn);
    }
  }

  @Test
  void kLAndMStandBeforeSevenDigits() {
    finds.whole("K0867756N", LOW);
    finds.in("nif K0867756N", MEDIUM, "K0867756N");
    finds.whole("L0867756N", LOW);
    finds.whole("M0867756N", LOW);
    finds.notAtAllIn("N0867756N");
    finds.notAtAllIn("K0867756A");
    finds.notAtAllIn("J0867756N");
  }

  @Test
  void itIsWrittenInGroups() {
    finds.whole("12345678-Z", MEDIUM);
    finds.whole("12.345.678-Z", MEDIUM);
    finds.whole("12345678 Z", MEDIUM);
    finds.notAtAllIn("1234-5678-Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"12345678A", "1234567Z", "123456789Z", "A12345678Z", "7.12345678Z", "12345678ZZ"})
  void otherTextIsNone(String text) {
    finds.notAtAllIn(text);
  }
}
