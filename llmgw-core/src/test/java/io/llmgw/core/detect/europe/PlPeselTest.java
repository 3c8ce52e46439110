package io.llmgw.core.detect.europe;

import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlPeselTest {
  private final Finds finds = new Finds(EuropeRules.all(), Entities.PL_PESEL);

  @Test
  void theLastDigitTellsIt() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      int month = generated.between(1, 12) + 20 * generated.between(0, 4);
      String first =
          generated.digits(2)
              + String.format("%02d%02d", month, generated.between(1, 28))
              + generated.digits(4);
      String pesel = first + (10 - Generated.sum(first, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3) % 10) % 10;
      finds.in(pesel, LOW, pesel);
      finds.in("PESEL " + pesel, MEDIUM, pesel);
      Generated.altered(pesel, 0).forEach(finds::notAtAllIn);
    }
  }

  @Test
  void itNeedsAWord() {
    finds.nothingIn("44051401359");
    finds.nothingIn("numer 44051401359");
    finds.in("Mój PESEL to 44051401359", MEDIUM, "44051401359");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"44051401358", "44131401350", "44053201351", "440514 01359", "0.44051401359"})
  void otherTextIsNone(String text) {
    finds.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"44010112359", "44013112356", "44123112350", "44210112355"})
  void aDateReachesToItsEdges(String pesel) {
    finds.whole(pesel, LOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"44010012352", "44013212353", "44000112358", "44130112354"})
  void otherDatesAreNone(String pesel) {
    finds.notAtAllIn(pesel);
  }
}
