package io.llmgw.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CuesTest {
  private final Cues cues = Cues.of("serial", "numero de serie");

  @Test
  void aWordCountsBeforeAndAfter() {
    assertThat(areNear("serial: #", '#')).isTrue();
    assertThat(areNear("# is its Serial", '#')).isTrue();
    assertThat(areNear("Número de série #", '#')).isTrue();
  }

  @Test
  void aPartOfAWordDoesNotCount() {
    assertThat(areNear("serialise #", '#')).isFalse();
    assertThat(areNear("aserial #", '#')).isFalse();
  }

  @Test
  void aWordInAJoinedNameCounts() {
    assertThat(areNear("{\"deviceSerial\":\"#\"}", '#')).isTrue();
    assertThat(areNear("serialNumber=#", '#')).isTrue();
    assertThat(areNear("serial_number=#", '#')).isTrue();
  }

  @Test
  void aWordFarAwayDoesNotCount() {
    assertThat(areNear("serial" + " ".repeat(34) + "#", '#')).isTrue();
    assertThat(areNear("serial" + " ".repeat(35) + "#", '#')).isFalse();
    assertThat(areNear("#" + " ".repeat(34) + "serial", '#')).isTrue();
    assertThat(areNear("#" + " ".repeat(35) + "serial", '#')).isFalse();
  }

  @Test
  void theLastWordBeforeIsTold() {
    FoldedText text = new FoldedText();
    text.read("serial or serial # serial");

    assertThat(cues.lastBefore(text, 17)).isEqualTo(16);
    assertThat(cues.lastBefore(text, 12)).isEqualTo(6);
    assertThat(cues.lastBefore(text, 3)).isEqualTo(-1);
  }

  private boolean areNear(String chars, char place) {
    FoldedText text = new FoldedText();
    text.read(chars);
    int index = chars.indexOf(place);
    return cues.isNear(text, index, index + 1);
  }
}
