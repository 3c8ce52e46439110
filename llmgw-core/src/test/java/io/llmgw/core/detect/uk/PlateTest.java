package io.llmgw.core.detect.uk;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlateTest {
  private final Finds finds = new Finds(UkRules.all(), Entities.UK_PLATE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LM02 XYZ",
        "LM73 XYZ",
        "LM73XYZ",
        "lm73 xyz",
        "P123 LMN",
        "P1 LMN",
        "LMN 45P",
        "LMN 456P",
        "LMN4P"
      })
  void itNeedsAWord(String plate) {
    finds.in("number plate " + plate + ".", MEDIUM, plate);
    finds.in(plate + " is the registration", MEDIUM, plate);
    finds.notAtAllIn("see " + plate);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LM00 XYZ", // no such half year
        "LM40 XYZ",
        "LM85 XYZ",
        "QM73 XYZ", // no such place
        "LM73 XQZ",
        "LM7 3XYZ",
        "LM73 XYZ-12",
        "I123 LMN", // no such year
        "LMN 456U",
        "P12 3LMN",
        "Lm73 xYz"
      })
  void otherShapesAreNone(String text) {
    finds.notAtAllIn("plate " + text);
  }

  @Test
  void modelsOfCarsAreNone() {
    finds.notAtAllIn("my car, an A4 TDI");
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::notAtAllIn);
  }

  @ParameterizedTest
  @ValueSource(strings = {"02", "29", "51", "79"})
  void halfYearsReachFrom2001To2029(String age) {
    finds.in("plate LM" + age + " XYZ", MEDIUM, "LM" + age + " XYZ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "30", "50", "80"})
  void othersAreNone(String age) {
    finds.notAtAllIn("plate LM" + age + " XYZ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IM02 XYZ",
        "LQ02 XYZ",
        "LM02 IYZ",
        "LM02 XYI",
        "LM02 XYQ",
        "LM02 XIZ",
        "Q1 LMN",
        "AB1 2CD"
      })
  void lettersThatAreNotGivenAreNone(String plate) {
    finds.notAtAllIn("plate " + plate);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LA51 BCD", "A987 BCD", "BCD 987A"})
  void lettersAndDigitsReachToTheirEdges(String plate) {
    finds.in("plate " + plate, MEDIUM, plate);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LB91BCD", "LI51 BCD"})
  void besideThemTheyAreNone(String plate) {
    finds.notAtAllIn("plate " + plate);
  }
}
