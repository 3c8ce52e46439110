package io.llmgw.core.detect.health;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NhsTest {
  private final Finds finds = new Finds(HealthRules.all(), Entities.UK_NHS);

  static List<String> valid() {
    return Numbers.of("999999999", NhsTest::completed);
  }

  private static String completed(String nine) {
    int check = 11 - Numbers.weighted(nine, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
    return check == 10 ? "" : nine + check % 11;
  }

  private static String grouped(String number, char separator) {
    return number.substring(0, 3)
        + separator
        + number.substring(3, 6)
        + separator
        + number.substring(6);
  }

  @ParameterizedTest
  @MethodSource("valid")
  void asItIsWrittenItNeedsNoWord(String number) {
    finds.whole(grouped(number, ' '), MEDIUM);
    finds.in("NHS no " + grouped(number, ' '), HIGH, grouped(number, ' '));
    finds.in(number, LOW, number);
    finds.nothingIn(number);
    finds.in("NHS number: " + number, MEDIUM, number);
  }

  @ParameterizedTest
  @MethodSource("valid")
  void oneWrongDigitIsRefused(String number) {
    for (int place = 0; place < 10; place++) {
      Numbers.withOtherDigitAt(place, number).forEach(other -> finds.notAtAllIn("NHS " + other));
    }
  }

  @Test
  void whatLooksLikeAnAmericanPhoneNumberNeedsAWord() {
    finds.nothingIn("943-476-5919");
    finds.in("NHS 943-476-5919", MEDIUM, "943-476-5919");
    finds.nothingIn("221-395-0008");
    finds.nothingIn("345-217-0004");
    finds.whole("143-217-0007", MEDIUM); // no area begins with a one
    finds.whole("319-117-0006", MEDIUM); // nor does an exchange
    finds.whole("612-045-6783", MEDIUM); // or with a zero
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NHS 1111111111",
        "NHS 0000000000",
        "NHS 943476591",
        "NHS 94347659190",
        "NHS 9.9434765919"
      })
  void otherNumbersAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::nothingIn);
    finds.nothingIn("12 943 476 5919 33");
  }
}
