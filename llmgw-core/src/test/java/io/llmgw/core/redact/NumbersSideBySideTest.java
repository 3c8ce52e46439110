package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers are found whatever number stands next to them. */
class NumbersSideBySideTest {
  private static final Redaction ALL = Redaction.of(EntitySets.ALL);

  @ParameterizedTest
  @CsvSource({
    "NIR, 2 75 06 33 078 071 03",
    "Aadhaar, 5062 3971 1847",
    "SIN, 589 730 449",
    "TFN, 368 067 458",
    "ABN, 96 230 605 544",
    "ACN, 020 661 876",
    "UTR, 24636 52878",
    "NHS, 998 886 8588",
    "Card, 4916 3455 1756 8915",
    "IBAN, DE46 2464 3670 0447 8644 15"
  })
  void ofALineOrWordThatBeginsWithADigit(String cue, String value) {
    String alone = masked(cue + ": " + value);

    assertThat(alone).doesNotContain(value);
    for (String behind :
        new String[] {
          "\n12 Main St", "\n1. next", "\n100 George Street", "\n2026-11-27 ok", "<br>12 x"
        }) {
      assertThat(masked(cue + ": " + value + behind)).isEqualTo(alone + behind);
    }
    assertThat(masked(cue + ": " + value + " 12 May")).startsWith(alone);
    assertThat(masked(cue + ": " + value + " 2026 return")).startsWith(alone);
    assertThat(masked("12\n" + cue + ": " + value)).isEqualTo("12\n" + alone);
    assertThat(masked(cue + ":\n" + value + "\n" + value).split("_1>", -1)).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "SSN, 551-18-9828",
    "NPI, 1189676210",
    "MBI, 9T47PN8WU86",
    "NHS, 998 886 8588",
    "UTR, 2463652878",
    "BSN, 389028010",
    "PESEL, 95050191631",
    "CPF, 583.810.803-71",
    "CNPJ, 02.940.899/0001-58",
    "Steuer-ID, 86095742719",
    "Cards, 4111111111111111",
    "Amex, 3782 173204 29057"
  })
  void partedByASlash(String cue, String value) {
    String alone = masked(cue + " " + value);
    String placeholder = alone.substring(cue.length() + 1);

    assertThat(masked(cue + " " + value + "/" + value)).isEqualTo(alone + "/" + placeholder);
  }

  @ParameterizedTest
  @CsvSource({
    "089 1234567, 0171 2345678",
    "01 23 45 67 89, 06 12 34 56 78",
    "612 345 678, 912 345 679",
    "06 12345678, 06 87654321",
    "415-555-0132, 415-555-0133",
    "555-0132, 555-0133",
    "601 234 567, 601 234 568",
    "+49 30 1234567, +49 171 2345678",
    "98196 72434, 98196 72435",
    "0411 159 973, 0411 159 974"
  })
  void phonesInARow(String one, String other) {
    for (String between : new String[] {" / ", "/", " - ", " | ", ", "}) {
      assertThat(masked("Tel.: " + one + between + other))
          .isEqualTo("Tel.: <PHONE_1>" + between + "<PHONE_2>");
    }
    assertThat(masked("Tel.: " + one + " / " + other + " / " + one))
        .isEqualTo("Tel.: <PHONE_1> / <PHONE_2> / <PHONE_1>");
    assertThat(masked("Tel.: " + one + "/" + other + "/" + one))
        .isEqualTo("Tel.: <PHONE_1>/<PHONE_2>/<PHONE_1>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"27.11.2026 ", "27/11/2026 ", "2026-11-27 ", "1.1.26 ", "2026-11-27 14:05 "})
  void aPhoneBehindADate(String date) {
    assertThat(masked(date + "0151 12345678 R\u00fcckruf"))
        .isEqualTo(date + "<PHONE_1> R\u00fcckruf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"27.13.2026 ", "99.11.2026 ", "12.34.5678 ", "4.27.11.2026 ", "14:05 "})
  void butNotBehindOtherNumbers(String number) {
    assertThat(masked(number + "0151 12345678")).isEqualTo(number + "0151 12345678");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0049 8912 / 1234567",
        "089 / 1234567",
        "089/1234567",
        "030 1234567-12",
        "0171 / 2345678"
      })
  void oneNumberThatHasASlashStaysOne(String number) {
    assertThat(masked("Tel. " + number)).isEqualTo("Tel. <PHONE_1>");
  }

  @ParameterizedTest
  @CsvSource({
    ":25:DE89370400440532013000EUR, :25:<IBAN_1>EUR",
    "IBAN+DE89370400440532013000BIC, IBAN+<IBAN_1>BIC",
    "DE89 3704 0044 0532 0130 00EUR, <IBAN_1>EUR",
    "DE893704004405320130001, DE893704004405320130001",
    "DE89370400440532013001EUR, DE89370400440532013001EUR",
    "XDE89370400440532013000EUR, XDE89370400440532013000EUR",
    "DE89 3704 0044  0532 0130 00EUR, DE89 3704 0044  0532 0130 00EUR"
  })
  void anIbanEndsWhereItsCountrySays(String text, String masked) {
    assertThat(masked(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "telf: 612345678",
        "Tel\u00e9f.: 612345678",
        "kom. 601234567",
        "mi n\u00famero es 612345678",
        "mon num\u00e9ro est le 0612345678",
        "m\u00f3j numer to 601234567",
        "mijn nummer is 0612345678",
        "il mio numero \u00e8 3401234567",
        "appelle-moi au 0612345678",
        "bel me op 0612345678"
      })
  void wordsForPhonesOfOtherLanguages(String text) {
    assertThat(masked(text)).endsWith(" <PHONE_1>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "guava:33.2.1.4",
        "com.google.guava:guava:33.2.1.4",
        "org.example:lib:33.20.10.40",
        "13.04.2026/12.05.2026",
        "51 824 753 556\n52 824 753 557\n12 345 678",
        "2026-11-27 / 2026-12-01",
        "pages 1200000/1300000"
      })
  void whatIsNoneStays(String text) {
    assertThat(masked(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"peer:203.0.113.7", "db:10.0.0.1", "a:b:203.0.113.7", "x:33.2.1.14"})
  void anAddressBehindANameIsNoVersion(String text) {
    assertThat(masked(text)).isNotEqualTo(text);
  }

  private static String masked(String text) {
    return ALL.preview(text).masked();
  }
}
