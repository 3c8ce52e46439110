package io.llmgw.core.detect.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookAlikesTest {
  @ParameterizedTest
  @CsvSource({
    "\u043e1, 01", // a Cyrillic letter
    "1\u043e, 10",
    "x\u043e, xo",
    "\u043ex, ox",
    "12\u0417\u0431, 1236",
    "_\u043e_1, _0_1",
    "a\u0301\u043e, ao", // behind an accent of its own
    "1\u200b\u043e, 10",
    "1\u20dd\u043e, 10",
    "\u0439\u043e1, \u0439o1", // with a letter that looks like none
    "\uD835\uDC1A\u043e, ao"
  })
  void aLetterIsReadByWhatIsInItsWord(String written, String read) {
    assertThat(AsRead.of(written)).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u043e", "1 \u043e", "\u0431x", "\u043e,x", "\u0439\u043e"})
  void byItselfItStays(String written) {
    assertThat(Fold.of(written)).isNull();
  }

  @Test
  void aWordIsLookedAtForFortyChars() {
    String near = "\u0439".repeat(39) + "x";
    String far = "\u0439".repeat(40) + "x";

    assertThat(AsRead.of("\u043e" + near)).isEqualTo("o" + near);
    assertThat(AsRead.of("x" + "\u0439".repeat(39) + "\u043e")).endsWith("o");
    assertThat(AsRead.of("\u043e" + far)).isEqualTo("\u043e" + far);
    assertThat(AsRead.of("\u043e" + "1".repeat(41))).isEqualTo("0" + "1".repeat(41));
    assertThat(AsRead.of("x" + "\u0439".repeat(40) + "\u043e")).endsWith("\u043e");
  }

  @ParameterizedTest
  @CsvSource({
    "\u00b9\u00b2\u00b3\u2074, 1234",
    "\u2070\u2079\u2075\u2078, 0958",
    "\u00b9 \u00b2-\u00b3.\u2074, 1 2-3.4",
    "\u2080\u2089\u2460\u2468, 0919",
    "\u24ea\u24ff\u2488\u2490, 0019",
    "\u2474\u247c\u24f5\u24fd, 1919",
    "\u2776\u277e\u2780\u2788\u278a\u2792, 191919"
  })
  void fourOrnateDigitsAreANumber(String written, String read) {
    assertThat(AsRead.of(written)).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u00b9\u00b2\u00b3", "\u00b9,\u00b2,\u00b3,\u2074", "\u00b9\u00b2x\u00b3\u2074"})
  void fewerAreNotes(String written) {
    assertThat(Fold.of(written)).isNull();
  }

  @Test
  void theyAreCountedForTwelveChars() {
    assertThat(AsRead.of("\u00b9\u00b2\u00b3" + " ".repeat(9) + "\u2074")).startsWith("123");
    assertThat(AsRead.of("\u00b9\u00b2\u00b3" + " ".repeat(13) + "\u2074")).startsWith("\u00b9");
  }

  @ParameterizedTest
  @CsvSource({
    "\u249c\u24b5\u24b6\u24e9, azAz", // in brackets and circles
    "\u017f\u02b0\u02b8, shy",
    "\u1d2c\u1d6a, Ax",
    "\u2090\u209c, at",
    "\u2124\u217f, Zm",
    "\ufe4d\ufe6b, _@",
    "\uff01\uff5e, !~",
    "\u212a, K"
  })
  void lettersInOtherDressAreReadAlone(String written, String read) {
    assertThat(AsRead.of(written)).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "\uD83C\uDD10\uD83C\uDD29, AZ",
    "\uD83C\uDD50\uD83C\uDD69, AZ",
    "\uD83C\uDD70\uD83C\uDD89, AZ",
    "\uD83C\uDD30\uD83C\uDD49, AZ",
    "\uD835\uDC00\uD835\uDFFF, A9",
    "\uD801\uDCA9, 9", // a digit of Osmanya
    "\uD83E\uDFF0\uD83E\uDFF9, 09", // of a segmented display
    "a\uDB40\uDC00b\uDB43\uDFFFc, abc", // tags and selectors
    "a\uD834\uDD73b\uD834\uDD67c, abc", // of music: a format char and a mark
    "a\uD800\uDDFDb, ab"
  })
  void soAreThoseAboveTheBasicPlane(String written, String read) {
    assertThat(AsRead.of(written)).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uD83C\uDD0F",
        "\uD83C\uDD6A",
        "\uD83C\uDD8A",
        "\uD83D\uDE42",
        "\uDB44\uDC00",
        "\uDB3F\uDFFF",
        "\uD835\uDEC1",
        "\uD836\uDC00", // just behind the letters of mathematics
        "\uFF00",
        "\uFF5F"
      })
  void othersStay(String written) {
    assertThat(Fold.of(written)).isNull();
  }
}
