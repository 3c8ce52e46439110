package io.llmgw.core.detect.contact;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {
  private final Finds finds = new Finds(ContactRules.all(), Entities.PHONE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+14155550132",
        "+1 (415) 555-0132",
        "+1-415-555-0132 ext. 42",
        "+49 30 901820",
        "+49 (0)30 901820",
        "(+49) 30 901820",
        "(+49 30) 901820",
        "(+44 20) 7946 0958",
        "+44 20 7946 0958",
        "+33 1 99 00 12 34",
        "+86 138 0013 8000",
        "+5511987654321",
        "+971 4 123 4567",
        "+７ 495 123-45-67",
        "+1\u00a0415\u2011555\u20110132"
      })
  void internationalOnesAreSure(String number) {
    finds.whole(number, HIGH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "415-555-0132",
        "(415) 555-0132",
        "(415)555-0132x4207",
        "415.555.0132",
        "415 555 0132",
        "1-415-555-0132",
        "001-415-555-0132",
        "0049 30 901820",
        "030 901820",
        "030/901-820",
        "0431 35 06 90",
        "01 99 00 12 34",
        "01.99.00.12.34",
        "020 7946 0958",
        "06-12345678",
        "090-1234-5678",
        "(02) 9876 5432",
        "(11) 98765-4321"
      })
  void thoseOfACountryAreFoundByTheirShape(String number) {
    finds.whole(number, MEDIUM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "My phone: 975 97 287",
        "Tel.975 97 287",
        "you can call 975 97 287 today",
        "975 97 287 mobile",
        "Teléfono: 975 97 287",
        "My account is late, my phone is 975 97 287"
      })
  void wordsMakeOthersSure(String text) {
    finds.in(text, MEDIUM, "975 97 287");
  }

  @Test
  void digitsAloneNeedAWord() {
    finds.nothingIn("phone call at 1764123575545");
    finds.nothingIn("\"GET /phone/12 HTTP/1.1\" 200 2144");
    finds.nothingIn("it says 4155550132");
    finds.in("it says 4155550132", LOW, "4155550132");
    finds.in("mobile 4155550132", MEDIUM, "4155550132");
    finds.nothingIn("order 4155550132, call us");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "phone of 2024-05-06",
        "phone of 06.05.2024 12:30",
        "phone of 05/06/2024",
        "phone of 20240506",
        "phone at 2024-05-06 22:58:39",
        "phone at 192.168.100.200",
        "phone for 1234.5678",
        "phone for 1.234.567",
        "phone for 1,234,567",
        "phone for $12345678",
        "phones in 2004-2006",
        "phone id 3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "phone DE89370400440532013000",
        "phone 4111 1111 1111 1112",
        "phone ORD-12345678",
        "phone #12345678",
        "phone 1234567890123456",
        "phone 0x12345678",
        "phone 12345678abc",
        "phone v1.2.3.4567",
        "phone 123456",
        "https://phone.example/12345678"
      })
  void otherNumbersAreNone(String text) {
    finds.nothingIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00 01 02 03 04 05 06 07 08 09",
        "01 02 03 04 05 06 07 08 09 10",
        "3.14159265",
        "0.0001234567",
        "12 345 678 rows",
        "1620000000",
        "9f86d081884c7d659a2feaa0c55ad015",
        "1.0.12.345",
        "10:30-11:45 2024",
        "x = 1000000 + 2000000",
        "+1000000",
        "+49.123456, +8.123456",
        "ISBN 978-3-16-148410-0",
        "order 030 901820"
      })
  void ordinaryTextHasNone(String text) {
    finds.nothingIn(text);
  }

  @Test
  void twoInARowAreTwo() {
    finds.in("415-555-0132 415-555-0199", MEDIUM, "415-555-0132", "415-555-0199");
    finds.in("Suite 459 415-555-0132", MEDIUM, "415-555-0132");
    finds.in("+1 415 555 0132 2 times", MEDIUM, "+1 415 555 0132");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+49 123456", // eight digits
        "+49 1234567890123", // fifteen
        "+210 12345",
        "+7 495 123 45 67",
        "+1 415 555 0132",
        "+(49) 30 901820"
      })
  void anInternationalOneHasEightToFifteenDigits(String number) {
    finds.whole(number, HIGH);
  }

  @Test
  void aParenthesisThatStaysOpenIsNoPartOfIt() {
    finds.in("(+49 30 901820", HIGH, "+49 30 901820");
    finds.in("(+49 30 901820)", HIGH, "+49 30 901820");
    finds.in("(+49 30) 901820)", HIGH, "(+49 30) 901820");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1234567",
        "+49 12345",
        "+49 12345678901234",
        "+1 415 555 013",
        "+1 415 555 01322",
        "+49.123456",
        "0049.30901820",
        "+89 1234567", // no code
        "phone 123456",
        "phone 1234567890123456",
        "030.901820"
      })
  void othersOfThatKindAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "215 255 0132",
        "115-555-0132", // not by the plan, but by its hyphens
        "415-155-0132",
        "(115) 555/0132",
        "00 49 30 901820",
        "01 234567", // eight digits
        "01 2345678901", // twelve
        "01234 5678",
        "01 23 45 67 89",
        "030.901.820",
        "030 901-820",
        "(02) 98765", // seven digits
        "(02) 98765432101", // thirteen
        "(12345) 678901",
        "(11)98765-4321"
      })
  void aShapeReachesToItsEdges(String number) {
    finds.whole(number, MEDIUM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "115/255/0132",
        "115.555.0132",
        "415/555/0132",
        "415-555.0132",
        "00493090182",
        "00 12345",
        "00 123456",
        "030 90.18.20",
        "030 90 18-20",
        "01 23456",
        "01 23456789012",
        "0 12345678",
        "01234-5678",
        "01 23 45 67",
        "01 23 45 67 89 01",
        "(2) 9876 5432",
        "(1999) 123456",
        "(1900) 123456",
        "(2099) 123456",
        "(02) 987654321012"
      })
  void besideThemItNeedsAWord(String number) {
    finds.in(number, LOW, number);
    finds.nothingIn(number);
    finds.in("phone " + number, MEDIUM, number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1234567",
        "123456789012345",
        "10.20.30.256",
        "12 345 678",
        "0.345.678",
        "2.415-552",
        "1100000000000",
        "2000000000000",
        "32.12.1999",
        "13.13.1999",
        "12.31.1899",
        "12.31.2100",
        "12311899",
        "12.00.1999",
        "00.12.1999",
        "(1899) 123456",
        "(2100) 123456"
      })
  void whatIsNoDateAddressOrTimeMayBeOne(String number) {
    finds.in("phone " + number, MEDIUM, number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12 34 5 67",
        "123-45-6789",
        "2024 1999 2001",
        "1900 2099",
        "1234.5678",
        "1234/5678",
        "10.20.30.255",
        "1 234 567",
        "12.345.678",
        "123.345.678",
        "1200000000000",
        "1999999999999",
        "31.12.1999",
        "31.12.1900",
        "01.12.1999",
        "1999.01.31",
        "12.31.1999",
        "1.1.1900 2",
        "1999.12.31",
        "1999.31.12",
        "2099.12.31",
        "31121999",
        "12311999",
        "19991231",
        "(02) 9876"
      })
  void whatIsOneIsNot(String number) {
    finds.notAtAllIn("phone " + number);
  }

  @Test
  void wordsCountSoFar() {
    finds.in("phone" + " ".repeat(35) + "975 97 287", MEDIUM, "975 97 287");
    finds.nothingIn("phone" + " ".repeat(36) + "975 97 287");
    finds.in("call" + " ".repeat(20) + "975 97 287", MEDIUM, "975 97 287");
    finds.nothingIn("call" + " ".repeat(21) + "975 97 287");
    finds.in("975 97 287" + " ".repeat(8) + "call", MEDIUM, "975 97 287");
    finds.nothingIn("975 97 287" + " ".repeat(9) + "call");
    finds.nothingIn("order" + " ".repeat(19) + "415-555-0132");
    finds.in("order" + " ".repeat(20) + "415-555-0132", MEDIUM, "415-555-0132");
    finds.in("order: phone 975 97 287", MEDIUM, "975 97 287");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "975 97 287 ext 123456",
        "975 97 287,ext. 12",
        "975 97 287x1",
        "975 97 287 x:1",
        "975 97 287 #12",
        "975 97 287 Durchwahl 12"
      })
  void anExtensionBelongsToIt(String number) {
    finds.in("phone " + number + ".", MEDIUM, number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "975 97 287 ext 12345678901234567",
        "975 97 287 x12y",
        "975 97 287 x",
        "975 97 287 ext",
        "975 97 287:",
        "975 97 287, 1",
        "a,975 97 287",
        "tel.975 97 287",
        "mob.975 97 287",
        "fax.975 97 287",
        "\" 975 97 287"
      })
  void otherTextBesideItDoesNot(String text) {
    finds.in("phone " + text, MEDIUM, "975 97 287");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "975 97 287y",
        "975 97 287_",
        "975 97 287:1",
        "975 97 287,1",
        "975 97 287%",
        "9:975 97 287",
        "9,975 97 287",
        "$975 97 287",
        "to.975 97 287",
        "1\" 975 97 287",
        "12)415-555-0132",
        "x415-555-0132"
      })
  void whatIsTiedToOtherTextIsNone(String text) {
    finds.nothingIn("phone " + text);
  }

  @Test
  void aNumberMayBeginBehindAnother() {
    finds.in("12 1 415 555 0132", MEDIUM, "1 415 555 0132");
    finds.in("1 415 555 0132 1", MEDIUM, "1 415 555 0132");
    finds.nothingIn("1234 4155 550 132");
    finds.nothingIn("12.415-555-0132");
  }

  @Test
  void blanksMayStandAroundASlashOrAHyphen() {
    finds.whole("+49 30 / 90 18 20", HIGH);
    finds.whole("030 / 90 18 20", MEDIUM);
    finds.whole("030 / 901820", MEDIUM);
    finds.whole("030 - 901820", MEDIUM);
    finds.nothingIn("030 /901820");
    finds.nothingIn("12 / 345 678 rows");
    finds.nothingIn("phone on 10 / 11 / 2024");
    finds.nothingIn("phone of 1234 / 5678");
  }
}
