package io.llmgw.core.detect.payment;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardSecurityCodeTest {
  private final Finds finds = new Finds(PaymentRules.all(), Entities.CARD_CVV);

  @ParameterizedTest
  @CsvSource({
    "CVV 123, 123",
    "cvv2: 123, 123",
    "the CVC is 1234, 1234",
    "security code: 123, 123",
    "{\"securityCode\":\"123\"}, 123",
    "card_cvv=123, 123",
    "123 is my CVV, 123",
    "Prüfnummer 123, 123",
    "4111111111111111 12/27 123, 123",
    "4111111111111111|12|2027|1234, 1234",
    "4111 1111 1111 1111 123 12/27, 123",
    "4111111111111111|1234|12|2027, 1234",
    "12 4111 1111 1111 1111 12/27 123, 123",
    "'4111\t1111\t1111\t1111\t12/27\t123', 123",
    "4111 1111 1111 1111; 12/27; 123; Berlin, 123"
  })
  void itNeedsAWordOrACard(String text, String code) {
    finds.in(text, MEDIUM, code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123",
        "12/27 123",
        "CVV 12",
        "course CSC 101",
        "/list?cid=123",
        "CVV 12345",
        "CVV 12a",
        "the CVV, on page 123",
        "4111111111111111 123",
        "4111111111111111 123 13/27",
        "4111111111111111 12345 12/27",
        "4111111111111112 123 12/27",
        "4111111111111111 room 123 12/27",
        "4111111111111111 12/27 12345",
        "4111111111111111 12/27 123-45",
        "4111111111111111 12/27 123rd"
      })
  void otherNumbersAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "  ", "\t", "|", " | ", ";", "\n"})
  void theDateBehindACodeIsFoundWithIt(String between) {
    Finds dates = new Finds(PaymentRules.all(), Entities.CARD_EXPIRY);
    String text = "4111 1111 1111 1111" + between + "123" + between + "12/27";

    finds.in(text, MEDIUM, "123");
    dates.in(text, MEDIUM, "12/27");
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::notAtAllIn);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", ",", ";", "|", "/", ":", "\t", "\n", " | ", " ; "})
  void upToThreeSignsStandBeforeOneBehindACard(String between) {
    finds.in("4111111111111111 12/27" + between + "123", MEDIUM, "123");
  }

  @ParameterizedTest
  @ValueSource(strings = {"    ", "", "-", " x"})
  void otherSignsMakeItNone(String between) {
    finds.notAtAllIn("4111111111111111 12/27" + between + "123");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "12345", "123x", "123-4", "123.4"})
  void behindACardItHasThreeOrFourDigits(String other) {
    finds.notAtAllIn("4111111111111111 12/27 " + other);
    finds.in("4111111111111111 12/27 123- ", MEDIUM, "123");
    finds.in("4111111111111111 12/27 1234. ", MEDIUM, "1234");
    finds.in("4111111111111111 12/27 123,4", MEDIUM, "123");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123 (CVV), 4111 1111 1111 1111",
        "my 123 CVV 4111 1111 1111 1111",
        "CVV 123, 4111 1111 1111 1111, 09/27",
        "4111111111111111 PIN 4711 09/27 CVV 123",
        "09/27, 4111111111111111, CVV 123"
      })
  void itStandsInAnyPlace(String text) {
    finds.in(text, MEDIUM, "123");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CVV, 4111 1111 1111 1111",
        "cvv 4111\n1111 1111 1111",
        "4111111111111111 09/27, 5555 5555 5555 4444",
        "security code: 3782 822463 10005"
      })
  void theBeginningOfACardIsNone(String text) {
    finds.notAtAllIn(text);
  }
}
