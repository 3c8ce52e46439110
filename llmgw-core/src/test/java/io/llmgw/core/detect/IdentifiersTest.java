package io.llmgw.core.detect;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.EntityType;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine of identifiers reads, whatever the identifier is. */
class IdentifiersTest {
  private static final EntityType LOCKER = EntityType.of("LOCKER");
  private static final int ANY = Run.BLANK | Run.HYPHEN | Run.DOT | Run.SLASH | Run.COLON;

  private static Finds finds(String shape, int separators, boolean mixes) {
    return LockerNumber.finds(shape, separators, mixes, run -> MEDIUM);
  }

  @Test
  void aShapeHasThreeToThirtyFourChars() {
    finds("999", ANY, false).in("a 123 b", MEDIUM, "123");
    finds("9".repeat(34), ANY, false).whole("1234567890".repeat(4).substring(0, 34), MEDIUM);
    finds("9".repeat(34), ANY, false).notAtAllIn("1234567890".repeat(4).substring(0, 35));
    assertThatIllegalArgumentException().isThrownBy(() -> Shape.of("99"));
    assertThatIllegalArgumentException().isThrownBy(() -> Shape.of("9".repeat(35)));
    assertThatIllegalArgumentException().isThrownBy(() -> Shape.of("99b"));
  }

