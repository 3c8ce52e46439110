package io.llmgw.core.detect.europe;

import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrSiretTest {
  private final Finds finds = new Finds(EuropeRules.all(), Entities.FR_SIRET);

  @Test
  void theCompanysAndTheEstablishmentsDigitsTellIt() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      String siret =
          Generated.withLuhn(Generated.withLuhn("5" + generated.digits(7)) + generated.digits(4));
      finds.in(siret, LOW, siret);
      finds.in("SIRET " + siret, MEDIUM, siret);
      Generated.altered(siret, 0).forEach(finds::notAtAllIn);
    }
  }

  @Test
  void itIsFairlySureInGroups() {
    finds.whole("732 829 320 00074", MEDIUM);
    finds.whole("732829320 00074", MEDIUM);
    finds.nothingIn("73282932000074");
  }

  @Test
  void thePostCountsInItsOwnWay() {
    finds.in("356 000 000 00048", MEDIUM, "356 000 000 00048"); // by Luhn
    finds.in("356 000 000 49837", MEDIUM, "356 000 000 49837"); // a multiple of five
    finds.notAtAllIn("356 000 000 49838");
    finds.notAtAllIn("732 829 320 00079"); // a multiple of five, but not the post's
  }

  @ParameterizedTest
  @ValueSource(strings = {"73282932000075", "20261126075012", "7328293200007", "0.73282932000074"})
  void otherTextIsNone(String text) {
    finds.notAtAllIn(text);
  }
}
