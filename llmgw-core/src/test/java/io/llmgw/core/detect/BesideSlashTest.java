package io.llmgw.core.detect;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of two numbers that a slash parts, each is one of its own; of a longer one, it is a piece. */
class BesideSlashTest {
  private static final String ONE = "12345678";

  private final Finds finds = alone(8);

  private static Finds alone(int digits) {
    String shape = "9".repeat(digits);
    return LockerNumber.finds(shape, Run.HYPHEN, false, run -> run.isAlone() ? MEDIUM : null);
  }

  @Test
  void twoOfALengthAreTwo() {
    finds.in("12345678/87654321", MEDIUM, "12345678", "87654321");
    finds.in("1234-5678/87-65-43-21", MEDIUM, "1234-5678", "87-65-43-21");
    alone(7).notAtAllIn("locker 1234567/7654321"); // dates have as many
  }

  @ParameterizedTest
  @ValueSource(strings = {"8765A321", "876A-5321", "87A5.4321", "87A5 4321"})
  void whateverTheOtherIs(String other) {
    finds.in(ONE + "/" + other, MEDIUM, ONE);
    finds.in(other + "/" + ONE, MEDIUM, ONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8765A32", "8765,A321", "8765--A321", "8765  4321"})
  void aShorterOneIsAPiece(String other) {
    finds.notAtAllIn("locker " + ONE + "/" + other);
    finds.notAtAllIn("locker " + other + "/" + ONE);
  }

  @Test
  void behindABlankItGoesOnWithADigit() {
    finds.notAtAllIn("locker 12345678/8765 A321");
    finds.notAtAllIn("locker 876A 5321/12345678");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8765A3210", "8765/A321", "87/65/A3/21", "8765.A321.0"})
  void anotherLongOneIsItsOwnWhereAWordSaysSo(String other) {
    finds.notAtAllIn(ONE + "/" + other);
    finds.notAtAllIn(other + "/" + ONE);
    finds.in("locker " + ONE + "/" + other, MEDIUM, ONE);
    finds.in("locker " + other + "/" + ONE, MEDIUM, ONE);
  }

  @Test
  void theLongestIsNotAsLongAsALongerOne() {
    String longest = "1".repeat(Run.MOST);

    alone(Run.MOST).in(longest + "/2A" + "2".repeat(32), MEDIUM, longest);
    alone(Run.MOST).notAtAllIn(longest + "/2A" + "2".repeat(33));
    alone(Run.MOST).in("locker " + longest + "/2A" + "2".repeat(33), MEDIUM, longest);
  }
}
