package io.llmgw.core.detect.world;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InPanTest {
  private final Finds finds = new Finds(WorldRules.all(), Entities.IN_PAN);

  @Test
  void theFourthLetterTellsTheKindOfItsHolder() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      String letters =
          generated.chars("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 3) + generated.chars("PCHFATBLJG", 1);
      String pan = letters + "Z1" + generated.digits(3) + "K";
      finds.whole(pan, MEDIUM);
      finds.nothingIn(pan.toLowerCase());
      finds.in("pan " + pan.toLowerCase(), MEDIUM, pan.toLowerCase());
      finds.notAtAllIn(pan.substring(0, 3) + "Q" + pan.substring(4));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ABCPE0000F",
        "ABCPE123F",
        "ABCPE12345F",
        "ABCPE1234",
        "AABCPE1234F",
        "ABCPE1234FF",
        "ABCP E1234F"
      })
  void otherTextIsNone(String text) {
    finds.notAtAllIn(text);
  }
}
