package io.llmgw.core.detect.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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
    "4<A>1, 41",
    "4<STRONG>1, 41",
    "4</span >1, 41",
    "4<wbr/>1, 41",
    "4<wbr />1, 41"
  })
  void soAreTagsThatMayStandWithinAWord(String written, String read) {
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
        "4<table>1",
        "4<td>1",
        "4</td>1",
        "4<Zaz>1",
        "4<strongest>1",
        "4<b / >1",
        "4<br class=x>1",
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<br>", "<BR>", "<br/>", "<br />", "</br>", "<p>", "</p>", "<li>", "<div>", "<hr>"
      })
  void aTagWithWhichALineEndsIsReadAsItsEnd(String tag) {
    assertThat(AsRead.of("4" + tag + "1")).isEqualTo("4\n1");
    assertThat(AsRead.of(tag)).isEqualTo("\n");
  }

  @ParameterizedTest
  @CsvSource({
    "4<b>1, 41, 4<b>1",
    "4 <b>1, 4 1, 4 <b>1",
    "a<b>1, a<b>1, a<b>1",
    "1**a, 1**a, 1**a",
    "a@<b>b, a@<b>b, a@<b>b",
    "4**1 a**A, 41 a**A, 4**1 a**A"
  })
  void aTextIsReadAlsoWithFewerTies(String written, String ofDigits, String untied) {
    assertThat(read(written, Ties.DIGITS)).isEqualTo(ofDigits);
    assertThat(read(written, Ties.NONE)).isEqualTo(untied);
  }

  @ParameterizedTest
  @CsvSource({
    "<b>a:</b> <i>b</i>, a: b",
    "x<b>4</b>y, x4y",
    "<a href='x'>4</a>, 4",
    "<b x>4, <b x>4",
    "**a:** __b__, a: b",
    "***a*** (**b**)., a (b).",
    "2 ** 3, 2 ** 3",
    "a__b, a__b",
    "/** a **/, /** a **/",
    "****a, ****a",
    "*a* _b_, *a* _b_"
  })
  void aTextIsReadAlsoWithoutAnyOfIt(String written, String read) {
    assertThat(read(written, Ties.EVERYWHERE)).isEqualTo(read);
    assertThat(Fold.isMarked(written)).isEqualTo(!read.equals(written));
  }

  @Test
  void aTextKnowsWhetherItIsTied() {
    assertThat(Fold.of("4<b>1")).isNotNull().matches(Folded::isTied);
    assertThat(Fold.of("4<b>1<br>", Ties.NONE)).isNotNull().matches(folded -> !folded.isTied());
    assertThat(Fold.of("4<br>1")).isNotNull().matches(folded -> !folded.isTied());
  }

  private static String read(String written, Ties ties) {
    Folded folded = Fold.of(written, ties);
    return folded == null ? written : folded.chars();
  }
}
