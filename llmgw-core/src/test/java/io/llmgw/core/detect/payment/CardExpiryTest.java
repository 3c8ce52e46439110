package io.llmgw.core.detect.payment;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardExpiryTest {
  private final Finds finds = new Finds(PaymentRules.all(), Entities.CARD_EXPIRY);

  @ParameterizedTest
  @CsvSource({
    "my card expires 12/27, 12/27",
    "Exp. date: 01/2030, 01/2030",
    "valid thru 09-28, 09-28",
    "gültig bis 09/28, 09/28",
    "09/28 (expiry), 09/28",
    "{\"expiry\":\"09/28\"}, 09/28",
    "Visa 09/28, 09/28",
    "scadenza 09/28, 09/28"
  })
  void itNeedsAWord(String text, String expiry) {
    finds.in(text, MEDIUM, expiry);
    finds.notAtAllIn("done " + expiry);
  }

  @ParameterizedTest
  @CsvSource({
    "4111111111111111 12/27, 12/27",
    "4111 1111 1111 1111; 12/2027; 123, 12/2027",
    "4111-1111-1111-1111|12|2027|123, 12|2027",
    "378282246310005 (Amex) 09-31, 09-31"
  })
  void orACard(String text, String expiry) {
    finds.in(text, MEDIUM, expiry);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "expiry 13/27",
        "expiry 00/27",
        "expiry 12/99",
        "expiry 12/27/2030",
        "expiry 3/12/27",
        "expiry 12.27",
        "the offer expires 12/24", // a day of a month
        "4111111111111112 12/27", // no card
        "4111111111111111 paid in two parts, on the first and on 12/27",
        "4111111111111111 13/27"
      })
  void otherNumbersAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::notAtAllIn);
  }

  @ParameterizedTest
  @CsvSource({"01/10, true", "12/59, true", "12/09, false", "12/60, false", "00/20, false"})
  void monthAndYearAreThoseOfCards(String expiry, boolean isOne) {
    for (String before : List.of("expiry ", "4111111111111111 ")) {
      if (isOne) {
        finds.in(before + expiry, MEDIUM, expiry);
      } else {
        finds.notAtAllIn(before + expiry);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"12/2010, true", "12/2059, true", "12/2009, false", "12/2060, false"})
  void soIsAYearOfFourDigits(String expiry, boolean isOne) {
    for (String before : List.of("expiry ", "4111111111111111 ")) {
      if (isOne) {
        finds.in(before + expiry, MEDIUM, expiry);
      } else {
        finds.notAtAllIn(before + expiry);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4222222222222", // thirteen digits
        "6212345678901234569", // nineteen
        "2223003122003222",
        "6011111111111117",
        "4111-1111-1111-1111",
        "4111 1111 1111 1111",
        "x4111111111111111"
      })
  void itStandsBehindAnyCard(String card) {
    finds.in(card + " 12/27", MEDIUM, "12/27");
    finds.in(card + ":" + " ".repeat(36) + "12|27", MEDIUM, "12|27");
    finds.in("pay " + card + ":" + " ".repeat(38) + "12|27", MEDIUM, "12|27");
    finds.notAtAllIn(card + ":" + " ".repeat(39) + "12|27");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "411111111110", // twelve digits
        "41111111111111111115", // twenty
        "16212345678901234569", // of which the last nineteen are a card's
        "7111111111111118",
        "1111111111111117",
        "4111111111111112",
        "4111.1111.1111.1111",
        "4111--1111-1111-1111",
        ""
      })
  void otherNumbersBeforeItAreNoCard(String number) {
    finds.notAtAllIn(number + " x 12|27");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12.27", "12/2", "12/270", "12/20270", "1/27", "112/27", "12//27"})
  void otherDigitsBehindACardAreNone(String other) {
    finds.notAtAllIn("4111111111111111, " + other);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111 1111 1111 1111, security code 123, expires 09/27",
        "4111 1111 1111 1111, PIN 4711, valid to 09/27",
        "4111111111111111\nPIN 4711\n09/27",
        "{\"card\":\"4111111111111111\",\"pin\":\"4711\",\"expires\":\"09/27\"}",
        "Expires 09/27, card number 4111 1111 1111 1111",
        "security code 123, expires 09/27, 4111111111111111",
        "l\u00e4uft ab: 09/27, Karte 4111 1111 1111 1111",
        "vence 09/27, tarjeta 4111-1111-1111-1111"
      })
  void behindAWordForItTheCardMayStandAnywhere(String text) {
    finds.in(text, MEDIUM, "09/27");
    finds.notAtAllIn(text.replace("4111", "4112"));
  }

  @Test
  void theLastGroupOfACardIsNoYear() {
    finds.in("4111-1111-1111-2010-12-27", MEDIUM, "12-27");
    finds.notAtAllIn("4111-1111-1111-2011-12-27");
    finds.in("4111-1111-1118-1999-12-27", MEDIUM, "12-27");
  }

  @Test
  void aCardBeforeACodeEndsWithinReach() {
    finds.in("4111111111111111 123" + " ".repeat(35) + "12/27", MEDIUM, "12/27");
    finds.notAtAllIn("4111111111111111 123" + " ".repeat(36) + "12/27");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12/27 4111 1111 1111 1111", // the day of a payment
        "on 12/27 by 4111 1111 1111 1111",
        "4111 1111 1111 1111 paid 45.00 on 12/27",
        "2 of 4111111111111111, 3 on 12/27",
        "the offer expires 12/27, order 4111111111111112",
        "valid 12/27 in rows 2 4 6 8 10 12 14 16 18 20 22 24",
        "expires 2027/12/27, 4111111111111111",
        "expires 1999/12/27, 4111111111111111",
        "expires 12.27, 4111111111111111"
      })
  void otherwiseItStandsRightBehindTheCard(String text) {
    finds.notAtAllIn(text);
  }
}
