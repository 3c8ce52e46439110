package io.llmgw.core.detect.health;

import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LanrTest {
  private final Finds finds = new Finds(HealthRules.all(), Entities.DE_LANR);

  static List<String> valid() {
    return Numbers.of("999999", LanrTest::completed);
  }

  private static String completed(String six) {
    return six + (10 - Numbers.weighted(six, 4, 9, 4, 9, 4, 9) % 10) % 10 + "07";
  }

  @ParameterizedTest
  @MethodSource("valid")
  void itNeedsAWord(String number) {
    finds.in(number, LOW, number);
    finds.nothingIn(number);
    finds.in("LANR: " + number, MEDIUM, number);
  }

  @ParameterizedTest
  @MethodSource("valid")
  void theWrongCheckDigitIsRefused(String number) {
    Numbers.withOtherDigitAt(6, number).forEach(other -> finds.notAtAllIn("LANR " + other));
    finds.notAtAllIn("LANR " + number.substring(0, 7) + "00"); // no specialty
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::nothingIn);
  }
}
