package io.llmgw.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldedTextTest {
  private final FoldedText text = new FoldedText();

  @Test
  void wordsAreTheSameInAnyCase() {
    text.read("aZ[K\u0131\u00c9\u017f");

    assertThat(text.hasAt(0, "Az[ki\u00e9s")).isTrue();
    assertThat(text.hasAt(0, "Az{k")).isFalse();
    text.read("AI@zZ");
    assertThat(text.hasAt(0, "a\u0131@Zz")).isTrue();
    assertThat(text.hasAt(0, "ai`")).isFalse();
    assertThat(text.hasAt(0, "b")).isFalse();
    text.read("\u0130\u0131\u00c9");
    assertThat(text.hasAt(0, "ii\u00e9")).isTrue();
    assertThat(text.hasAt(0, "ii\u00e8")).isFalse();
  }
}
