package io.llmgw.core.detect.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapesTest {
  @ParameterizedTest
  @CsvSource({
    "a\\\\\\\\u0040b, a@b", // four backslashes, as text that is escaped twice has them
    "a\\\\\\\\\\u0040b, a\\@b",
    "a\\rb, 'a\rb'",
    "a\\tb, 'a\tb'",
    "a\\nb, 'a\nb'",
    "\\U00000040, @",
    "\\U0010FFFF, \uDBFF\uDFFF",
    "\\u{10FFFF}, \uDBFF\uDFFF",
    "\\u{0}x, x",
    "\\u{0040}, @",
    "\\\\\\\\uD835\\\\\\\\uDFCF, 1",
    "\\\\u{40}, @",
    "\\x40, @",
    "\\xfF, \u00ff"
  })
  void aNumberIsReadInAnyOfItsForms(String written, String read) {
    assertThat(AsRead.of(written)).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\u{}",
        "\\u{1000000}",
        "\\u{0000040}",
        "\\u{40",
        "\\u{4g}",
        "\\u004",
        "\\u004g",
        "\\x4",
        "\\U0000004",
        "\\u\uff10\uff10\uff14\uff10x",
        "\\uDFCF",
        "\\uD835\\\\\\\\\\uDFCF",
        "\\uD835x",
        "\\!"
      })
  void whatIsShortOrTooLongIsNone(String written) {
    assertThat(AsRead.of(written)).isEqualTo(Fold.plain(written));
  }

  @ParameterizedTest
  @CsvSource({"_", "-", ".", "@", "+"})
  void markdownSetsABackslashBeforeWhatStandsInValues(String sign) {
    assertThat(AsRead.of("a\\" + sign + "b")).isEqualTo("a" + sign + "b");
  }

  @Test
  void whatABackslashJoinsMayEndTheText() {
    assertThat(AsRead.of("\\\nab")).isEqualTo("ab");
    assertThat(AsRead.of("ab\\\n")).isEqualTo("ab");
    assertThat(AsRead.of("ab\\\rcd")).isEqualTo("abcd");
  }

  @ParameterizedTest
  @CsvSource({
    "%20, ' '",
    "%7E, ~",
    "a%09b, 'a\tb'",
    "a%0Ab, 'a\nb'",
    "a%0Db, 'a\rb'",
    "%C2%A9, \u00a9",
    "%DF%BF, \u07ff",
    "%E0%A0%80, \u0800",
    "%E2%82%AC, \u20ac",
    "%EF%BC%A1, A",
    "%F0%9F%99%82, \uD83D\uDE42",
    "%C3%BFx, \u00ffx"
  })
  void octetsOfUrlsAreReadAsUtf8(String written, String read) {
    assertThat(AsRead.of(written)).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%1F",
        "%00",
        "%0B",
        "%80",
        "%BF",
        "%C1%BF",
        "%C3(",
        "%C3%C0",
        "%C3x%A9",
        "%E2%82",
        "%E2%82%",
        "%ED%A0%80",
        "%F5%80%80%80",
        "%4g"
      })
  void octetsThatAreNoTextStay(String written) {
    assertThat(AsRead.of(written)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    "&#64, @",
    "&#64;x, @x",
    "&#0000064;, @",
    "&#X40;, @",
    "&#x0000040;, @",
    "&#1114111;, \uDBFF\uDFFF",
    "a&ZeroWidthSpace;b, ab",
    "a&lt;b, a<b",
    "a&NewLine;b, 'a\nb'"
  })
  void aReferenceIsReadByItsNumberOrName(String written, String read) {
    assertThat(AsRead.of(written)).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"&;", "&lt", "&lt x", "&l1;", "&#x;", "&#xg;", "&#1114113;", "&#\uff16\uff14;"})
  void otherAmpersandsStay(String written) {
    assertThat(AsRead.of(written)).isEqualTo(Fold.plain(written));
  }

  @Test
  void ofALongNumberTheFirstSevenDigitsCount() {
    assertThat(AsRead.of("&#00000064;")).isEqualTo("4;");
  }

  @Test
  void aPairMayStandAnywhere() {
    assertThat(AsRead.of("ab\\uD835\\uDFCFcd")).isEqualTo("ab1cd");
    assertThat(AsRead.of("ab\\x00cd")).isEqualTo("abcd");
    assertThat(AsRead.of("a&AMP;b")).isEqualTo("a&b");
    assertThat(AsRead.of("a&midast;b")).isEqualTo("a*b");
  }
}
