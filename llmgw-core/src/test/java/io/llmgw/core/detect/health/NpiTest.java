package io.llmgw.core.detect.health;

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

class NpiTest {
  private final Finds finds = new Finds(HealthRules.all(), Entities.US_NPI);

  /** The example of the published standard, and others computed as it says: with the prefix. */
  static Stream<String> valid() {
    return Stream.concat(
        Stream.of("1234567893"),
        Stream.concat(
            Numbers.of("199999999", NpiTest::completed).stream(),
            Numbers.of("299999999", NpiTest::completed).stream()));
  }

  private static String completed(String nine) {
    String all = "80840" + nine;
    int sum = 0;
    for (int i = 0; i < all.length(); i++) {
      int digit = all.charAt(i) - '0';
      sum += i % 2 == 1 ? (2 * digit) / 10 + (2 * digit) % 10 : digit;
    }
    return nine + (10 - sum % 10) % 10;
  }

  @ParameterizedTest
  @MethodSource("valid")
  void withAWordItIsMasked(String number) {
    finds.in(number, LOW, number);
    finds.in("NPI " + number, MEDIUM, number);
    finds.in("{\"providerId\": " + number + "}", MEDIUM, number);
  }

  @ParameterizedTest
  @MethodSource("valid")
  void oneWrongDigitIsRefused(String number) {
    for (int place = 0; place < 10; place++) {
      Numbers.withOtherDigitAt(place, number).forEach(other -> finds.notAtAllIn("NPI " + other));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NPI 0234567891", "NPI 12345678931", "NPI 123456789", "NPI 1.1234567893"})
  void otherNumbersAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::nothingIn);
  }
}
