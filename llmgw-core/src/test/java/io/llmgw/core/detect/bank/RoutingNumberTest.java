package io.llmgw.core.detect.bank;

import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingNumberTest {
  private final Finds finds = new Finds(BankRules.all(), Entities.US_ROUTING_NUMBER);

  static Stream<String> valid() {
    return Stream.of("01", "12", "21", "32", "61", "72", "80")
        .flatMap(prefix -> Numbers.of(prefix + "999999", RoutingNumberTest::completed).stream());
  }

  private static String completed(String eight) {
    return eight + (10 - Numbers.weighted(eight, 3, 7, 1, 3, 7, 1, 3, 7) % 10) % 10;
  }

  private static String grouped(String number) {
    return number.substring(0, 4) + "-" + number.substring(4, 8) + "-" + number.substring(8);
  }

  @ParameterizedTest
  @MethodSource("valid")
  void itNeedsAWordUnlessItIsInGroups(String number) {
    finds.in(number, LOW, number);
    finds.nothingIn(number);
    finds.in("routing number " + number, MEDIUM, number);
    finds.in("routingNumber: " + number, MEDIUM, number);
    finds.whole(grouped(number), MEDIUM);
  }

  @ParameterizedTest
  @MethodSource("valid")
  void oneWrongDigitIsRefused(String number) {
    for (int place = 0; place < 9; place++) {
      Numbers.withOtherDigitAt(place, number).forEach(other -> finds.notAtAllIn("ABA " + other));
    }
  }

  @Test
  void otherDistrictsAreNone() {
    for (String prefix : List.of("13", "20", "33", "60", "73", "78", "81", "88")) {
      Numbers.of(prefix + "999999", RoutingNumberTest::completed)
          .forEach(number -> finds.notAtAllIn("ABA " + number));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"000000000", "0110000151", "011-000-015"})
  void otherNumbersAreNone(String text) {
    finds.notAtAllIn("ABA " + text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::nothingIn);
  }
}
