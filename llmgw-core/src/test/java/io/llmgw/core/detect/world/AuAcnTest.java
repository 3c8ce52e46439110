package io.llmgw.core.detect.world;

import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuAcnTest {
  private final Finds finds = new Finds(WorldRules.all(), Entities.AU_ACN);

  @Test
  void theLastDigitTellsIt() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      String digits = "6" + generated.digits(7);
      String acn = digits + (10 - Generated.sum(digits, 8, 7, 6, 5, 4, 3, 2, 1) % 10) % 10;
      finds.in(acn, LOW, acn);
      finds.in("ACN " + acn, MEDIUM, acn);
      Generated.altered(acn, 8).forEach(finds::notAtAllIn);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"004 085 616", "000 000 019", "010 499 966", "005 749 986"})
  void publishedExamplesAreFound(String acn) {
    finds.whole(acn, MEDIUM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"004 085 617", "00 4085616", "111111111", "0.004085616"})
  void otherTextIsNone(String text) {
    finds.notAtAllIn(text);
  }
}
