package io.llmgw.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CueWindowTest {
  private final FoldedText text = new FoldedText();
  private final CueWindow cues =
      new CueWindow(text, CueWindow.of(List.of(List.of("tax id", "owner's key", "clave"))), 1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tax id 1",
        "Tax\nID: 1",
        "{\"tax_id\":1}",
        "1 (tax id)",
        "her tax id\t1",
        "TAX ID1",
        "owner\u2019s key 1",
        "myClave=1",
        "cl\u00e1ve 1",
        "claveX 1"
      })
  void aCueIsNear(String written) {
    assertThat(isNear(written)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"syntax id 1", "tax ids 1", "tax-id 1", "enclave 1", "claves 1", "1"})
  void otherWordsAreNone(String written) {
    assertThat(isNear(written)).isFalse();
  }

  @Test
  void fortyCharsAreNear() {
    assertThat(isNear("clave" + " ".repeat(CueWindow.REACH - 5) + "1")).isTrue();
    assertThat(isNear("clave" + " ".repeat(CueWindow.REACH - 4) + "1")).isFalse();
    assertThat(isNear("1" + " ".repeat(CueWindow.REACH - 5) + "clave")).isTrue();
    assertThat(isNear("1" + " ".repeat(CueWindow.REACH - 4) + "clave")).isFalse();
  }

  private boolean isNear(String written) {
    text.read(written);
    cues.clear();
    int place = text.chars().indexOf('1');
    return cues.isNear(0, place, place + 1);
  }
}
