package io.llmgw.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnchorsTest {
  private static Anchors<Integer> of(String literal) {
    return Anchors.of(List.of(Map.entry(literal, 1)));
  }

  private static int read(Anchors<Integer> anchors, String text) {
    int state = Anchors.START;
    for (int i = 0; i < text.length(); i++) {
      state = anchors.step(state, text.charAt(i));
    }
    return state;
  }

  @Test
  void theLastCharOfAsciiIsOfALiteralAndTheNextLeadsBack() {
    Anchors<Integer> anchors = of("a\u007F");

    assertThat(anchors.isHit(read(anchors, "a\u007F"))).isTrue();
    assertThat(anchors.step(read(anchors, "a"), '\u0080')).isEqualTo(Anchors.START);
    assertThat(anchors.step(read(anchors, "a"), '\uFFFF')).isEqualTo(Anchors.START);
  }

  @Test
  void literalsAreOfAscii() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("a\u0080"))
        .withMessageContaining("must be ASCII");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(""))
        .withMessageContaining("not empty");
  }

  @Test
  void orASingleCharOfAnotherScript() {
    Anchors<Integer> anchors =
        Anchors.of(List.of(Map.entry("\u5bc6", 2), Map.entry("ab", 1), Map.entry("\u043f", 3)));

    assertThat(anchors.at(read(anchors, "a\u5bc6"))[0].meaning()).isEqualTo(2);
    assertThat(anchors.at(read(anchors, "\u5bc6\u043f"))[0].meaning()).isEqualTo(3);
    assertThat(anchors.at(read(anchors, "\u5bc6ab"))[0].meaning()).isEqualTo(1);
    assertThat(anchors.isHit(read(anchors, "\u5bc6a"))).isFalse();
    assertThat(anchors.isHit(read(anchors, "a\u5bc6b"))).isFalse();
    assertThat(of("\u0080").isHit(read(of("\u0080"), "a\u0080"))).isTrue();
  }

  @Test
  void theyMayHaveSixtyFiveThousandFiveHundredAndThirtySixStates() {
    String longest = "x".repeat(Character.MAX_VALUE); // and the state before its first char
    Anchors<Integer> anchors = of(longest);

    assertThat(anchors.isHit(read(anchors, longest))).isTrue();
    assertThat(anchors.isHit(read(anchors, longest.substring(1)))).isFalse();
    assertThat(anchors.isHit(read(anchors, longest + "x"))).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(longest + "x"))
        .withMessageContaining("65,536 states");
  }
}
