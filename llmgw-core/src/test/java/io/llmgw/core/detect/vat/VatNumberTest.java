package io.llmgw.core.detect.vat;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VatNumberTest {
  private final Finds finds = new Finds(VatRules.all(), Entities.EU_VAT);
  private final Generated generated = new Generated();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ATU13585627",
        "BE0428759497",
        "BG175074752",
        "CY10259033P",
        "CZ25123891",
        "CZ7103192745",
        "CZ640903926",
        "DE136695976",
        "DK13585628",
        "EE100931558",
        "EL094259216",
        "ESA13585625",
        "ES54362315K",
        "ESX2482300W",
        "ESJ99216582",
        "ESN1234567D",
        "FI20774740",
        "FR40303265045",
        "FR23334175221",
        "FR53000004605",
        "FRK7399859412",
        "FR4Z123456782",
        "HR33392005961",
        "HU12892312",
        "IE6433435F",
        "IE6433435OA",
        "IE8D79739I",
        "IT00743110157",
        "LT119511515",
        "LT100001919017",
        "LU15027442",
        "LV40003521600",
        "MT11679112",
        "NL004495445B01",
        "NL123456789B13",
        "PL8567346215",
        "PT501964843",
        "RO18547290",
        "SE556188840401",
        "SI50223054",
        "SK2022749619",
        "GB980780684",
        "XI980780684",
        "CHE100155212",
        "NO995525828MVA"
      })
  void publishedExamplesOfAllStatesAreFound(String number) {
    finds.whole(number, MEDIUM);
    finds.in("VAT " + number + ", paid", HIGH, number);
  }

  @Test
  void eachOtherCheckDigitIsRefused() {
    for (String number :
        new String[] {
          "ATU13585627",
          "DE136695976",
          "EE100931558",
          "EL094259216",
          "FI20774740",
          "HU12892312",
          "HR33392005961",
          "LV40003521600",
          "PL8567346215",
          "PT501964843",
          "SI50223054",
          "DK13585628",
          "BE0428759497",
          "LU15027442",
          "GB980780684",
          "CHE100155212",
          "IT00743110157"
        }) {
      Generated.altered(number, number.length() - 1).forEach(finds::notAtAllIn);
    }
  }

  @Test
  void germanNumbersAreComputed() {
    for (int i = 0; i < Generated.COUNT; i++) {
      String number = "DE" + Generated.withMod11And10("2" + generated.digits(7));
      finds.whole(number, MEDIUM);
      Generated.altered(number, 2).forEach(finds::notAtAllIn);
    }
  }

  @Test
  void belgianNumbersAreComputed() {
    for (int i = 0; i < Generated.COUNT; i++) {
      String digits = "04" + generated.digits(6);
      BigInteger key = BigInteger.valueOf(97 - Integer.parseInt(digits, 10) % 97);
      String number = "BE" + digits + (key.intValue() < 10 ? "0" : "") + key;
      finds.whole(number, HIGH);
      Generated.altered(number, 2).forEach(finds::notAtAllIn);
    }
  }

  @Test
  void frenchNumbersAreComputed() {
    for (int i = 0; i < Generated.COUNT; i++) {
      String company = Generated.withLuhn("4" + generated.digits(7));
      int key = new BigInteger(company + "12").mod(BigInteger.valueOf(97)).intValue();
      String number = "FR" + (key < 10 ? "0" : "") + key + company;
      finds.whole(number, HIGH);
      finds.notAtAllIn("FR" + (key == 96 ? "95" : "96") + company);
    }
  }

  @Test
  void britishNumbersAreComputed() {
    for (int i = 0; i < Generated.COUNT; i++) {
      String digits = "9" + generated.digits(6);
      int sum = Generated.sum(digits, 8, 7, 6, 5, 4, 3, 2);
      int old = 97 - sum % 97;
      int later = (old + 42) % 97;
      finds.whole("GB" + digits + (old < 10 ? "0" : "") + old, HIGH);
      finds.whole("GB" + digits + (later < 10 ? "0" : "") + later, HIGH);
      int wrong = (old + 1) % 97;
      finds.notAtAllIn("GB" + digits + (wrong < 10 ? "0" : "") + wrong);
    }
  }

  @Test
  void itIsWrittenInGroups() {
    finds.whole("DE 136 695 976", MEDIUM);
    finds.whole("DE.136.695.976", MEDIUM);
    finds.whole("BE 0428.759.497", HIGH);
    finds.whole("FR 40 303 265 045", HIGH);
    finds.whole("NL 0044.95.445.B01", HIGH);
    finds.whole("AT U13585627", HIGH);
    finds.whole("ATU 13585627", HIGH);
    finds.whole("CHE-100.155.212", HIGH);
    finds.in("CHE-100.155.212 MWST", HIGH, "CHE-100.155.212");
    finds.whole("NO 995 525 828 MVA", HIGH);
  }

  @Test
  void smallLettersAndFewDigitsNeedAWord() {
    finds.nothingIn("de136695976");
    finds.in("ust-id de136695976", MEDIUM, "de136695976");
    finds.in("RO 2770", LOW, "RO 2770");
    finds.nothingIn("RO 2770");
    finds.nothingIn("NO995525828");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "de 136695976", // a word and a number
        "D E136695976",
        "DE136695977",
        "DE036695976",
        "DE1366959760",
        "XDE136695976",
        "US136695976",
        "ATX13585627",
        "CHF100155212",
        "ESA13585626",
        "FR40303265046",
        "IE6433435E",
        "NL004495445C01",
        "NO995525828MVB",
        "CY10259033Q",
        "LT119511525",
        "MT11679113",
        "SE556188840499",
        "SK2022749618",
        "CZ25123890",
        "BG175074751",
        "IT00743110158",
        "IT00743115008", // no such province
        "ESN12345674", // has a letter, not a digit
        "ESA1358562E", // has a digit, not a letter
        "SK2052749600", // no such kind
        "CY12259033R",
        "CZ7133192748" // no such month
      })
  void otherTextIsNone(String text) {
    finds.notAtAllIn(text);
  }
}
