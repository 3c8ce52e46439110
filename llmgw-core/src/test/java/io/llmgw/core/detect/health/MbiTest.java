package io.llmgw.core.detect.health;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MbiTest {
  private static final String LETTERS = "ACDEFGHJKMNPQRTUVWXY";

  private final Finds finds = new Finds(HealthRules.all(), Entities.US_MBI);

  @Test
  void eachLetterThatIsUsedIsOne() {
    for (char c = 'A'; c <= 'Z'; c++) {
      for (int place : new int[] {1, 2, 4, 5, 7, 8}) {
        StringBuilder changed = new StringBuilder("1EG4TE5MK73");
        changed.setCharAt(place, c);
        if (LETTERS.indexOf(c) >= 0) {
          finds.whole(changed.toString(), MEDIUM);
          finds.whole(changed.insert(7, '-').insert(4, '-').toString(), HIGH);
        } else {
          finds.notAtAllIn(changed.toString());
        }
      }
    }
  }

  @Test
  void digitsMayStandWhereEitherMay() {
    finds.whole("9A19A19AA99", MEDIUM);
    finds.in("Medicare 1EG4TE5MK73", HIGH, "1EG4TE5MK73");
  }

  @Test
  void inLowerCaseItNeedsAWord() {
    finds.in("1eg4te5mk73", LOW, "1eg4te5mk73");
    finds.nothingIn("1eg4te5mk73");
    finds.in("medicare: 1eg4te5mk73", MEDIUM, "1eg4te5mk73");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0EG4-TE5-MK73", // begins with zero
        "1EG4-TE5-MK7",
        "1EG4-TE5-MK735",
        "1E-G4TE5-MK73",
        "1EG4-TE5 MK73",
        "1Eg4Te5Mk73",
        "1114-TE5-MK73",
        "1EGA-TE5-MK73"
      })
  void otherShapesAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void ordinaryNumbersAreNone() {
    Numbers.ordinary().forEach(finds::notAtAllIn);
  }

  @Test
  void whatStandsBeforeItHasNoPartInIt() {
    finds.in("A2345678901S 1EG4-TE5-MK73", HIGH, "1EG4-TE5-MK73");
  }
}
