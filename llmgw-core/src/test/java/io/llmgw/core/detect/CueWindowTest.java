package io.llmgw.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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

  @Test
  void farBehindTheBeginningAsWell() {
    assertThat(isNear(" ".repeat(100) + "clave" + " ".repeat(35) + "1")).isTrue();
    assertThat(isNear(" ".repeat(100) + "clave" + " ".repeat(36) + "1")).isFalse();
  }

  @Test
  void ofTwoWordsTheLaterOneStaysNear() {
    text.read(" ".repeat(100) + "clave" + " ".repeat(15) + "clave" + " ".repeat(40));
    cues.clear();

    assertThat(cues.isNear(0, 135, 136)).isTrue();
    assertThat(cues.isNear(0, 155, 156)).isTrue();
  }

  @Test
  void aWordStaysNearUntilAPlaceIsOutOfItsReach() {
    text.read(" ".repeat(100) + "clave" + " ".repeat(60));
    cues.clear();

    assertThat(cues.isNear(0, 135, 136)).isTrue();
    assertThat(cues.isNear(0, 140, 141)).isTrue();
    assertThat(cues.isNear(0, 141, 142)).isFalse();
  }

  @Test
  void aPlaceMayLieBeforeTheOneThatWasAskedAboutLast() {
    text.read(" ".repeat(100) + "clave" + " ".repeat(60));
    cues.clear();

    assertThat(cues.isNear(0, 135, 136)).isTrue();
    assertThat(cues.isNear(0, 148, 149)).isFalse();
    assertThat(cues.isNear(0, 140, 141)).isTrue();
  }

  @Test
  void charsBeforeAllThatWasSeenAreReadWhenAPlaceIsNearThem() {
    text.read(" ".repeat(88) + "clave" + " ".repeat(60));
    cues.clear();

    assertThat(cues.isNear(0, 140, 141)).isFalse();
    assertThat(cues.isNear(0, 134, 135)).isFalse();
    assertThat(cues.isNear(0, 128, 129)).isTrue();
  }

  @Test
  void aWordOfAnotherTextDoesNotComeBackAtALaterPlace() {
    text.read(" ".repeat(110) + "clave" + " ".repeat(40));
    cues.clear();
    assertThat(cues.isNear(0, 135, 136)).isTrue();

    text.read(" ".repeat(150));
    cues.clear();

    assertThat(cues.isNear(0, 135, 136)).isFalse();
    assertThat(cues.isNear(0, 145, 146)).isFalse();
  }

  @Test
  void aNewOneHasSeenNothing() {
    text.read("1 clave");
    CueWindow fresh = new CueWindow(text, CueWindow.of(List.of(List.of("clave"))), 1);

    assertThat(fresh.isNear(0, 0, 0)).isTrue();
  }

  @Test
  void wordsOfAnotherTextAreForgotten() {
    assertThat(isNear(" ".repeat(50) + "clave     1")).isTrue();
    assertThat(isNear(" ".repeat(60) + "1")).isFalse();
    assertThat(isNear(" ".repeat(50) + "clave     1")).isTrue();
  }

  private boolean isNear(String written) {
    text.read(written);
    cues.clear();
    int place = text.chars().indexOf('1');
    return cues.isNear(0, place, place + 1);
  }

  @Test
  void eachOfManyPlacesHasItsOwnWords() {
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      written.append(i % 3 == 0 ? "clave " : "other ").append(" ".repeat(40)).append("1");
      written.append(" ".repeat(41));
    }
    String near = written.toString().replace("clave " + " ".repeat(40), "clave " + " ".repeat(9));
    text.read(near);
    cues.clear();

    int at = -1;
    for (int i = 0; i < 100; i++) {
      at = near.indexOf('1', at + 1);
      assertThat(cues.isNear(0, at, at + 1)).as("place " + i).isEqualTo(i % 3 == 0);
    }
    int first = near.indexOf('1');
    assertThat(cues.isNear(0, first, first + 1)).isTrue();
  }

  @Test
  void manyWordsMayStandNearManyPlaces() {
    CueWindow window = new CueWindow(text, CueWindow.of(List.of(List.of("ko"))), 1);
    String all =
        " ".repeat(60) + "ko ".repeat(16) + "1 1 1" + " ko".repeat(16) + " ".repeat(50) + "1";
    text.read(all);
    window.clear();

    int last = all.length() - 1;
    for (int at = all.indexOf('1'); at >= 0; at = all.indexOf('1', at + 1)) {
      assertThat(window.isNear(0, at, at + 1)).as("place " + at).isEqualTo(at < last);
    }
    text.read("1");
    window.clear();
    assertThat(window.isNear(0, 0, 1)).isFalse();
  }

  @Test
  void wordsOfMoreThanSixtyFourKindsAreToldApart() {
    List<List<String>> kinds = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      kinds.add(List.of("k" + (char) ('a' + i / 26) + (char) ('a' + i % 26)));
    }
    CueWindow many = new CueWindow(text, CueWindow.of(kinds), kinds.size());

    for (int i = 0; i < kinds.size(); i++) {
      text.read(kinds.get(i).get(0) + " 1");
      many.clear();
      for (int k = 0; k < kinds.size(); k++) {
        assertThat(many.isNear(k, 4, 5)).as(i + " and " + k).isEqualTo(i == k);
      }
    }
  }
}
