package io.llmgw.core.detect;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How wide the gap between two groups may be, for those that may have wide ones. */
class GroupBreakTest {
  private static Finds finds(int separators) {
    return LockerNumber.finds("999999", separators, false, run -> MEDIUM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"123  456", "123\t456", "123 \t 456", "123    456", "123  \n456"})
  void severalBlanksOrATabAreAWideBlank(String text) {
    finds(Run.BLANK | Run.LOOSE).whole(text, MEDIUM);
    finds(Run.BLANK).notAtAllIn(text);
    finds(Run.HYPHEN | Run.LOOSE).notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"123 - 456", "123\t-    456", "123    -  456", "123-\n456", "123-\r\n > 456"})
  void aDashBetweenBlanksOrAtTheEndOfALineIsAWideHyphen(String text) {
    finds(Run.HYPHEN | Run.LOOSE).whole(text, MEDIUM);
    finds(Run.HYPHEN).notAtAllIn(text);
    finds(Run.BLANK | Run.LOOSE).notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123     456",
        "123 -456",
        "123- 456",
        "123 -- 456",
        "123 -     456",
        "123.\n456",
        "123 . 456",
        "123-\n\n\n456"
      })
  void otherGapsPartTwoNumbers(String text) {
    int any = Run.BLANK | Run.HYPHEN | Run.DOT | Run.NEWLINE | Run.LOOSE;

    LockerNumber.finds("999999", any, true, run -> MEDIUM).notAtAllIn(text);
  }
}
