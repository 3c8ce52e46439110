package io.llmgw.core.detect.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldTest {
  @ParameterizedTest
  @CsvSource({
    "４１１１, 4111",
    "٤١١١, 4111",
    "a\u00a0b, a b",
    "a\u2013b, a-b",
    "a\u200b\u2060b, ab",
    "a\u00adb, ab",
    "a\u0007b, ab",
    "pаss\u0301word1, password1", // a Cyrillic letter, an accent of its own
    "\uD835\uDC1A\uD835\uDFCF, a1", // of mathematics
    "ⓐ🅐🅰, aAA",
    "④①①①, 4111",
    "⁴¹¹¹ ¹¹¹¹, 4111 1111",
    "4З1О, 4310", // Cyrillic letters among digits
    "ᴀᴅᴀ1, ADA1"
  })
  void whatLooksAlikeIsReadAlike(String written, String read) {
    assertThat(AsRead.of(written)).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Привет", "Καλημέρα", "déjà vu", "日本語", "🙂", "see note¹", "①one", "5²", "\uD835"})
  void otherScriptsStayWhatTheyAre(String written) {
    assertThat(Fold.of(written)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "a\\u0040b, a@b",
    "a\\\\u0040b, a@b",
    "a\\x40b, a@b",
    "a\\u{40}b, a@b",
    "a%40b, a@b",
    "a&#64;b, a@b",
    "a&#x40b, a\u040b",
    "a&commat;b&period;c, a@b.c",
    "4&nbsp;1, 4 1",
    "4&#8203;1, 41",
    "4%C2%A01, 4 1",
    "\\u00e9, \u00e9",
    "\\uD835\\uDFCF, 1",
    "http:\\/\\/x, http://x",
    "gh\\_x, gh_x",
    "Ａ\\u043e, Ao"
  })
  void charsThatAreWrittenByNumberOrNameAreRead(String written, String read) {
    assertThat(AsRead.of(written)).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "50% off",
        "a%4",
        "a%",
        "\\",
        "\\u00",
        "\\uD835",
        "\\q",
        "%ff",
        "%C2",
        "&",
        "&#",
        "&#;",
        "&#xD800;",
        "&nothing;",
        "AT&T;",
        "\\U00110000",
        "\\u{110000}"
      })
  void whatIsNoWholeEscapeStaysWhatItIs(String written) {
    assertThat(Fold.of(written)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"你好，世界。", "电话：１３８（办公）", "a\u00a0b \u2013 c", "１．２．３。４"})
  void charsThatAreReadByThemselvesNeedNoCopy(String written) {
    assertThat(Fold.of(written)).isNull();
  }

  @Test
  void aBackslashJoinsLinesButTwoEndOne() {
    assertThat(AsRead.of("ab\\\ncd")).isEqualTo("abcd");
    assertThat(AsRead.of("ab\\\r\ncd")).isEqualTo("abcd");
    assertThat(AsRead.of("ab\\\\\ncd")).isEqualTo("ab\\\\\ncd");
    assertThat(AsRead.of("ab\\ncd")).isEqualTo("ab\ncd");
  }

  @ParameterizedTest
  @CsvSource({
    "'is 4 1 1 1  1 1 1 1 a', 'is 4111 1111 a'",
    "'a 4-1-1-1 1-1-1-1.', 'a 4111 1111.'",
    "a d a @ e x a . d e, ada@exa.de",
    "a.d.a.@.e.x.a.m.p.l.e...d.e, ada@example.de",
    "1 2 3 - 4 5 - 6 7 8 9, 123-45-6789",
    "４ １ １ １ １ １ １ １, 41111111",
    "４\u3000１\u3000１\u3000１\u3000１\u3000１\u3000１\u3000１, 41111111"
  })
  void whatIsSpelledCharByCharIsJoined(String written, String read) {
    assertThat(AsRead.of(written)).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "4111 **1111** 1111, 4111 1111 1111",
    "4111 *1111* 1111, 4111 1111 1111",
    "4111 <b>1111</b> 1111, 4111 1111 1111",
    "123-`45`-6789, 123-45-6789",
    "４１１１ ＊＊１１１１＊＊ 1111, 4111 1111 1111",
    "ada@**example**.com, ada@example.com"
  })
  void emphasisWithinValuesIsLeftOut(String written, String read) {
    assertThat(AsRead.of(written)).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.3.4",
        "1.3.6.1.2.1.2.2",
        "a - b - c - d - e",
        "- - - - - - - - - - - -",
        "x*y",
        "3*4",
        "a <b> c",
        "**bold** words",
        "4111 **** **** 1111",
        "A B C",
        "a.b.c.d"
      })
  void otherLayoutStays(String written) {
    assertThat(Fold.of(written)).isNull();
  }

  @Test
  void eachCharKnowsWhereItCameFrom() {
    Folded folded = Fold.of("x\u200b\uD835\uDC1Ay\\u0041");

    assertThat(folded.chars()).isEqualTo("xayA");
    assertThat(List.of(0, 1, 2, 3, 4)).map(folded::origin).containsExactly(0, 2, 4, 5, 11);
  }

  @Test
  void soDoesTheSecondHalfOfACharThatIsItself() {
    Folded folded = Fold.of("x\u200b\uD83D\uDE42y");

    assertThat(folded.chars()).isEqualTo("x\uD83D\uDE42y");
    assertThat(List.of(0, 1, 2, 3, 4)).map(folded::origin).containsExactly(0, 2, 3, 4, 5);
  }

  @Test
  void whatIsBothFoldedAndSpelledKnowsWhereItCameFrom() {
    Folded folded = Fold.of("４ １ １ １ １ １ １ １!");

    assertThat(folded.chars()).isEqualTo("41111111!");
    assertThat(List.of(0, 1, 8, 9)).map(folded::origin).containsExactly(0, 2, 15, 16);
  }

  @Test
  void halfACharStaysWhatItIs() {
    assertThat(AsRead.of("\u00a0\uD835")).isEqualTo(" \uD835");
    assertThat(AsRead.of("\u00a0\uDC00x")).isEqualTo(" \uDC00x");
  }

  @Test
  void tagsAndSelectorsHideText() {
    String tags = "x" + tags("4111") + "y";
    String selectors = "\uD83D\uDE42" + selectors("4111");

    assertThat(AsRead.of(tags)).isEqualTo("xy");
    assertThat(Reading.of(tags)).extracting(Reading::chars).containsExactly("4111");
    assertThat(Reading.of(tags).get(0).start(0, 4)).isEqualTo(1);
    assertThat(Reading.of(tags).get(0).end(0, 4)).isEqualTo(9);
    assertThat(Reading.of(selectors)).extracting(Reading::chars).containsExactly("4111");
  }

  private static String tags(String ascii) {
    StringBuilder tags = new StringBuilder();
    ascii.chars().forEach(c -> tags.appendCodePoint(0xE0000 + c));
    return tags.toString();
  }

  private static String selectors(String ascii) {
    StringBuilder selectors = new StringBuilder();
    ascii.chars().forEach(c -> selectors.appendCodePoint(0xE0100 + c - 16));
    return selectors.toString();
  }

  @Test
  void overriddenTextIsReadAsItIsShown() {
    String text = "a \u202e1\uD83D\uDE4214\u202c b";
    Reading shown = Reading.of(text).get(0);

    assertThat(shown.chars()).isEqualTo("a \u202e41\uD83D\uDE421\u202c b");
    assertThat(shown.start(3, 5)).isEqualTo(6);
    assertThat(shown.end(3, 5)).isEqualTo(8);
  }
}
