package io.llmgw.core.detect.payment;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumberTest {
  private final Finds finds = new Finds(PaymentRules.all(), Entities.CREDIT_CARD);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111", // Visa
        "5555555555554444", // Mastercard
        "2223003122003222", // its second range
        "378282246310005", // American Express
        "6011111111111117", // Discover
        "3530111333300000", // JCB
        "6200000000000005" // UnionPay
      })
  void eachIssuersNumberIsSure(String number) {
    finds.whole(number, HIGH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "3782 822463 10005",
        "4111 1111\n1111 1111",
        "**4111** 1111 1111 1111"
      })
  void itMayBeWrittenInGroups(String number) {
    finds.in(number, HIGH, number.replace("**4111**", "4111**"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "卡号是4111111111111111谢谢",
        "番号は4111111111111111です",
        "번호는4111111111111111입니다",
        "เลข4111111111111111ครับ",
        "وو4111111111111111"
      })
  void lettersOfScriptsWithoutBlanksMayStandBesideIt(String text) {
    finds.in(text, HIGH, "4111111111111111");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "é4111111111111111",
        "4111111111111111ж",
        "4111111111111112", // wrong check digit
        "1111111111111111",
        "0.4111111111111111",
        "4111 1111-1111 1111", // two separators
        "41 1111111111 11 11",
        "94111111111111111"
      })
  void otherNumbersAreNone(String number) {
    finds.nothingIn(number);
  }

  @Test
  void aShortMaestroNumberNeedsAWord() {
    finds.nothingIn("order 676770000005");
    finds.in("order 676770000005", LOW, "676770000005");
    finds.in("my card is 676770000005", MEDIUM, "676770000005");
  }

  @Test
  void whatFollowsIsNotPartOfIt() {
    finds.in("pay 4111 1111 1111 1111 12 times", HIGH, "4111 1111 1111 1111");
    finds.in("pay 12 4111 1111 1111 1111", HIGH, "4111 1111 1111 1111");
  }

  @ParameterizedTest
  @CsvSource({
    "400000, 16",
    "499999, 19",
    "510000, 16",
    "559999, 16",
    "222100, 16",
    "272099, 16",
    "601100, 19",
    "352800, 16",
    "358999, 19"
  })
  void aRangeReachesToItsEdges(String beginning, int length) {
    String number = Generated.withLuhn((beginning + "0123456789012").substring(0, length - 1));

    finds.whole(number, HIGH);
  }

  @ParameterizedTest
  @CsvSource({"399999, 13", "272100, 16", "212999, 15", "590000, 16", "700000, 16", "222099, 16"})
  void besideItNoneIsSure(String beginning, int length) {
    String number = Generated.withLuhn((beginning + "0123456789012").substring(0, length - 1));

    finds.notAtAllIn(number);
  }

  @ParameterizedTest
  @CsvSource({"400000, 15", "400000, 17", "510000, 15", "510000, 17", "370000, 14", "370000, 16"})
  void aNumberOfAnotherLengthIsNone(String beginning, int length) {
    String number = Generated.withLuhn((beginning + "0123456789012").substring(0, length - 1));

    finds.nothingIn(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111 1111 1111 1111",
        "3782 822463 10005",
        "3782 8224 6310 005",
        "3056 930902 5904",
        "3056 9309 0259 04",
        "6759 6498 2643 8453",
        "6767 7000 0005"
      })
  void itsGroupsAreThoseOfCards(String number) {
    finds.in(number, LOW, number);
  }

  @Test
  void nineteenDigitsAreInFoursOrInTwoGroups() {
    String digits = Generated.withLuhn("621234567890123456");

    finds.whole(digits, HIGH);
    finds.whole(digits.replaceAll("(....)(?!$)", "$1 "), HIGH);
    finds.whole(digits.substring(0, 6) + " " + digits.substring(6), HIGH);
    finds.notAtAllIn(digits.substring(0, 7) + " " + digits.substring(7));
  }
}
