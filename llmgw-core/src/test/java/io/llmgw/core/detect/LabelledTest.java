package io.llmgw.core.detect;

import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.EntityType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelledTest {
  private static final EntityType LOCKER = EntityType.of("LOCKER");

  private final Finds finds =
      new Finds(
          new Rules(
              List.of(),
              List.of(
                  Labelled.of(
                      LOCKER,
                      List.of("locker", "locker key"),
                      (text, start, end, isSaid) ->
                          text.at(start) <= '9' ? isSaid ? MEDIUM : LOW : null)),
              List.of()),
          LOCKER);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "locker: 12-34",
        "Locker #12-34",
        "LOCKER=12-34;",
        "{\"locker\":\"12-34\"}",
        "{'myLocker': '12-34'}",
        "locker_no=12-34",
        "**Locker:** 12-34.",
        "| locker | is | 12-34 |",
        "Locker:\n12-34",
        "my locker is 12-34, thanks",
        "the number of the locker was 12-34",
        "locker key: 12-34",
        "12-34 is my locker",
        "12-34 is the number of the locker"
      })
  void theValueStandsBesideItsLabel(String text) {
    finds.in(text, MEDIUM, "12-34");
  }

  @ParameterizedTest
  @ValueSource(strings = {"locker 12-34", "locker number 12-34", "(12-34 locker)"})
  void withoutAWordThatSaysSoItIsLessSure(String text) {
    finds.nothingIn(text);
    finds.in(text, LOW, "12-34");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blockers: 12-34",
        "lockers: 12-34",
        "locker: red, 12-34",
        "locker in room 12-34",
        "12-34locker",
        "12-34 is lockers",
        "locker:                              12-34",
        "locker: 123456789012345678901234567890123",
        "locker",
        "locker:",
        "locker: \ud83d\ude00 12-34",
        "locker \ud83d"
      })
  void otherwiseThereIsNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void eachLabelHasItsOwn() {
    finds.in("locker: 12, locker: 34", MEDIUM, "12", "34");
  }

  @Test
  void twentyFourCharsStandBetweenAtMost() {
    finds.in("locker:" + " ".repeat(23) + "12", MEDIUM, "12");
    finds.in("locker:" + " ".repeat(24) + "12", LOW);
    finds.in("12" + " ".repeat(21) + "is locker", MEDIUM, "12");
    finds.in("12" + " ".repeat(22) + "is locker", LOW);
  }

  @Test
  void aValueHasThirtyTwoCharsAtMost() {
    String longest = "1234567890".repeat(3) + "12";

    finds.in("locker: " + longest, MEDIUM, longest);
    finds.notAtAllIn("locker: " + longest + "3");
    finds.in(longest + " is my locker", MEDIUM, longest);
    finds.notAtAllIn("3" + longest + " is my locker");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"locker: 12-34.56/78", "12-34.56/78 is my locker", "12-34.56/78 = locker"})
  void itsPartsHaveOneSignBetween(String text) {
    finds.in(text, LOW, "12-34.56/78");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "locker: 12--34",
        "locker: 12-",
        "locker: 12, 34",
        "locker: (12)",
        "locker: 12_34",
        "locker: #12"
      })
  void otherSignsEndIt(String text) {
    finds.in(text, MEDIUM, "12");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "34--12 is my locker",
        "-12 is my locker",
        "(12 is the locker)",
        "34, 12 is her locker",
        "34_12 is her locker"
      })
  void soTheyDoBeforeIt(String text) {
    finds.in(text, MEDIUM, "12");
  }

  @Test
  void whatStandsBehindALabelComesBeforeWhatStandsBeforeIt() {
    finds.in("34 locker 12", LOW, "12");
    finds.in("34 (locker)", LOW, "34");
    finds.in("34 is the locker of red", MEDIUM, "34");
    finds.notAtAllIn("34, locker");
    finds.notAtAllIn("34locker");
  }

  @Test
  void whatIsTooFarOrTooLongBehindALabelLeavesTheOneBeforeIt() {
    finds.in("12 is locker" + " ".repeat(25), MEDIUM, "12");
    finds.in("12 is locker " + "3".repeat(33), MEDIUM, "12");
  }

  @Test
  void aWordThatSaysSoMayStandAnywhereBetween() {
    finds.in("locker of her number 12", MEDIUM, "12");
    finds.in("locker NUMBER Is 12", MEDIUM, "12");
    finds.in("locker 12 is full", LOW, "12");
    finds.in("12 is of the locker", MEDIUM, "12");
    finds.nothingIn("12 the locker");
    finds.notAtAllIn("locker isis 12");
  }

  @Test
  void wordsForItsOwnerMayFollowALabelAndCountForNoDistance() {
    Finds owned =
        new Finds(
            new Rules(
                List.of(),
                List.of(
                    Labelled.of(
                        LOCKER,
                        List.of("locker"),
                        List.of("of my aunt", "of my aunt maria"),
                        (text, start, end, isSaid) -> isSaid ? MEDIUM : LOW)),
                List.of()),
            LOCKER);

    owned.in("locker of my aunt: 12-34", MEDIUM, "12-34");
    owned.in("LOCKER of my Aunt María is 12-34", MEDIUM, "12-34");
    owned.in("locker of my aunt" + " ".repeat(21) + "is 12", MEDIUM, "12");
    owned.in("locker of my aunts: 12", MEDIUM, "aunts");
    owned.in("locker è 12", MEDIUM, "12");
  }
}
