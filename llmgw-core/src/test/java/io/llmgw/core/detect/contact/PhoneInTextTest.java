package io.llmgw.core.detect.contact;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How phone numbers stand in text: in lists, beside other numbers, with parentheses. */
class PhoneInTextTest {
  private final Finds finds = new Finds(ContactRules.all(), Entities.PHONE);

  @Test
  void aParenthesisMayStandInside() {
    finds.whole("+49(0)30 901820", HIGH);
    finds.whole("(02) 9876543", MEDIUM);
    finds.in("(02) 9876543 (12) 34", MEDIUM, "(02) 9876543");
    finds.in("phone 975(97)287", MEDIUM, "975(97)287");
    finds.in("phone 1(12345)67", MEDIUM, "1(12345)67");
    finds.notAtAllIn("phone 1(123456)7");
    finds.in("phone 9759728(7 30 pm", MEDIUM, "9759728");
    finds.in("phone 975 97 (287).", MEDIUM, "975 97 (287)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(0 30) 90 18 20", "(0 89) 901820", "(02 21) 90 18 20"})
  void aBlankMayStandInAnAreaWhereAWordSaysSo(String number) {
    finds.in("Tel: " + number, MEDIUM, number);
    finds.in(number, LOW, number);
    finds.nothingIn(number);
    finds.in("Tel: " + number.replace(")", ""), MEDIUM, number.replace("(", "").replace(")", ""));
  }

  @Test
  void aListMayNumberThem() {
    finds.in("1) 030 901820\n12) 030 901821", MEDIUM, "030 901820", "030 901821");
    finds.in("phone: (item 2) 9759728, phone) 9759729", MEDIUM, "9759728", "9759729");
    finds.in("2) 8765432", LOW, "8765432");
    finds.notAtAllIn("phone (123456) 9759728");
    finds.notAtAllIn("phone (+123456 7) 9759728");
    finds.in("phone (12 345678) 9759728", MEDIUM, "12 345678");
    finds.in("phone (12 3456789) 9759728", MEDIUM, "12 3456789", "9759728");
  }

  @Test
  void digitsAreLookedForSoFar() {
    finds.whole("+49 / 3 / 0 / 1 / 2 / 34", HIGH);
    finds.notAtAllIn("+4 9 / 3 / 0 / 1 / 2 / 34");
    finds.nothingIn("415 555 0132 1234567 9%");
    finds.in("415 555 0132 12345678 9%", MEDIUM, "415 555 0132");
  }

  @Test
  void whatIsBesideItIsJudgedByItself() {
    finds.in("phone 97 59 72 87 1234 or 10.20.30.255", MEDIUM, "97 59 72 87 1234");
    finds.in("phone 97 59 72 87, 9759728y", MEDIUM, "97 59 72 87");
    finds.in("phone 4;9759728", MEDIUM, "9759728");
  }

  @Test
  void aLastGroupThatIsPartOfAWordIsLeftOut() {
    finds.in("+49 30 901820 3rd floor", HIGH, "+49 30 901820");
    finds.in("415-555-0132 2nd", MEDIUM, "415-555-0132");
    finds.in("+49 30 901820 3_", HIGH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1001,[+14155552671]",
        "1001,[(415) 555-2671],Ann",
        "{42,[+14155552671]}",
        "To: [+14155552671],[+442071838750]",
        "[415-555-2671],[415-555-2672]",
        "7,[415-555-2671],99.50",
        "7,[030 901820],99.50",
        "2026-11-27,[020 7946 0958],5",
        "10:21,[+49 30 901820],5"
      })
  void aCommaSeparatesItFromOtherCells(String marked) {
    String[] parts = marked.split("[\\[\\]]");
    String[] phones = new String[parts.length / 2];
    for (int i = 0; i < phones.length; i++) {
      phones[i] = parts[2 * i + 1];
    }

    finds.in(String.join("", parts), MEDIUM, phones);
  }

