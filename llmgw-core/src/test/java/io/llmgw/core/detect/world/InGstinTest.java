package io.llmgw.core.detect.world;

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

class InGstinTest {
  private final Finds finds = new Finds(WorldRules.all(), Entities.IN_GSTIN);

  private static final String CHARS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  @Test
  void theLastCharTellsIt() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      String pan =
          generated.chars(CHARS.substring(10), 5)
              + generated.digits(4)
              + generated.chars(CHARS.substring(10), 1);
      String gstin =
          withControl(
              String.format("%02d", generated.between(1, 38))
                  + pan
                  + generated.between(1, 9)
                  + "Z");
      finds.whole(gstin, HIGH);
      for (char other : CHARS.toCharArray()) {
        if (other != gstin.charAt(14)) {
          finds.notAtAllIn(gstin.substring(0, 14) + other);
        }
      }
    }
  }

  private static String withControl(String first) {
    int sum = 0;
    for (int i = first.length() - 1, factor = 2; i >= 0; i--, factor = 3 - factor) {
      int product = factor * CHARS.indexOf(first.charAt(i));
      sum += product / 36 + product % 36;
    }
    return first + CHARS.charAt((36 - sum % 36) % 36);
  }

  @Test
  void theLastButOneIsZ() {
    finds.whole(withControl("27AAPFU0939F1Z"), HIGH);
    finds.notAtAllIn(withControl("27AAPFU0939F1A"));
  }

  @Test
  void aPublishedExampleIsFound() {
    finds.in("GSTIN: 27AAPFU0939F1ZV", HIGH, "27AAPFU0939F1ZV");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "27AAPFU0939F1ZO",
        "40AAPFU0939F1ZV",
        "27AAPFU0939F1AV",
        "27AAPFU0939F1Z",
        "27AAPFU0939F1ZVV"
      })
  void otherTextIsNone(String text) {
    finds.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "38", "96", "97", "99"})
  void aStateHasItsNumber(String state) {
    finds.whole(withControl(state + "AAPFU0939F1Z"), HIGH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "39", "95", "98"})
  void otherNumbersAreThoseOfNoState(String state) {
    finds.notAtAllIn(withControl(state + "AAPFU0939F1Z"));
  }

  @Test
  void theWordBeforeItIsTold() {
    Finding finding = new Finding(Entities.IN_GSTIN, 6, 21, HIGH, "IN_GSTIN");

    NearCue cue = new NearCue(WorldRules.all(), "GSTIN 27AAPFU0939F1ZV");

    assertThat(cue.of(finding)).isEqualTo("gstin");
  }
}
