package io.llmgw.core.detect.uk;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrivingLicenceTest {
  private final Finds finds = new Finds(UkRules.all(), Entities.UK_DRIVING_LICENCE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JONES710238HA9AB", // a man, born on 23 October
        "JONES760238HA9AB", // a woman
        "JONES762318H99AB",
        "FOX99851011D99XY",
        "LI999001017A99QQ",
        "JONES 710238 HA9AB"
      })
  void itIsSureByItself(String number) {
    finds.whole(number, HIGH);
    finds.in("licence " + number + ", please", HIGH, number);
  }

  @Test
  void inLowerCaseItIsLessSure() {
    finds.whole("jones710238ha9ab", MEDIUM);
    finds.notAtAllIn("Jones710238Ha9ab");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JONES700238HA9AB", // month
        "JONES713238HA9AB",
        "JONES750238HA9AB",
        "JONES763238HA9AB",
        "JONES710008HA9AB", // day
        "JONES710328HA9AB",
        "JO9ES710238HA9AB", // nines fill up at the end alone
        "JONE8710238HA9AB",
        "JONES710238HA9A1",
        "JONES7102388A9AB",
        "JONES710238HA9A",
        "JONES710238HA9ABC",
        "J ONES710238HA9AB"
      })
  void otherShapesAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::notAtAllIn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JONES701018HA9AB",
        "JONES712318HA9AB",
        "JONES751018HA9AB",
        "A9999701018HA9AB",
        "JONES701018H99AB"
      })
  void itsBirthReachesToTheEdges(String number) {
    finds.whole(number, HIGH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JON9S701018HA9AB",
        "JO99S701018HA9AB",
        "JONES 701018HA9AB",
        "JONES701018H19AB",
        "JONES701018HA9AB-1",
        "8ONES701018HA9AB"
      })
  void otherCharsAndGroupsAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void aWordMakesOneInLowerCaseSurer() {
    finds.whole("MORGA657054SM9IJ", HIGH);
    finds.in("morga657054sm9ij", HIGH);
    finds.in("licence morga657054sm9ij", HIGH, "morga657054sm9ij");
  }
}
