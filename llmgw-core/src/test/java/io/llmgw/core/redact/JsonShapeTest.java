package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Until which char a text is JSON. */
class JsonShapeTest {
  private static JsonShape after(String text) {
    JsonShape shape = new JsonShape(true);
    text.chars().forEach(c -> shape.see((char) c));
    return shape;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        " \n\t[",
        "\"",
        "\"a\"",
        "{\"a\":[1,{\"b\":2}",
        "{}",
        "[[]] \n",
        "{\"a\":\"}}}\"",
        "[0123456789+-.eE, true, false, null:\t\r\n",
        "```{",
        "```\n{",
        "```json\n[",
        "```json2 [",
        "```{}\n"
      })
  void itIsJson(String text) {
    assertThat(after(text).isJson()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "I {",
        "{}x",
        "{}{",
        "{} [",
        "[]]",
        "\"a\"x",
        "[x",
        "[ \"a\" and",
        "`{",
        "``[",
        "`\"",
        "` {",
        "`` {",
        "` ``{",
        "```",
        "```json",
        "```json\n",
        "```json-[",
        "```json`[",
        "````{",
        "{}```"
      })
  void itIsNone(String text) {
    assertThat(after(text).isJson()).isFalse();
  }

  @Test
  void whereNoneIsWantedThereIsNone() {
    JsonShape shape = new JsonShape(false);

    assertThat(shape.see('{')).isFalse();
    assertThat(shape.isJson()).isFalse();
    JsonShape next = shape.following(false);
    next.see('[');
    assertThat(next.isJson()).isFalse();
  }

  @Test
  void onlyAQuoteThatOpensAStringWithinAnArrayOrObjectIsTold() {
    assertThat(after("[").see('"')).isTrue();
    assertThat(after("{\"a\":").see('"')).isTrue();
    assertThat(after("[").see('1')).isFalse();
    assertThat(after("[\"a").see('b')).isFalse();
    assertThat(after("[\"a").see('"')).isFalse();
    assertThat(after("").see('"')).isFalse();
    assertThat(after("[]").see('"')).isFalse();
    assertThat(after("x").see('"')).isFalse();
    assertThat(after("```json").see('"')).isFalse();
  }

  @Test
  void aStringEndsAtItsQuote() {
    JsonShape shape = after("[\"a");

    shape.see(']');
    shape.see('x');
    assertThat(shape.isJson()).isTrue();
    shape.see('"');
    shape.see(']');
    shape.see('x');
    assertThat(shape.isJson()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[1, [", "[\"a", "\"a", "```json\n{"})
  void whatHasNotEndedGoesOnInTheNextBlock(String text) {
    assertThat(after(text).following(false).isJson()).isTrue();
    assertThat(after(text).following(true).isJson()).isTrue();
  }

  @Test
  void itGoesOnAsDeepAsItWas() {
    JsonShape next = after("[[").following(false);

    next.see(']');
    next.see('1');
    assertThat(next.isJson()).isTrue();
    next.see(']');
    assertThat(next.isJson()).isTrue();
    next.see('1');
    assertThat(next.isJson()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "\"a\"", "x", "```json"})
  void elseTheNextBlockMayBeginSomeUnlessItIsInAUrl(String text) {
    JsonShape next = after(text).following(false);
    assertThat(next.isJson()).isFalse();
    next.see('{');
    assertThat(next.isJson()).isTrue();

    JsonShape inUrl = after(text).following(true);
    inUrl.see('{');
    assertThat(inUrl.isJson()).isFalse();
  }

  @Test
  void aValueBeginsNoJsonAndFollowsNone() {
    for (String text : new String[] {"", " ", "{}", "[] ", "\"a\"", "```json"}) {
      JsonShape shape = after(text);
      shape.beforeValue();
      shape.see('{');
      assertThat(shape.isJson()).as(text).isFalse();
    }
    for (String text : new String[] {"{", "[1,", "[\"a", "\"a"}) {
      JsonShape shape = after(text);
      shape.beforeValue();
      assertThat(shape.isJson()).as(text).isTrue();
    }
  }
}
