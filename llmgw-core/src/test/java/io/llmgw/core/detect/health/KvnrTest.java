package io.llmgw.core.detect.health;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KvnrTest {
  private final Finds finds = new Finds(HealthRules.all(), Entities.DE_KVNR);

  static List<String> valid() {
    return Numbers.of("A99999999", KvnrTest::completed);
  }

  private static String completed(String nine) {
    String digits = "%02d".formatted(nine.charAt(0) - 'A' + 1) + nine.substring(1);
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int product = (digits.charAt(i) - '0') * (i % 2 + 1);
      sum += product / 10 + product % 10;
    }
    return nine + sum % 10;
  }

  @ParameterizedTest
  @MethodSource("valid")
  void inUpperCaseItNeedsNoWord(String number) {
    String small = number.toLowerCase(Locale.ROOT);
    finds.whole(number, MEDIUM);
    finds.in("Versichertennummer: " + number, HIGH, number);
    finds.nothingIn(small);
    finds.in(small, LOW, small);
    finds.in("KVNR " + small, MEDIUM, small);
  }

  @ParameterizedTest
  @MethodSource("valid")
  void oneWrongDigitIsRefused(String number) {
    for (int place = 1; place < 10; place++) {
      Numbers.withOtherDigitAt(place, number).forEach(other -> finds.notAtAllIn("KVNR " + other));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"T22334455", "T2233445550", "2223344555", "TT23344555", "T 223344555"})
  void otherShapesAreNone(String text) {
    finds.notAtAllIn("KVNR " + text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::notAtAllIn);
  }
}
