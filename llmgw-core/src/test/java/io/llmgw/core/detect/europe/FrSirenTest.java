package io.llmgw.core.detect.europe;

import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrSirenTest {
  private final Finds finds = new Finds(EuropeRules.all(), Entities.FR_SIREN);

  @Test
  void luhnsDigitTellsIt() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      String siren = Generated.withLuhn("4" + generated.digits(7));
      finds.in(siren, LOW, siren);
      finds.in("SIREN : " + siren, MEDIUM, siren);
      Generated.altered(siren, 0).forEach(finds::notAtAllIn);
    }
  }

  @Test
  void itNeedsAWordAsManyNumbersLookLikeIt() {
    finds.nothingIn("732 829 320");
    finds.in("RCS Paris 732 829 320", MEDIUM, "732 829 320");
  }

  @ParameterizedTest
  @ValueSource(strings = {"73 2829 320", "732-829-320", "111111111", "0.732829320", "732829320.5"})
  void otherTextIsNone(String text) {
    finds.notAtAllIn(text);
  }
}
