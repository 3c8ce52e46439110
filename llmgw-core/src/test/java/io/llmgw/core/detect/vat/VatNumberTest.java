package io.llmgw.core.detect.vat;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.Finding;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import io.llmgw.core.detect.NearCue;
import io.llmgw.core.detect.Scan;
import io.llmgw.core.detect.Scanner;
import java.math.BigInteger;
import java.util.Set;
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BG534418350", // by the second weights
        "BG5001335224", // a citizen
        "BG4912464517",
        "BG6221053991",
        "BG9132342827",
        "BG5009154650", // whose remainder is ten
        "BG8310519755", // a foreigner
        "BG1470037241", // another
        "BG2469961330",
        "CZ04815891",
        "CZ51684250",
        "CZ01525956",
        "CZ6201015436",
        "CZ5412311586",
        "CZ4551019099",
        "CZ4362311239",
        "CZ3221010925",
        "CZ1201318404",
        "CZ4703153390",
        "LT966343814", // by the second weights
        "LT684193010",
        "LV43866660094",
        "RO27",
        "RO60",
        "RO558",
        "RO41850",
        "RO92539571",
        "RO5357790960",
        "SK7128300223",
        "SK8930134422",
        "SK5442326989",
        "SK1075618907",
        "SK4686367873",
        "SK3595803981"
      })
  void numbersOfTheEastAreComputedSo(String number) {
    finds.whole(number, LOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BG177696803",
        "BG0900633470", // no month
        "BG3213007400",
        "BG5320598427",
        "BG4233555544",
        "BG9601598358",
        "BG0621208186",
        "CZ7400015887", // no month
        "CZ0913015037",
        "CZ3613312021",
        "CZ1401001558", // no day
        "CZ4701320459",
        "EE000000000",
        "EL000000000",
        "HU00000000",
        "LV39357768696", // a person
        "PL0000000000",
        "0000000000",
        "RO80",
        "RO940",
        "RO33677",
        "RO83292461",
        "SK3519263605", // no such kind
        "SK2957912507",
        "SK1565767940"
      })
  void othersOfTheEastAreNone(String number) {
    finds.notAtAllIn(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BE1339576829",
        "ESC00740829",
        "ESC0074082I",
        "ESY1234567X",
        "FR9A391053584",
        "FRA9482030665",
        "FRAA613745843",
        "FRA0391053584",
        "FR0A149457186",
        "FRZ9957899230",
        "IE6433435AB",
        "IE6433435FW",
        "IE6933435R",
        "IT12345670017",
        "IT12345671007",
        "IT12345671205",
        "IT12345671213",
        "IT12345678887",
        "IT12345679992",
        "LU78331324",
        "NL657104310B01",
        "NO879378427MVA",
        "PT642995680",
        "PT991707290",
        "PT225572516",
        "SE556188840401",
        "SE556188840494"
      })
  void numbersOfTheWestAreComputedSo(String number) {
    finds.whole(number, MEDIUM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BE2503862384",
        "BE0000000097",
        "FR9A066461682",
        "FRA9066461682",
        "FRAA066461682",
        "FRO9391053584", // no such letter
        "FR9I391053584",
        "IE6433435FX",
        "IT12345670009", // no such province
        "IT12345671015",
        "IT12345671197",
        "IT12345671221",
        "IT12345678879",
        "IT12345679984",
        "IT00000000018",
        "LU00000000",
        "NL657104310B00",
        "NL000000000B01",
        "NO792274390MVA",
        "NO837856244MVA",
        "SE556188840400",
        "SE556188840495",
        "GB000000000"
      })
  void othersOfTheWestAreNone(String number) {
    finds.notAtAllIn(number);
  }

  @Test
  void aFindNamesItsState() {
    Scan scan = Scanner.of(VatRules.all(), Set.of(Entities.EU_VAT)).scan();

    assertThat(scan.find("DE136695976, CHE100155212, 8567346215"))
        .extracting(Finding::rule)
        .containsExactly("EU_VAT_DE", "EU_VAT_CH", "EU_VAT_PL");
  }

  @Test
  void theWordBesideOneIsTold() {
    Finding finding = new Finding(Entities.EU_VAT, 0, 12, HIGH, "EU_VAT_CH");

    assertThat(new NearCue(VatRules.all(), "CHE100155212 MWST").of(finding)).isEqualTo("mwst");
  }
}
