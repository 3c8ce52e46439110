package io.llmgw.core.detect.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmphasisTest {
  @ParameterizedTest
  @CsvSource({
    "4***1, 41",
    "4**1, 41",
    "4``1, 41",
    "4 ~~1~~ 1, 4 1 1",
    "9* 1, 9 1",
    "4 *0, 4 0",
    "z**Z, zZ",
    "Z**z, Zz",
    "a**A, aA",
    "A**a, Aa",
    "a@**b, a@b",
    "@**.com, @.com",
    "4.**a, 4.a",
    "4-**a, 4-a"
  })
  void marksWithinAValueAreLeftOut(String written, String read) {
    assertThat(AsRead.of(written)).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "4<b>1, 41",
    "4</b>1, 41",
    "4<br />1, 41",
    "4<A>1, 41",
    "4<Zaz>1, 41",
    "4<strongest>1, 41" // nine letters
  })
  void soAreTags(String written, String read) {
    assertThat(AsRead.of(written)).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4****1",
        "4 ** 1",
        "4 * 1",
        "4*1",
        "A~9",
        "a-**4",
        ".**4",
        "4 - **1",
        "a. **b",
        "4-*.*1",
        "**4111",
        "4111**",
        "*4",
        "4*",
        " *4",
        "x **4111x y",
        "4<>1",
        "4<1>1",
        "4<strongesta>1",
        "4<{>1",
        "4<_>1",
        "4**{",
        "4**[",
        "4**`",
        "4**-",
        "4<strongest1>1",
        "4<b",
        "4<",
        "<b>4",
        "4<b>"
      })
  void elsewhereTheyStay(String written) {
    assertThat(AsRead.of(written)).isEqualTo(written);
  }
}
