package io.llmgw.core.detect.network;

import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImeiTest {
  private final Finds finds = new Finds(NetworkRules.all(), Entities.IMEI);

  @Test
  void luhnsDigitTellsIt() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      String imei = Generated.withLuhn("35" + generated.digits(12));
      finds.whole(imei, LOW);
      finds.in("IMEI: " + imei, MEDIUM, imei);
      Generated.altered(imei, 0).forEach(finds::notAtAllIn);
    }
  }

  @Test
  void itIsFairlySureAsItIsPrinted() {
    finds.whole("49-015420-323751-8", MEDIUM);
    finds.whole("490154 20 323751 8", MEDIUM);
    finds.whole("49015420 323751 8", LOW);
    finds.nothingIn("490154203237518");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4 9 0154203237518",
        "490-154-203-237-518",
        "0.490154203237518",
        "111111111111111"
      })
  void otherNumbersAreNone(String text) {
    finds.notAtAllIn(text);
  }
}
