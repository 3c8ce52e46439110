package io.llmgw.core.detect.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
    "*a* _b_, *a* _b_",
    "<b>4, 4",
    "**a, a",
    "__a, a",
    "a.**, a.",
    "a//**b, a//**b",
    "<SPAN CLASS=x>4, 4",
    "<strong id=x>4, 4",
    "<strongs id=x>4, <strongs id=x>4",
    "<td class=x>4, <td class=x>4",
    "<b x=1<i>4, <b x=14",
    "<b x=1, <b x=1",
    "< x=1>4, < x=1>4",
    "<1 x=1>4, <1 x=1>4",
    "</b x=1>4, </b x=1>4"
  })
  void aTextIsReadAlsoWithoutAnyOfIt(String written, String read) {
    assertThat(read(written, Ties.EVERYWHERE)).isEqualTo(read);
    assertThat(Fold.isMarked(written)).isEqualTo(!read.equals(written));
  }

  @Test
  void aTagHas512CharsWithItsAttributes() {
    String longest = "<b x='" + "y".repeat(505) + "'>";

    assertThat(longest).hasSize(513);
    assertThat(read(longest + "4", Ties.EVERYWHERE)).isEqualTo("4");
    assertThat(read("word ".repeat(110) + longest + "4", Ties.EVERYWHERE)).endsWith("word 4");
    assertThat(Fold.isMarked("<b x='" + "y".repeat(506) + "'>4")).isFalse();
  }

  @Test
  void whatIsLeftOutAroundWordsBelongsToNoChar() {
    Folded bare = Fold.of("x <b>4</b>5\u200b **y** z", Ties.EVERYWHERE);

    assertThat(bare.chars()).isEqualTo("x 45 y z");
    assertThat(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8))
        .map(bare::origin)
        .containsExactly(0, 1, 5, 10, 12, 15, 18, 19, 20);
    assertThat(List.of(1, 2, 3, 4, 5, 6, 7, 8))
        .map(bare::end)
        .containsExactly(1, 2, 6, 12, 13, 16, 19, 20);
    assertThat(Fold.of("<b>4</b>5", Ties.EVERYWHERE).end(1)).isEqualTo(4);
  }

  @Test
  void whatIsLeftOutOfAValueBelongsToTheCharBeforeIt() {
    Folded tied = Fold.of("\u200b4<b>1</b>\uff11<br>2");

    assertThat(tied.chars()).isEqualTo("411\n2");
    assertThat(List.of(0, 1, 2, 3, 4, 5)).map(tied::origin).containsExactly(1, 5, 10, 11, 15, 16);
    assertThat(List.of(1, 2, 3, 4, 5)).map(tied::end).containsExactly(5, 10, 11, 15, 16);
    assertThat(Fold.of("4<b>1").end(1)).isEqualTo(4);
    assertThat(Fold.of("\u200b9* 1").end(3)).isEqualTo(5);
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
