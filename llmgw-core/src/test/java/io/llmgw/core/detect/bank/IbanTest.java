package io.llmgw.core.detect.bank;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IbanTest {
  private final Finds finds = new Finds(BankRules.all(), Entities.IBAN);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GB29 NWBK 6016 1331 9268 19",
        "GB29NWBK60161331926819",
        "gb29nwbk60161331926819",
        "DE89-3704-0044-0532-0130-00",
        "NO93 8601 1117 947",
        "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
        "GB29 NWBK 6016\n1331 9268 19"
      })
  void itIsFoundHoweverItIsGrouped(String iban) {
    finds.whole(iban, HIGH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ", "  ", "    ", "\t", "\t\t", "-", " - ", "\n", "\r\n", "  \n", "\n  ", "\n> ", "-\n"
      })
  void oneSeparatorOfAnyFormStandsBetweenGroups(String separator) {
    String iban = String.join(separator, "GB29", "NWBK", "6016", "1331", "9268", "19");

    finds.whole(iban, HIGH);
    finds.in("pay to " + iban + ", today", HIGH, iban);
    finds.in("pay to the account " + iban + " 12", HIGH, iban);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", " \n", "\n  ", "\n> "})
  void aLineMayEndAnywhereWithinIt(String end) {
    for (String written : new String[] {"GB29NWBK60161331926819", "GB29 NWBK 6016 1331 9268 19"}) {
      for (int at = 1; at < written.length(); at++) {
        if (written.charAt(at - 1) != ' ' && written.charAt(at) != ' ') {
          String iban = written.substring(0, at) + end + written.substring(at);

          finds.in("pay to " + iban + ", today", HIGH, iban);
        }
      }
    }
  }

  @Test
  void wideGapsBetweenOddGroupsNeedAWord() {
    finds.nothingIn("NO93 860  11117  947");
    finds.in("IBAN NO93 860  11117  947", MEDIUM, "NO93 860  11117  947");
    finds.whole("NO93 8601  1117  947", HIGH);
  }

  @Test
  void theNextWordIsNotPartOfIt() {
    finds.in(
        "pay to GB29 NWBK 6016 1331 9268 19 please, today", HIGH, "GB29 NWBK 6016 1331 9268 19");
    finds.in("IBAN GB29NWBK60161331926819 ABC", HIGH, "GB29NWBK60161331926819");
  }

  @Test
  void aMixtureOfCasesNeedsAWord() {
    finds.nothingIn("gB29nWBK60161331926819");
    finds.in("my IBAN: gB29nWBK60161331926819", MEDIUM, "gB29nWBK60161331926819");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "G B29 NWBK 6016 1331 9268 19",
        "GB28 NWBK 6016 1331 9268 19", // check digits
        "GB29 NWBK 6016 1331 9268 1", // too short
        "QQ29 NWBK 6016 1331 9268 19" // no such country
      })
  void whatIsWrongIsNone(String text) {
    finds.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IBAN[DE89370400440532013000]",
        "IBAN[DE89370400440532013000], thanks",
        "IBAN[DE89 3704 0044 0532 0130 00]",
        "iban[de89370400440532013000]",
        "konto[DE89370400440532013000]EUR",
        "IBAN[GB29NWBK60161331926819]BIC",
        "iban:[de89370400440532013000]eur",
        "my account [gb29nwbk60161331926819]gbp",
        ":25:[DE89370400440532013000]EUR",
        ":25:[BA391290079401028494]EUR",
        "IBAN[AZ21NABZ00000000137010001944]",
        "iban:[az21nabz00000000137010001944]azn"
      })
  void aWordMayBeGluedToIt(String marked) {
    String iban = marked.substring(marked.indexOf('[') + 1, marked.indexOf(']'));

    finds.in(marked.replace("[", "").replace("]", ""), HIGH, iban);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "de89370400440532013000eur", // a code drawn at random may begin so
        "iban:de88370400440532013000eur",
        "ibande883704004405320130000",
        "IBANDE893704004405320130001",
        "LIBANDE89370400440532013000",
        "IBANde89370400440532o13000EUR",
        "IBANGB29nWBK60161331926819",
        "IBANDE89 3704-0044 0532 0130 00",
        "IBANDE89 3704x0044 0532 0130 00",
        "IBANQQ89370400440532013000"
      })
  void gluedToOtherWordsItIsNone(String text) {
    finds.notAtAllIn(text);
  }
}