  @Test
  void itIsWrittenInTenGroupsAtMost() {
    finds("9".repeat(20), ANY, false).whole("12 34 56 78 90 12 34 56 78 90", MEDIUM);
    finds("9".repeat(22), ANY, false).notAtAllIn("12 34 56 78 90 12 34 56 78 90 12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"123 456", "123-456", "123.456", "123/456", "123:456"})
  void anySeparatorMayBeAllowedOrNot(String text) {
    finds("999999", ANY, false).whole(text, MEDIUM);
    finds("999999", Run.UNDERSCORE, false).notAtAllIn(text);
    finds("999999", 0, false).notAtAllIn(text);
  }

  @Test
  void soMayAnUnderscoreAPlusSignAndTheEndOfALine() {
    finds("999999", Run.UNDERSCORE, false).whole("123_456", MEDIUM);
    finds("999999", Run.PLUS, false).whole("123+456", MEDIUM);
    finds("999999", Run.NEWLINE, false).whole("123\n456", MEDIUM);
    finds("999999", Run.NEWLINE, false).whole("123\r\n456", MEDIUM);
    finds("999999", ANY, true).notAtAllIn("123_456");
    finds("999999", ANY, true).notAtAllIn("123+456");
    finds("999999", ANY, true).notAtAllIn("123\n456");
  }

  @Test
  void severalKindsOfSeparatorsAreMixedOnlyWhereTheyMayBe() {
    finds("999999999", ANY, true).whole("123-456.789", MEDIUM);
    finds("999999999", ANY, false).notAtAllIn("123-456.789");
    finds("999999999", ANY, true).notAtAllIn("123_456.789");
    finds("999999999", ANY, false).notAtAllIn("123--456-789");
  }

  @Test
  void whereBlanksStandOneMayBeTheEndOfALineWithItsIndent() {
    Finds blanks = finds("999999999", Run.BLANK, false);

    blanks.whole("123 456\n789", MEDIUM);
    blanks.whole("123 456 \n789", MEDIUM);
    blanks.whole("123 456\r\n789", MEDIUM);
    blanks.whole("123 456\n> \t|  789", MEDIUM);
    blanks.whole("123 456\n" + " ".repeat(9) + "789", MEDIUM);
    blanks.notAtAllIn("123 456\n" + " ".repeat(10) + "789");
    blanks.notAtAllIn("123 456  789");
    blanks.notAtAllIn("123 456\n#789");
    blanks.notAtAllIn("123\n456 789");
  }

  @ParameterizedTest
  @CsvSource({"123*456, 123*456", "123***456, 123***456", "'123* -456', ''", "123****456, ''"})
  void upToThreeAsterisksBelongToNoGroup(String text, String found) {
    Finds any = finds("A99A99", ANY, false);
    String letters = text.replace("123", "x12").replace("456", "y56");
    if (found.isEmpty()) {
      any.notAtAllIn(letters);
    } else {
      any.whole(letters, MEDIUM);
    }
  }

  @Test
  void lettersAreReadInAnyCaseButNotNextToOthers() {
    Finds any = finds("AAX99", ANY, false);

    any.whole("azB09", MEDIUM);
    any.whole("ZA-9-10", MEDIUM);
    any.in("\u4e2dzzz01\u4e2d", MEDIUM, "zzz01");
    any.notAtAllIn("zzz01\u00e9");
    any.notAtAllIn("\u00e9zzz01");
    any.notAtAllIn("zzz011");
    any.notAtAllIn("1zz01");
    any.notAtAllIn("zz{01");
    any.notAtAllIn("@[`01");
  }

  @Test
  void lettersBeforeTheDigitsMayBeAGroupOfFive() {
    finds("AAAAA99", Run.BLANK, false).whole("JONES 65", MEDIUM);
    finds("A99", Run.BLANK, false).in("x J 65", MEDIUM, "J 65");
    finds("AAAAAA99", Run.BLANK, false).notAtAllIn("BROWNE 65");
    finds("AAAAA99", Run.BLANK, false).notAtAllIn("\u00e9JONES 65");
    finds("AAAAA99", Run.BLANK, false).in("\u00e9 JONES 65", MEDIUM, "JONES 65");
    finds("AAAAA99", Run.NEWLINE, false).whole("JONES\n" + " ".repeat(7) + "65", MEDIUM);
    finds("AAAAA99", Run.NEWLINE, false).notAtAllIn("JONES\n" + " ".repeat(8) + "65");
  }

  @Test
  void aWordNearItMakesItSurerByOneLevel() {
    LockerNumber.finds("999", ANY, false, run -> LOW).in("locker 123", MEDIUM, "123");
    LockerNumber.finds("999", ANY, false, run -> LOW).nothingIn("123");
    Finds several = LockerNumber.finds("999", ANY, false, run -> LOW);
    several.in("locker 123", MEDIUM, "123");
    several.nothingIn("cellar 123");
    LockerNumber.finds("999", ANY, false, run -> MEDIUM).in("locker 123", HIGH, "123");
    LockerNumber.finds("999", ANY, false, run -> HIGH).in("locker 123", HIGH, "123");
    LockerNumber.finds("999", ANY, false, run -> null).notAtAllIn("locker 123");
    LockerNumber.finds("999", ANY, false, run -> run.isCued() ? LOW : null).notAtAllIn("lock 123");
  }

  private static void judged(String text, Function<Run, Boolean> question, boolean expected) {
    Finds finds =
        LockerNumber.finds(
            "XXX999", ANY | Run.NEWLINE, true, run -> question.apply(run) ? MEDIUM : null);
    if (expected) {
      finds.whole(text, MEDIUM);
    } else {
      finds.notAtAllIn(text);
    }
  }

  @Test
  void aRunTellsHowItIsWritten() {
    judged("abc-123", run -> run.isGrouped(3, 3), true);
    judged("abc123", run -> run.isGrouped(3, 3), false);
    judged("abc-123", run -> run.isGrouped(3, 2, 1), false);
    judged("abc1-2-3", run -> run.isSplitAt(4) && run.isSplitAt(5) && !run.isSplitAt(3), true);
    judged("aBc123", Run::isMixedCase, true);
    judged("abc123", Run::isMixedCase, false);
    judged("ABZ123", Run::isMixedCase, false);
    judged("ABZ123", Run::isUpperCase, true);
    judged("ABz123", Run::isUpperCase, false);
    judged("ABa123", Run::isUpperCase, false);
    judged("111111", Run::isUniform, true);
    judged("111112", Run::isUniform, false);
    judged("211111", Run::isUniform, false);
    judged("909123", run -> run.number(0, 6) == 909_123, true);
    judged("abz123", run -> run.part(1, 3).equals("BZ"), true);
    judged("0a9123", run -> run.isDigitAt(0) && !run.isDigitAt(1) && run.isDigitAt(2), true);
  }

  private static Finds where(Function<Run, Boolean> question) {
    return LockerNumber.finds(
        "AAA999", ANY | Run.NEWLINE, true, run -> question.apply(run) ? MEDIUM : null);
  }

  @ParameterizedTest
  @CsvSource({
    "1.abc123, true, false",
    "1/abc123, true, false",
    "1:abc123, true, false",
    "1-abc123, true, false",
    "'1,abc123', false, false",
    "x.abc123, false, false",
    "1 abc123, false, false",
    "abc123.1, false, true",
    "abc123/1, false, true",
    "abc123:1, false, true",
    "abc123-1, false, true",
    "'abc123,1', false, false",
    "abc123. 1, false, false",
    "1.abc123.1, true, true",
    "abc123, false, false"
  })
  void aRunKnowsWhatNumberItIsAPartOf(String text, boolean continues, boolean isContinued) {
    String found = "abc123";
    where(run -> run.continuesNumber() == continues && run.isContinued() == isContinued)
        .in(text, MEDIUM, found);
    where(run -> run.isAlone() == (!continues && !isContinued)).in(text, MEDIUM, found);
    where(run -> run.isPartOfMore() == (continues || isContinued)).in(text, MEDIUM, found);
  }

  @ParameterizedTest
  @CsvSource({
    "1 ab c123, true",
    "'1\nab c123', true",
    "ab c123 1, true",
    "'ab c123\n1', true",
    "x ab c123 x, false",
    "'1,ab c123', false",
    "'ab c123,1', false",
    "1 abc123 1, false"
  })
  void aRunWithBlanksMayBeOneOfARow(String text, boolean isPart) {
    String found = text.contains("ab c") ? "ab c123" : "abc123";
    where(run -> run.isPartOfMore() == isPart).in(text, MEDIUM, found);
    where(Run::isAlone).in(text, MEDIUM, found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 **ab c123**",
        "***ab c123*** 1",
        "**1** ab c123",
        "ab c123 ***1***",
        "1* **ab c123"
      })
  void soMayOneInBold(String text) {
    where(run -> !run.isPartOfMore()).notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 ****ab c123", "ab c123 ****1"})
  void threeAsterisksAreTheMost(String text) {
    where(run -> !run.isPartOfMore()).in(text, MEDIUM, "ab c123");
  }

  @ParameterizedTest
  @CsvSource({
    "1 abc123, true",
    "abc123 1, true",
    "'1\nabc123', false",
    "'1,abc123,1', false",
    "x abc123 x, false"
  })
  void numbersBesideItAreSeen(String text, boolean isAmong) {
    where(run -> run.isAmongNumbers() == isAmong).in(text, MEDIUM, "abc123");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAA9A", "A999A", "A9AAA", "A9A99", "99A9A"})
  void eachPlaceOfAShapeHasItsKind(String other) {
    finds("A9A9A", 0, false).whole("b1c2d", MEDIUM);
    finds("A9A9A", 0, false).notAtAllIn(other);
    finds("A9A9X", 0, false).whole("b1c23", MEDIUM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00e9", "\u0436", "\u0561", "\u1e00", "\u1ffc"})
  void lettersOfScriptsWithBlanksBelongToANumber(String letter) {
    finds("999", 0, false).notAtAllIn("123" + letter);
    finds("999", 0, false).notAtAllIn(letter + "123");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u05d0", "\u0e01", "\u4e2d", "\u2c00", "\uac00", "\u10d0"})
  void othersDoNot(String letter) {
    finds("999", 0, false).in(letter + "123" + letter, MEDIUM, "123");
  }

  @Test
  void eachIdentifierHasItsOwnWords() {
    LockerNumber locker = new LockerNumber(List.of(Shape.digits(3)), 0, false, run -> LOW);
    Identifier badge =
        new Identifier() {
          @Override
          public EntityType type() {
            return EntityType.of("BADGE");
          }

          @Override
          public List<Shape> shapes() {
            return List.of(Shape.digits(4));
          }

          @Override
          public List<String> cues() {
            return List.of("badge");
          }

          @Override
          public Confidence judge(Run run) {
            return LOW;
          }
        };
    Finds finds = new Finds(Rules.identifiers(badge, locker), LOCKER, EntityType.of("BADGE"));

    finds.in("locker 123", MEDIUM, "123");
    finds.in("badge 1234", MEDIUM, "1234");
    finds.nothingIn("badge 123");
    finds.nothingIn("locker 1234");
  }

  @Test
  void ofTwoOfOneShapeEachHasItsOwnSeparators() {
    List<Shape> six = List.of(Shape.digits(6));
    Finds finds =
        new Finds(
            Rules.identifiers(
                new LockerNumber(six, Run.HYPHEN, false, run -> LOW),
                new LockerNumber(six, Run.DOT, false, run -> MEDIUM)),
            LOCKER);

    finds.in("123-456", LOW, "123-456");
    finds.nothingIn("123-456");
    finds.whole("123.456", MEDIUM);
    finds.notAtAllIn("123 456");
  }

  @Test
  void withoutAWordOfItsOwnBlanksAndHyphensSeparateItsGroupsAndNotBoth() {
    Identifier plain =
        new Identifier() {
          @Override
          public EntityType type() {
            return LOCKER;
          }

          @Override
          public List<Shape> shapes() {
            return List.of(Shape.digits(6));
          }

          @Override
          public Confidence judge(Run run) {
            return MEDIUM;
          }
        };
    Finds finds = new Finds(Rules.identifiers(plain), LOCKER);

    finds.whole("12 34 56", MEDIUM);
    finds.whole("12-34-56", MEDIUM);
    finds.notAtAllIn("12.34.56");
    finds.notAtAllIn("12-34 56");
  }

  @Test
  void whatIsHiddenOrTurnedIsReadToo() {
    StringBuilder tags = new StringBuilder("x");
    "abc 471147".chars().forEach(c -> tags.appendCodePoint(0xE0000 + c));

    finds("999999", 0, false).in(tags + "y", MEDIUM, tags.substring(9));
  }
}
