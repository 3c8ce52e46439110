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
}
