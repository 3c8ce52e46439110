package io.llmgw.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class AsciiSetTest {
  @Test
  void eachCharOfAsciiIsItsOwn() {
    for (char c = 0; c < 0x80; c++) {
      AsciiSet one = AsciiSet.of(String.valueOf(c));

      for (char other = 0; other < 0x200; other++) {
        assertThat(one.has(other)).as((int) c + " and " + (int) other).isEqualTo(c == other);
      }
    }
  }

  @Test
  void itHasAllOfItsCharsAndNoOthersThanAscii() {
    AsciiSet set = AsciiSet.of("a?@");

    assertThat(set.has('a') && set.has('?') && set.has('@')).isTrue();
    assertThat(set.has('A') || AsciiSet.of("").has('a')).isFalse();
    for (char c : "a?@Z\t".toCharArray()) {
      assertThat(set.and("Z\t?").has(c)).as("%s", c).isTrue();
    }
    assertThat(set.and("Z\t").has('z') || set.has('Z')).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AsciiSet.of("a\u0080"))
        .withMessage("char 128 is not ASCII");
  }
}
