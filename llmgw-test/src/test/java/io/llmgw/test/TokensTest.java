package io.llmgw.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokensTest {
  private static final String TEXT = "Blue light  scatters most: 😀naïve\n42. ";

  @Test
  void tokensTogetherAreTheText() {
    assertThat(String.join("", Tokens.of(TEXT))).isEqualTo(TEXT);
    assertThat(Tokens.count(TEXT)).isEqualTo(Tokens.of(TEXT).size());
  }

  @Test
  void cutsLongWordsAndKeepsBlanksWithTheWordAfterThem() {
    assertThat(Tokens.of("Blue light scatters."))
        .containsExactly("Blue", " light", " scatte", "rs", ".");
  }

  @Test
  void emptyTextHasNoTokens() {
    assertThat(Tokens.of("")).isEmpty();
    assertThat(Tokens.count("")).isZero();
  }

  @Test
  void piecesTogetherAreTheTextAndKeepSurrogatePairsWhole() {
    for (int pieces = 1; pieces < 40; pieces++) {
      assertThat(String.join("", Tokens.pieces(TEXT, pieces))).isEqualTo(TEXT);
    }
    assertThat(Tokens.pieces("😀😀", 2)).containsExactly("😀", "😀");
    assertThat(Tokens.pieces("ab", 5)).containsExactly("a", "b");
  }
}
