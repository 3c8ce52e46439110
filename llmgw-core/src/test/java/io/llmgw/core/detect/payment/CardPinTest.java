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
    "4711 is my PIN, 4711",
    "Pinkoden är 4711, 4711",
    "PIN-koden till kortet är 4711, 4711",
    "pinkode: 4711, 4711",
    "PIN-koden til kortet er 4711, 4711"
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
        "discard pin 4821",
        "pinkoden er forkert 4821",
        "PIN-kod saknas 4821",
        "pinkodens längd är 4821"
      })
  void otherwiseItDoes(String text) {
    finds.nothingIn(text);
  }

  @ParameterizedTest
  @CsvSource({
    "Il tuo PIN della carta è 4821, 4821",
    "il PIN della mia carta di credito è: 4821, 4821",
    "El PIN de mi tarjeta es 4821, 4821",
    "Die PIN der Karte lautet 4821, 4821",
    "The PIN of my card is 4821, 4821",
    "PIN for my credit card 4821, 4821",
    "O PIN do cartão é 4821, 4821",
    "PIN do mojej karty: 4821, 4821",
    "PIN mojej karty: 4821, 4821",
    "My card was stolen. PIN 4821, 4821",
    "Visa PIN 4821, 4821",
    "card pin 4821, 4821",
    "carte bancaire PIN 4821, 4821"
  })
  void wordsMaySayWhoseItIs(String text, String pin) {
    finds.in(text, MEDIUM, pin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "La carte 2024 du restaurant, menu PIN 1234",
        "NIP 5260 karta dużej rodziny",
        "The expansion card uses pin 1024 to 1030",
        "Card reader pins: PIN 1001",
        "graphics card, pin 1024 is ground",
        "Graphics card: connector pin 1024",
        "carta topografica, PIN 1234",
        "GPIO header for the card, pin 1024",
        "wiring of the card reader: connect pin 1024",
        "PIN of the cardboard 4821"
      })
  void otherCardsHaveNone(String text) {
    finds.nothingIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Please charge 4111 1111 1111 1111, expires 09/27, CVV 123, PIN 4821.",
        "4111111111111111 exp 09/27 PIN 4821",
        "4111 1111 1111 1111 cvv 123 PIN 4821",
        "4111111111111111 09/27 123 PIN 4821",
        "4111-1111-1111-1111|09|2027|123| PIN 4821",
        "378282246310005 1234 09-27 PIN 4821",
        "4111111111111111\n09/27\n123\nPIN 4821",
        "4111111111111111, 2 of them, PIN 4821",
        "| 4111 1111 1111 1111 | 09/27 | 123 | PIN 4821 |",
        "4 111111111111111 PIN 4821",
        "41 11 11 11 11 111111 PIN 4821",
        "4111      1111 1111 1111 PIN 4821",
        "\u5361\u53f7\u662f4111111111111111\u8c22\u8c22, 09/27, PIN 4821"
      })
  void aDateAndACodeMayStandBetweenItAndItsCard(String text) {
    finds.in(text, MEDIUM, "4821");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PIN 4821 card 4111 1111 1111 1111",
        "PIN 4821\n4111111111111111\n09/27\n123",
        "PIN 4821, CVV 123, 4111111111111111, 09/27",
        "pin 4821 / 3782 822463 10005",
        "4821 (PIN), 4111 1111 1111 1111",
        "PIN 4821 goes with 6212345678901234569",
        "PIN 4821 4222222222222" // thirteen digits
      })
  void itMayStandBeforeItsCard(String text) {
    finds.in(text, MEDIUM, "4821");
  }

  @Test
  void aCardBehindItBeginsWithinReach() {
    finds.in("PIN 4821" + ".".repeat(40) + "4111111111111111", MEDIUM, "4821");
    finds.nothingIn("PIN 4821" + ".".repeat(41) + "4111111111111111");
    finds.in("4111111111111111:12" + " ".repeat(32) + "PIN 4821", MEDIUM, "4821");
    finds.nothingIn("4111111111111111:12" + " ".repeat(33) + "PIN 4821");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112 exp 09/27 PIN 1024",
        "4111 1111 1111 1112\n09/27\n123\nPIN 1024",
        "pin 1024, ref 4111111111111112",
        "pin 1024 and 41111111111111111115",
        "pins 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 and PIN 1024",
        "PIN 1024 is in rows 2 4 6 8 10 12 14 16 18 20 22 24",
        "PIN 1024 at 0x4111111111111111f",
        "PIN 1024, order 7111111111111118",
        "part 4111.1111.1111.1111, 12/27, pin 1024",
        "PIN 1024 on 2026-11-26 at 10:32:07.123456789",
        "pin 1024, build 20261126000123",
        "4111111111111111a PIN 1024",
        "4111111111111111Z PIN 1024",
        "4111       1111 1111 1111 PIN 1024", // seven blanks
        "41 11 11 11 11 11 1111 PIN 1024", // seven groups
        "PIN 1024 is in rows 2 4 6 8 10 12 14 2716 10248 20 22 24"
      })
  void otherNumbersBesideItAreNoCard(String text) {
    finds.nothingIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CVV 123, PIN 4821",
        "PIN 4821 and CVC 123",
        "security code 123, pin 4821",
        "Pr\u00fcfnummer 123, PIN 4821"
      })
  void aWordForTheCodeOfACardSpeaksOfOne(String text) {
    finds.in(text, MEDIUM, "4821");
    finds.nothingIn("On the board: " + text);
    finds.nothingIn(text.replaceAll("CVV|CVC|security code|Pr\u00fcfnummer", "item"));
  }

  @Test
  void theBeginningOfACardIsNone() {
    finds.notAtAllIn("PIN, 4111 1111 1111 1111");
    finds.notAtAllIn("PIN, 4222 222222222");
    finds.notAtAllIn("pin 4111\n1111 1111 1111");
  }
}
