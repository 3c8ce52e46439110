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
}
