package io.llmgw.core.detect.world;

import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaSinTest {
  private final Finds finds = new Finds(WorldRules.all(), Entities.CA_SIN);

  @Test
  void luhnsDigitTellsIt() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      String sin = Generated.withLuhn(generated.between(1, 7) + generated.digits(7));
      finds.in(sin, LOW, sin);
      finds.whole(sin.replaceAll("(...)(...)(...)", "$1-$2-$3"), MEDIUM);
      finds.whole(sin.replaceAll("(...)(...)(...)", "$1 $2 $3"), MEDIUM);
      finds.in("SIN " + sin, MEDIUM, sin);
      Generated.altered(sin, 0).forEach(finds::notAtAllIn);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "046454286",
        "846454283",
        "130-692-545",
        "13-0692-544",
        "130692544-7",
        "0.130692544",
        "111111111"
      })
  void otherTextIsNone(String text) {
    finds.notAtAllIn(text);
  }
}
