package io.llmgw.core.detect.europe;

import static io.llmgw.api.redact.Confidence.HIGH;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.Finding;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import io.llmgw.core.detect.NearCue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItFiscalCodeTest {
  private final Finds finds = new Finds(EuropeRules.all(), Entities.IT_FISCAL_CODE);

  private static final String CHARS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  /** For each of those chars what it counts at an odd place, as the decree has it. */
  private static final int[] ODD = {
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8,
    12, 14, 16, 10, 22, 25, 24, 23
  };

  @Test
  void theLastLetterTellsIt() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      int day = generated.between(1, 31) + (i % 2) * 40;
      String code =
          withControl(
              generated.chars("BCDFGLMNPRSTVZ", 6)
                  + generated.digits(2)
                  + generated.chars("ABCDEHLMPRST", 1)
                  + String.format("%02d", day)
                  + generated.chars("ABCDEFGHILMZ", 1)
                  + generated.digits(3));
      finds.whole(code, HIGH);
      finds.whole(code.toLowerCase(), HIGH);
      for (char other = 'A'; other <= 'Z'; other++) {
        if (other != code.charAt(15)) {
          finds.notAtAllIn(code.substring(0, 15) + other);
        }
      }
    }
  }

  private static String withControl(String first) {
    int sum = 0;
    for (int place = 1; place <= 15; place++) {
      int index = CHARS.indexOf(first.charAt(place - 1));
      sum += place % 2 == 1 ? ODD[index] : index < 10 ? index : index - 10;
    }
    return first + CHARS.charAt(10 + sum % 26);
  }

  @Test
  void lettersStandForDigitsWhereTwoPersonsHaveTheSame() {
    finds.whole(withControl("MRTMTT9" + "M" + "D08F20R"), HIGH);
    finds.notAtAllIn(withControl("MRTMTT9" + "A" + "D08F205"));
  }

  @Test
  void aPublishedExampleIsFound() {
    finds.in("codice fiscale RSSMRA85T10A562S", HIGH, "RSSMRA85T10A562S");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RSSMRA85T10A562T",
        "RSSMRA85F10A562S",
        "RSSMRA85T32A562S",
        "RSSMRA85T10A56S",
        "1RSSMRA85T10A562S",
        "RSSMRA85T10A562SX"
      })
  void otherTextIsNone(String text) {
    finds.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "31", "41", "71", "LM", "RM"})
  void aDayReachesToItsEdges(String day) {
    finds.whole(withControl("RSSMRA85T" + day + "A562"), HIGH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "32", "40", "72", "LL", "1A"})
  void otherDaysAreNone(String day) {
    finds.notAtAllIn(withControl("RSSMRA85T" + day + "A562"));
  }

  @Test
  void theWordBeforeItIsTold() {
    String text = "codice fiscale RSSMRA85T10A562S";
    Finding finding = new Finding(Entities.IT_FISCAL_CODE, 15, 31, HIGH, "IT_FISCAL_CODE");

    assertThat(new NearCue(EuropeRules.all(), text).of(finding)).isEqualTo("codice fiscale");
  }
}
