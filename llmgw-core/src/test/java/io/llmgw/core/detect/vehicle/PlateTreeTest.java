package io.llmgw.core.detect.vehicle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlateTreeTest {
  private final PlateTree tree =
      new PlateTree(List.of(Set.of("A-9", "AA 99"), Set.of("AA 9", "A-9"), Set.of("99A")));

  @Test
  void eachListIsToldThatHasWhatIsRead() {
    assertThat(whole("B-7")).isEqualTo(0b11);
    assertThat(whole("MX 12")).isEqualTo(0b01);
    assertThat(whole("MX 1")).isEqualTo(0b10);
    assertThat(whole("12C")).isEqualTo(0b100);
  }

  @Test
  void whatGoesOnIsNoneYet() {
    assertThat(whole("")).isZero();
    assertThat(whole("B-")).isZero();
    assertThat(whole("12")).isZero();
  }

  @Test
  void whereNoneGoesOnItEnds() {
    assertThat(whole("B7")).isNegative();
    assertThat(whole("B-77")).isNegative();
    assertThat(whole("b-7")).isNegative();
    assertThat(whole("12C4")).isNegative();
    assertThat(whole("-")).isNegative();
    assertThat(whole("B_7")).isNegative();
  }

  /** What is told behind these chars; less than 0 if it ended before. */
  private int whole(String chars) {
    int place = PlateTree.START;
    for (int i = 0; i < chars.length() && place >= 0; i++) {
      place = tree.step(place, chars.charAt(i));
    }
    return place < 0 ? place : tree.whole(place);
  }
}
