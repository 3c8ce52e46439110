package io.llmgw.core.detect.uk;

import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UtrTest {
  private final Finds finds = new Finds(UkRules.all(), Entities.UK_UTR);

  static List<String> valid() {
    return Numbers.of("999999999", UtrTest::completed);
  }

  /** The check digit stands first: 2 and 1 for remainders 0 and 1, else what lacks to 11. */
  private static String completed(String nine) {
    int remainder = Numbers.weighted(nine, 6, 7, 8, 9, 10, 5, 4, 3, 2) % 11;
    return (remainder < 2 ? 2 - remainder : 11 - remainder) + nine;
  }

  @ParameterizedTest
  @MethodSource("valid")
  void itNeedsAWord(String number) {
    String grouped = number.substring(0, 5) + " " + number.substring(5);
    finds.in(number, LOW, number);
    finds.nothingIn(number);
    finds.in("UTR " + number, MEDIUM, number);
    finds.in("tax reference: " + grouped, MEDIUM, grouped);
    finds.notAtAllIn("UTR " + number.substring(0, 3) + " " + number.substring(3));
  }

  @ParameterizedTest
  @MethodSource("valid")
  void theWrongCheckDigitIsRefused(String number) {
    Numbers.withOtherDigitAt(0, number).forEach(other -> finds.notAtAllIn("UTR " + other));
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::nothingIn);
  }
}
