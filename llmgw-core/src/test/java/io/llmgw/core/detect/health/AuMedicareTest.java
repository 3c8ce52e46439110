package io.llmgw.core.detect.health;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuMedicareTest {
  private final Finds finds = new Finds(HealthRules.all(), Entities.AU_MEDICARE);

  static Stream<String> valid() {
    return Stream.of("2", "3", "4", "5", "6")
        .flatMap(first -> Numbers.of(first + "9999999", AuMedicareTest::completed).stream());
  }

  private static String completed(String eight) {
    return eight + Numbers.weighted(eight, 1, 3, 7, 9, 1, 3, 7, 9) % 10 + "1";
  }

  @ParameterizedTest
  @MethodSource("valid")
  void asItIsPrintedItNeedsNoWord(String number) {
    String printed =
        number.substring(0, 4) + " " + number.substring(4, 9) + " " + number.substring(9);
    finds.whole(printed, MEDIUM);
    finds.nothingIn("17 " + printed);
    finds.whole(printed + " 2", MEDIUM);
    finds.in("Medicare " + printed, HIGH, printed);
    finds.in(number, LOW, number);
    finds.nothingIn(number);
    finds.in("medicare card " + number, MEDIUM, number);
    finds.in("medicare card " + number + "/2", MEDIUM, number + "/2");
  }

  @ParameterizedTest
  @MethodSource("valid")
  void theWrongCheckDigitIsRefused(String number) {
    Numbers.withOtherDigitAt(8, number).forEach(other -> finds.notAtAllIn("Medicare " + other));
    finds.notAtAllIn("Medicare " + number.substring(0, 9) + "0"); // no issue
  }

  @ParameterizedTest
  @ValueSource(strings = {"1123456781", "7123456741", "212345670"})
  void otherNumbersAreNone(String text) {
    finds.notAtAllIn("Medicare " + text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::nothingIn);
  }

  @Test
  void otherGroupsAreNone() {
    String number = completed("21234567");

    finds.notAtAllIn("Medicare " + number.substring(0, 5) + " " + number.substring(5));
    finds.in("Medicare " + number + " 1", MEDIUM, number + " 1");
    finds.notAtAllIn("Medicare " + number + "-1.5");
  }
}
