package io.llmgw.core.detect.bank;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BicTest {
  private final Finds finds = new Finds(BankRules.all(), Entities.BIC);

  @ParameterizedTest
  @CsvSource({
    "BIC: DEUTDEFF, DEUTDEFF",
    "BIC DEUTDEFF500, DEUTDEFF500",
    "SWIFT/BIC COBADEFFXXX, COBADEFFXXX",
    "swift code is NEDSZAJJ, NEDSZAJJ",
    "SWIFT UNCRIT2B912, UNCRIT2B912",
    "{\"bic\":\"UNCRITMM\"}, UNCRITMM",
    "send to DEUTDEFF (BIC), DEUTDEFF",
    "swift: PCBKXKPR, PCBKXKPR"
  })
  void itNeedsAWord(String text, String code) {
    finds.in(text, MEDIUM, code);
    finds.notAtAllIn(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BIC: deutdeff",
        "BIC: DEUTXXFF", // no such country
        "BIC: DEUTDEFF50",
        "BIC: DEUTDEFF5000",
        "BIC: D3UTDEFF",
        "a SWIFT TRANSACTION", // SA is one
        "SWIFT BUSINESS",
        "bicycles: DEUTDEFF",
        "the BIC, which I am going to look up in a moment, not DEUTDEFF",
        "swift"
      })
  void otherWordsAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::notAtAllIn);
  }

  @Test
  void itBeginsWithinFortyCharsOfTheWord() {
    finds.in("BIC" + " ".repeat(39) + "DEUTDEFF", MEDIUM, "DEUTDEFF");
    finds.notAtAllIn("BIC" + " ".repeat(40) + "DEUTDEFF");
    finds.in("DEUTDEFF" + " ".repeat(39) + "BIC", MEDIUM, "DEUTDEFF");
    finds.notAtAllIn("DEUTDEFF" + " ".repeat(40) + "BIC");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"swift: DEUTDEFF", "swift=DEUTDEFF", "swift code DEUTDEFF", "swift is DEUTDEFF"})
  void somethingSaysThatLettersAreOne(String text) {
    finds.in(text, MEDIUM, "DEUTDEFF");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "swift DEUTDEFF",
        "DEUTDEFF (swift)",
        "xbic: DEUTDEFF",
        "BIC: DEUTDEF",
        "BIC: DEUTDEFFX",
        "BIC: DEUTDEFFXX",
        "BIC: DEUTDEFFXXXX",
        "BIC: DEUTdeFF",
        "BIC: AEUTdEFF"
      })
  void otherwiseTheyAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ZZZZDEFF", "AAAADEAZ", "DEUTDE09", "DEUTXKFF", "DEUTDEFFAZ9"})
  void lettersAndDigitsReachToTheirEdges(String code) {
    finds.in("BIC: " + code, MEDIUM, code);
    finds.in(code + " is our BIC", MEDIUM, code);
  }

  @Test
  void aWordNamesOneCode() {
    finds.in("BUSINESS BIC DEUTDEFF", MEDIUM, "DEUTDEFF");
    finds.in("BIC DEUTDEFF BUSINESS", MEDIUM, "DEUTDEFF");
    finds.in("BIC: DEUTXXFF or DEUTDEFF", MEDIUM, "DEUTDEFF");
  }

  @ParameterizedTest
  @ValueSource(strings = {"XDEUTDEFFXXX is our BIC", "BIC: aDEUTDEFF", "BIC: zDEUTDEFF"})
  void aPartOfAWordIsNone(String text) {
    finds.notAtAllIn(text);
  }
}