  @Test
  void withACueSoItIsForDigitsAlone() {
    finds.in("phone 1001,4155552671,123.45", MEDIUM, "4155552671");
    finds.in("phones: 4155552671,4155552672", MEDIUM, "4155552671", "4155552672");
    finds.in("phone 1001,975 97 287,1002", MEDIUM, "975 97 287");
    finds.in("phone 97 597 2871,123", MEDIUM, "97 597 2871");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9,975 97 287",
        "123,975 97 287",
        "12,975 97 287",
        "975 97 287,1",
        "975 97 287,123",
        "1,234,567",
        "12 345 678,90",
        "3,14 15 92 65",
        "12 345 678,900"
      })
  void aCommaWithinAnAmountDoesNot(String amount) {
    finds.nothingIn("phone " + amount);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bel me om 14:30, ordernr 80012345",
        "Bel mij over order 20261234",
        "My number 12345678 is an order",
        "Call me about invoice 20263498",
        "Ruf mich an wegen Auftragsnummer 80012345",
        "call us with ticket 80012345"
      })
  void aWordForAnotherNumberNextToItSaysMoreThanACall(String text) {
    finds.nothingIn(text);
  }

  @Test
  void withoutOneACallSaysWhatItIs() {
    finds.in("Bel me om 14:30, 80012345", MEDIUM, "80012345");
    finds.in("Order 77 is late, call me: 80012345", MEDIUM, "80012345");
    finds.in("Call me, order 7: 030 901820", MEDIUM, "030 901820");
    finds.in("phone for this order 80012345", MEDIUM, "80012345");
    finds.in("My number 12345678 is always on", MEDIUM, "12345678");
  }

  @Test
  void anExchangeHasAZeroBehindItsNumber() {
    finds.whole("030/1234567-0", MEDIUM);
    finds.whole("030 1234567-0", MEDIUM);
    finds.in("030/1234567-0 / 030/1234567-99", MEDIUM, "030/1234567-0", "030/1234567-99");
    finds.in("030/1234567-0/030/1234567-99", MEDIUM, "030/1234567-0", "030/1234567-99");
    finds.nothingIn("030-1234567-0");
    finds.nothingIn("030/1234567-1");
  }

  @Test
  void behindASlashAnotherOneOfItsAreaStands() {
    finds.in("(11) 3123-4567 / 91234-5678", MEDIUM, "(11) 3123-4567", "91234-5678");
    finds.in("(11) 3123-4567/91234-5678", MEDIUM, "(11) 3123-4567", "91234-5678");
    finds.in("(11) 3123-4567 / 20261127", MEDIUM, "(11) 3123-4567");
    finds.nothingIn("3123-4567 / 91234-5678");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "27.11.2026",
        "2026-11-27",
        "27/11/2026",
        "27/11/26",
        "7.1.2026",
        "12.31.2026",
        "31.12.2026",
        "31.1.26",
        "26-11-32",
        "2026-01-01",
        "2026-31-12",
        "2026-12-31",
        "12.12.2026",
        "13.12.2026",
        "on 27.11.2026",
        "27.11.2026 10:21",
        "27.11.2026 0:21:07",
        "27.11.2026 10:21:07",
        "27.11.26 100:21:07"
      })
  void aDateBeforeItIsNoneOfItsDigits(String date) {
    finds.in(date + " 020 7946 0958", MEDIUM, "020 7946 0958");
    finds.in(date + " 4155552671", LOW, "4155552671");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "32.11.2026",
        "0.11.2026",
        "27.13.2026",
        "27.0.2026",
        "12.32.2026",
        "32.1.2026",
        "13.13.2026",
        "27.11-2026",
        "27-11.2026",
        "27:11:2026",
        "1.27.11.2026",
        "a27.11.2026",
        "127.11.2026",
        "27.11.202",
        "27.11.20261",
        "27.111.2026",
        "2026.11.2026",
        "11.2026.11",
        "26.11.127",
        "27..2026",
        ".11.2026",
        "..27.11.2026",
        "2026-11",
        "32-11-32",
        "32-11-26",
        "27.11.2026 10000:21:07",
        "26-32-1",
        "27.11.2026 10:211",
        "10:21",
        "99 10:21"
      })
  void otherDigitsBeforeItMayBe(String digits) {
    finds.notAtAllIn(digits + " 4155552671");
  }

  @Test
  void whatPartsTwoNumbersMayTieThem() {
    finds.in("(11) 34567/91234-5678", MEDIUM, "(11) 34567", "91234-5678");
    finds.in("0301234 - 0301235", LOW, "0301234", "0301235");
    finds.in("020 7946 0958 - 4155552671", MEDIUM, "020 7946 0958");
    finds.notAtAllIn("030-1234567-1234567");
    finds.whole("+49 37123/1234567", HIGH);
    finds.in("+49 30 901820/+49 30 901821", HIGH, "+49 30 901820", "+49 30 901821");
    finds.notAtAllIn("a/+49 30 901821");
  }

  @Test
  void zerosInFrontAreOneGroupAndAnExchangeHasAnArea() {
    finds.nothingIn("0 049 30 901820");
    finds.nothingIn("312/1234567-0");
    finds.nothingIn("0301234567-0");
    finds.nothingIn("mobile 0.038954 75609017 -50.75");
  }
}
