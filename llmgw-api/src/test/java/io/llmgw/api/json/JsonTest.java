package io.llmgw.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void givesItsTextBackToTheByte() {
    String text = " { \"a\" : 1.50, \"b\":\"\\u0040\" }\n";
    Json json = Json.ofText(text);

    json.value();

    assertThat(json.text()).isSameAs(text);
  }

  @Test
  void writesValuesCompactlyInTheirOrder() {
    Json json = Json.ofText("{\"z\": [1, true, null], \"a\": {}}");

    assertThat(Json.ofValue(json.value()).text()).isEqualTo("{\"z\":[1,true,null],\"a\":{}}");
  }

  @Test
  void decodesEachKindOfValue() {
    Json json = Json.ofText("[\"x\", 7, 0.5, true, false, null, {}, []]");

    assertThat(json.value())
        .isEqualTo(Arrays.asList("x", 7L, 0.5, true, false, null, Map.of(), List.of()));
  }

  @Test
  void decodesEscapes() {
    Json json = Json.ofText("\"\\u0040\\n\\t\\r\\b\\f\\/\\\\\\\"\\uD83D\\uDE00\"");

    assertThat(json.value()).isEqualTo("@\n\t\r\b\f/\\\"\uD83D\uDE00");
  }

  @Test
  void keepsALoneSurrogateAsAnEscape() {
    Json json = Json.ofValue(Json.ofText("\"a\\ud800b\"").value());

    assertThat(json.text()).isEqualTo("\"a\\ud800b\"");
  }

  @Test
  void escapesWhatCannotStandInAString() {
    assertThat(Json.ofValue("\"\\\u0001\u001f\n\r\t\u2028").text())
        .isEqualTo("\"\\\"\\\\\\u0001\\u001f\\n\\r\\t\u2028\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "[1",
        "[1,]",
        "[,1]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":1,\"a\":2}",
        "'a'",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\u\u0661\u0661\u0661\u0661\"",
        "\"a\nb\"",
        "01",
        "+1",
        "-",
        ".5",
        "1.",
        "1e",
        "1e+",
        "0x1",
        "NaN",
        "Infinity",
        "tru",
        "nulll",
        "1 2",
        "[] // no",
        "\uFEFF{}",
        "1e999999999",
        "1e-10001",
        "0e99999999999",
        "\u0000"
      })
  void keepsAnInvalidTextUntilItsValueIsAskedFor(String text) {
    Json json = Json.ofText(text);

    assertThat(json.isValid()).isFalse();
    assertThat(json.text()).isEqualTo(text);
    assertThat(json.isObject()).isFalse();
    assertThatExceptionOfType(JsonException.class).isThrownBy(json::value);
  }

  @Test
  void namesThePlaceOfAMistakeAndNeverTheText() {
    Json json = Json.ofText("{\"secret\": \"hidden\", \"secret\": 1}");

    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(json::value)
        .withMessage("invalid JSON at position 21: duplicate key")
        .satisfies(e -> assertThat(e.position()).isEqualTo(21));
  }

  @Test
  void throwsAFreshExceptionEachTime() {
    Json json = Json.ofText("{");

    Throwable first = org.assertj.core.api.Assertions.catchThrowable(json::value);
    Throwable second = org.assertj.core.api.Assertions.catchThrowable(json::value);

    assertThat(first).isNotSameAs(second);
  }

  @Test
  void readsTwoHundredFiftySixLevelsAndNoMore() {
    assertThat(Json.ofText("[".repeat(256) + "]".repeat(256)).isValid()).isTrue();
    assertThat(Json.ofText("[".repeat(257) + "]".repeat(257)).isValid()).isFalse();
    assertThat(Json.ofText("[".repeat(1_000_000)).isValid()).isFalse();
    assertThat(Json.ofText("{\"a\":".repeat(1_000_000)).isValid()).isFalse();
  }

  @Test
  void keepsEveryNumberExactly() {
    assertThat(Json.ofText("9223372036854775807").value()).isEqualTo(Long.MAX_VALUE);
    assertThat(Json.ofText("-9223372036854775808").value()).isEqualTo(Long.MIN_VALUE);
    assertThat(Json.ofText("9223372036854775808").value())
        .isEqualTo(new BigInteger("9223372036854775808"));
    assertThat(Json.ofText("3.14159265358979323846").value())
        .isEqualTo(new BigDecimal("3.14159265358979323846"));
    assertThat(Json.ofText("0.1").value()).isEqualTo(0.1);
    assertThat(Json.ofText("1e400").value()).isEqualTo(new BigDecimal("1e400"));
    assertThat(Json.ofText("-1e-400").value()).isEqualTo(new BigDecimal("-1e-400"));
    assertThat(Json.ofText("-0").value()).isEqualTo(-0.0);
    assertThat(Json.ofText("-0.0e5").value()).isEqualTo(-0.0);
    assertThat(Json.ofText("1.0").value()).isEqualTo(1.0);
  }

  /** Written back they have no exponent, and would be read as something else the next time. */
  @ParameterizedTest
  @ValueSource(strings = {"-8504641105503416.6e1", "-85046411055034166e0", "-85046411055034166.0"})
  void aWholeNumberThatIsNoDoubleIsThatHoweverItIsWritten(String text) {
    Object value = Json.ofText(text).value();

    assertThat(value).isEqualTo(-85046411055034166L);
    assertThat(Json.ofText(Json.ofValue(value).text()).value()).isEqualTo(value);
  }

  @Test
  void readsNumbersOfAThousandCharactersAndNoMore() {
    assertThat(Json.ofText("9".repeat(1000)).isValid()).isTrue();
    assertThat(Json.ofText("-" + "9".repeat(1000)).isValid()).isFalse();
    assertThat(Json.ofText("9".repeat(1001)).isValid()).isFalse();
    assertThat(Json.ofText("1." + "3".repeat(999)).isValid()).isFalse();
  }

  @Test
  void rewritingOneLeafKeepsTheOtherNumbersExact() {
    Json json =
        Json.ofText(
            "{\"a\":\"x\",\"b\":[0.10,12345678901234567890,3.14159265358979323846,1e400,-0,1E5]}");

    Json mapped = json.mapStrings((pointer, leaf) -> "y");

    assertThat(mapped.text())
        .isEqualTo(
            "{\"a\":\"y\",\"b\":[0.1,12345678901234567890,3.14159265358979323846,1E+400,-0.0,"
                + "100000.0]}");
  }

  @Test
  void sharesWhatRewritingDidNotTouch() {
    Json json = Json.ofText("{\"a\":\"x\",\"b\":{\"c\":[1,\"z\"]}}");

    Json mapped = json.mapStrings((pointer, leaf) -> leaf.equals("x") ? "y" : leaf);

    assertThat(mapped.asObject().get("b")).isSameAs(json.asObject().get("b"));
  }

  @Test
  void isTheSameInstanceWhenNoStringChanges() {
    Json json = Json.ofText("{\"a\":\"x\",\"b\":[\"y\"]}");

    assertThat(json.mapStrings((pointer, leaf) -> new String(leaf.toCharArray()))).isSameAs(json);
  }

  @Test
  void visitsDecodedLeavesByTheirPointer() {
    List<String> seen = new ArrayList<>();

    Json.ofText("{\"a/b\":{\"m~n\":\"\\u0040\"},\"l\":[1,[\"in\"],\"last\"],\"\":\"empty\"}")
        .mapStrings(
            (pointer, leaf) -> {
              seen.add(pointer + "=" + leaf);
              return leaf;
            });

    assertThat(seen).containsExactly("/a~1b/m~0n=@", "/l/1/0=in", "/l/2=last", "/=empty");
  }

  @Test
  void visitsATopLevelString() {
    assertThat(Json.ofText("\"x\"").mapStrings((pointer, leaf) -> pointer + leaf + "!").text())
        .isEqualTo("\"x!\"");
  }

  @Test
  void visitsAnInvalidTextWhole() {
    Json json = Json.ofText("{\"a\": oops");

    Json mapped = json.mapStrings((pointer, leaf) -> pointer + leaf.replace("oops", "fine"));

    assertThat(mapped.text()).isEqualTo("{\"a\": fine");
    assertThat(json.mapStrings((pointer, leaf) -> leaf)).isSameAs(json);
  }

  @Test
  @SuppressWarnings("NullAway") // breaks the contract on purpose
  void refusesAVisitorThatReturnsNull() {
    Json json = Json.ofText("{\"a\":[\"x\"]}");

    assertThatNullPointerException()
        .isThrownBy(() -> json.mapStrings((pointer, leaf) -> null))
        .withMessageContaining("/a/0");
  }

  @Test
  void copiesWhatItIsGiven() {
    List<Object> list = new ArrayList<>(List.of("a"));

    Json json = Json.ofValue(list);
    list.add("b");

    assertThat(json.text()).isEqualTo("[\"a\"]");
  }

  @Test
  void bringsJavaNumbersToTheTypesOfTheReader() {
    Json json =
        Json.ofValue(
            List.of(
                1,
                (short) 2,
                (byte) 3,
                0.1f,
                BigInteger.TEN,
                new BigDecimal("1.50"),
                new BigDecimal("7")));

    assertThat(json.value()).isEqualTo(List.of(1L, 2L, 3L, 0.1, 10L, 1.5, 7L));
    assertThat(Json.ofText(json.text())).isEqualTo(json);
  }

  @Test
  void takesJsonWithinAValue() {
    assertThat(Json.ofValue(Map.of("a", Json.ofText("[1]"))).text()).isEqualTo("{\"a\":[1]}");
  }

  @Test
  void namesThePlaceOfAValueThatIsNotJson() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.ofValue(Map.of("a", List.of(1, new StringBuilder("secret")))))
        .withMessage("at \"/a/1\": cannot be written as JSON: java.lang.StringBuilder");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.ofValue(Map.of("a", Double.NaN)))
        .withMessage("at \"/a\": NaN has no form in JSON");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.ofValue(Map.of("a", Map.of(1, 2))))
        .withMessage("at \"/a\": a key must be a string, not java.lang.Integer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.ofValue(List.of(Json.ofText("{"))))
        .withMessage("at \"/0\": an invalid JSON text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.ofValue(new BigDecimal("1e999999999")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.ofValue(BigInteger.ONE.shiftLeft(4000)));
  }

  @Test
  void refusesAStructureThatContainsItself() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);

    assertThatIllegalArgumentException().isThrownBy(() -> Json.ofValue(endless));
  }

  @Test
  void isEqualByValueAndNotByText() {
    assertThat(Json.ofText("{\"a\": 1, \"b\": 2}"))
        .isEqualTo(Json.ofText("{\"b\":2,\"a\":1}"))
        .hasSameHashCodeAs(Json.ofText("{\"b\":2,\"a\":1}"));
    assertThat(Json.ofText("1")).isNotEqualTo(Json.ofText("1.0"));
    assertThat(Json.ofText("{")).isEqualTo(Json.ofText("{")).isNotEqualTo(Json.ofText("["));
    assertThat(Json.ofText("null")).isEqualTo(Json.ofValue(null)).isNotEqualTo(Json.ofText("nul"));
  }

  @Test
  void isAnObjectOnlyWhenItIsOne() {
    assertThat(Json.object().asObject()).isEmpty();
    assertThat(Json.object().isObject()).isTrue();
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.ofText("[]").asObject());
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> Json.ofValue(null).asObject());
  }

  @Test
  void namesAndWholeNumbersAreMappedWhereItIsAskedFor() {
    Json json = Json.ofText("{\"a\":{\"b\":[1,2.5,\"c\"]},\"d\":12}");
    List<String> seen = new ArrayList<>();

    Json mapped =
        json.mapAll(
            (pointer, leaf) -> {
              seen.add(pointer + "=" + leaf);
              return leaf.equals("12") ? "x" : leaf;
            },
            (pointer, name) -> {
              seen.add(pointer + ":" + name);
              return name.equals("b") ? "z" : name;
            });

    assertThat(seen).containsExactly("/a:a", "/a/b:b", "/a/b/0=1", "/a/b/2=c", "/d:d", "/d=12");
    assertThat(mapped.text()).isEqualTo("{\"a\":{\"z\":[1,2.5,\"c\"]},\"d\":\"x\"}");
    assertThat(json.mapAll((pointer, leaf) -> leaf, (pointer, name) -> name)).isSameAs(json);
  }

  @Test
  void twoMembersOfOneNameAreRefused() {
    Json json = Json.ofText("{\"a\":{\"b\":1,\"c\":2}}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> json.mapAll((pointer, leaf) -> leaf, (pointer, name) -> "x"))
        .withMessage("two members of one object would have the same name");
    assertThat(json.mapAll((pointer, leaf) -> leaf, (pointer, name) -> name + "!").text())
        .isEqualTo("{\"a!\":{\"b!\":1,\"c!\":2}}");
  }
}
