package io.llmgw.core.detect.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.core.detect.FoldedText;
import org.junit.jupiter.api.Test;

class AnyOfTest {
  private final AnyOf words = AnyOf.of("is", "is now", "\u00e8", "to", "is:");

  @Test
  void theLongestThatStandsThereCounts() {
    assertThat(past("it is now x", 3)).isEqualTo(9);
    assertThat(past("it is: x", 3)).isEqualTo(6);
    assertThat(past("it is nowhere", 3)).isEqualTo(9);
    assertThat(past("it is x", 3)).isEqualTo(5);
  }

  @Test
  void upperAndLowerCaseAreTheSame() {
    assertThat(past("IS NOW", 0)).isEqualTo(6);
    assertThat(past("\u00c8 x", 0)).isEqualTo(1);
  }

  @Test
  void whereNoneStandsNothingIsPassed() {
    assertThat(past("it is x", 0)).isZero();
    assertThat(past("it is x", 7)).isEqualTo(7);
    assertThat(past("", 0)).isZero();
    assertThat(past("\u00e9 x", 0)).isZero();
    assertThat(past("\u00a1is", 0)).isZero();
  }

  private int past(String text, int index) {
    FoldedText folded = new FoldedText();
    folded.read(text);
    int past = words.past(folded, index);
    assertThat(words.isAt(folded, index)).isEqualTo(past > index);
    return past;
  }
}
