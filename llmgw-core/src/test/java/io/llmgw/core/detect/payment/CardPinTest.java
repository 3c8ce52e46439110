package io.llmgw.core.detect.payment;

import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardPinTest {
  private final Finds finds = new Finds(PaymentRules.all(), Entities.CARD_PIN);

  @ParameterizedTest
  @CsvSource({
    "PIN: 4711, 4711",
    "my pin is 471123, 471123",
    "{\"pin\":\"4711\"}, 4711",
    "cardPin=47112, 47112",
    "Meine Geheimzahl ist 4711, 4711",
    "4711 is my PIN, 4711"
  })
  void itIsCalledOne(String text, String pin) {
    finds.in(text, MEDIUM, pin);
  }

  @Test
  void besideThePinOfAPartItIsTheShapeAlone() {
    finds.nothingIn("connect pin 1024");
    finds.in("connect pin 1024", LOW, "1024");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"4711", "pin: 12", "pin: 4711234", "spin: 4711", "pins: 4711", "pin: 47.11"})
  void otherNumbersAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::notAtAllIn);
  }

  @Test
  void itHasFourToSixDigits() {
    finds.in("pin: 0009", MEDIUM, "0009");
    finds.in("pin: 999999", MEDIUM, "999999");
    finds.notAtAllIn("pin: 999");
    finds.notAtAllIn("pin: 9999999");
    finds.notAtAllIn("pin: 12a4");
  }

  @ParameterizedTest
  @CsvSource({
    "My card 4111 1111 1111 1111 PIN 4821, 4821",
    "4111111111111111 PIN 4821, 4821",
    "4111-1111-1111-1111 / pin 482100, 482100",
    "PIN 4821 for the card, 4821",
    "Karte weg! PIN 4821, 4821",
    "tarjeta perdida con pin 4821, 4821"
  })
  void besideACardItNeedsNoColon(String text, String pin) {
    finds.in(text, MEDIUM, pin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112 pin 4821",
        "4111111111111111, and then far away from it some other PIN 4821",
        "discard pin 4821"
      })
  void otherwiseItDoes(String text) {
    finds.nothingIn(text);
  }
}
