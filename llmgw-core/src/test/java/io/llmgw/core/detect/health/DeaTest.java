package io.llmgw.core.detect.health;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeaTest {
  private final Finds finds = new Finds(HealthRules.all(), Entities.US_DEA);

  static Stream<String> valid() {
    return Stream.of("BA999999", "MA999999", "F9999999")
        .map(shape -> Numbers.of(shape, DeaTest::completed))
        .flatMap(List::stream);
  }

  private static String completed(String eight) {
    String digits = eight.substring(2);
    int odd = Numbers.weighted(digits, 1, 0, 1, 0, 1, 0);
    int even = Numbers.weighted(digits, 0, 1, 0, 1, 0, 1);
    boolean isKnown = Character.isLetter(eight.charAt(1)) || eight.charAt(1) == '9';
    return isKnown ? eight + (odd + 2 * even) % 10 : "";
  }

  @ParameterizedTest
  @MethodSource("valid")
  void itNeedsNoWord(String number) {
    finds.whole(number, MEDIUM);
    finds.in("DEA# " + number, HIGH, number);
    finds.nothingIn(number.toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @MethodSource("valid")
  void theWrongCheckDigitIsRefused(String number) {
    Numbers.withOtherDigitAt(8, number).forEach(other -> finds.notAtAllIn("DEA " + other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IB2718281",
        "RB27182810",
        "RB-2718281",
        "1B2718281",
        "RB2718281.7",
        "Rb2718281",
        "R12718281"
      })
  void otherNumbersAreNone(String text) {
    finds.notAtAllIn("DEA " + text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::nothingIn);
  }

  @Test
  void theFirstAndTheLastKindOfRegistrantAreKnown() {
    finds.whole("AB1234563", MEDIUM);
    finds.whole("XB1234563", MEDIUM);
  }
}
