package io.llmgw.core.detect.world;

import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuTfnTest {
  private final Finds finds = new Finds(WorldRules.all(), Entities.AU_TFN);

  @Test
  void theWeightedSumIsAMultipleOfEleven() {
    Generated generated = new Generated();

    for (int found = 0; found < Generated.COUNT; ) {
      String digits = "4" + generated.digits(7);
      // The last weight is ten, which is -1 modulo eleven.
      int last = Generated.sum(digits, 1, 4, 3, 7, 5, 8, 6, 9) % 11;
      if (last < 10) {
        found++;
        String tfn = digits + last;
        finds.in(tfn, LOW, tfn);
        finds.in(
            "TFN: " + tfn.replaceAll("(...)(...)(...)", "$1 $2 $3"),
            MEDIUM,
            tfn.replaceAll("(...)(...)(...)", "$1 $2 $3"));
        Generated.altered(tfn, 0).forEach(finds::notAtAllIn);
      }
    }
  }

  @Test
  void thoseOfOldHaveEightDigits() {
    finds.in(
        "tax file number 85655734", MEDIUM, "85655734"); // 10*8+7*5+8*6+4*5+6*5+3*7+5*3+1*4 = 253
    finds.notAtAllIn("85655735");
    finds.nothingIn("85655734");
  }

  @ParameterizedTest
  @ValueSource(strings = {"123456789", "12 3456782", "111111111", "0.123456782", "123456782.5"})
  void otherTextIsNone(String text) {
    finds.notAtAllIn(text);
  }
}
