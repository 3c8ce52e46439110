package io.llmgw.api.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.json.Json;
import io.llmgw.api.json.JsonException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"string\"} | \"a\" | 1",
        "{\"type\":\"integer\"} | 1.0 | 1.5",
        "{\"type\":[\"string\",\"null\"]} | null | true",
        "{\"type\":\"array\"} | [] | {}",
        "{\"type\":\"object\"} | {} | []",
        "{\"type\":\"boolean\"} | false | null",
        "{\"enum\":[1,\"a\",{\"x\":[1]}]} | {\"x\":[1.0]} | {\"x\":[2]}",
        "{\"enum\":[100000000000000000000]} | 1e20 | 1e21",
        "{\"const\":{\"a\":1,\"b\":2}} | {\"b\":2,\"a\":1} | {\"a\":1}",
        "{\"minimum\":1} | 1 | 0.9",
        "{\"maximum\":1} | 1 | 1e9999",
        "{\"exclusiveMinimum\":1} | 1.1 | 1",
        "{\"exclusiveMaximum\":1} | 0 | 1",
        "{\"multipleOf\":0.1} | 0.3 | 0.35",
        "{\"multipleOf\":25} | 1e2 | 110",
        "{\"minLength\":2} | \"\u00e4\u00f6\" | \"\ud83d\ude00\"",
        "{\"maxLength\":1} | \"\ud83d\ude00\" | \"ab\"",
        "{\"minItems\":1} | [1] | []",
        "{\"maxItems\":1} | [1] | [1,2]",
        "{\"uniqueItems\":true} | [1,\"1\",[1],[2]] | [[1],[1.0]]",
        "{\"items\":{\"type\":\"string\"}} | [\"a\"] | [\"a\",1]",
        "{\"items\":[{\"type\":\"string\"}]} | [\"a\",1] | [1]",
        "{\"prefixItems\":[true,{\"const\":1}],\"items\":false} | [0,1] | [0,1,2]",
        "{\"properties\":{\"a\":{\"type\":\"string\"}}} | {\"b\":1} | {\"a\":1}",
        "{\"required\":[\"a\"]} | {\"a\":null} | {\"b\":1}",
        "{\"properties\":{\"a\":true},\"additionalProperties\":false} | {\"a\":1} | {\"b\":1}",
        "{\"additionalProperties\":{\"type\":\"integer\"}} | {\"b\":1} | {\"b\":\"x\"}",
        "{\"minProperties\":1} | {\"a\":1} | {}",
        "{\"maxProperties\":1} | {\"a\":1} | {\"a\":1,\"b\":1}",
        "{\"anyOf\":[{\"type\":\"null\"},{\"minimum\":3,\"type\":\"number\"}]} | 3 | 2",
        "{\"oneOf\":[{\"minimum\":1},{\"maximum\":5}]} | 0 | 3",
        "{\"allOf\":[{\"minimum\":1},{\"maximum\":5}]} | 3 | 6",
        "{\"not\":{\"type\":\"null\"}} | 1 | null",
        "{\"$ref\":\"#/$defs/a~1b/0\",\"$defs\":{\"a/b\":[{\"const\":1}]}} | 1 | 2",
        "{\"properties\":{\"next\":{\"$ref\":\"#\"}},\"required\":[\"v\"]} | {\"v\":1,\"next\":{\"v\":1}} | {\"v\":1,\"next\":{}}",
        "{\"title\":\"t\",\"description\":\"d\",\"default\":7,\"type\":\"integer\"} | 1 | \"1\"",
        "{\"properties\":{\"a\":false}} | {} | {\"a\":1}",
      })
  void tellsWhatFitsFromWhatDoesNot(String schema, String good, String bad) {
    JsonSchema compiled = JsonSchema.of(Json.ofText(schema));

    assertThat(compiled.check(Json.ofText(good))).isEmpty();
    assertThat(compiled.check(Json.ofText(bad))).hasSize(1);
    assertThat(compiled.unchecked()).isEmpty();
  }

  @Test
  void saysWhatItDoesNotCheck() {
    JsonSchema schema =
        JsonSchema.of(
            Json.ofText(
                """
                {"properties":{"zip":{"type":"string","pattern":"^(a+)+$"},
                 "day":{"format":"date"}},"patternProperties":{"^x":{"type":"null"}},
                 "additionalProperties":false}"""));

    assertThat(schema.unchecked())
        .containsExactly(
            "/properties/zip/pattern",
            "/properties/day/format",
            "/patternProperties",
            "/additionalProperties");
    assertThat(schema.check(Json.ofText("{\"zip\":\"b\",\"day\":\"b\",\"x\":1}"))).isEmpty();
  }

  @Test
  void refusesNothingOnTheWordOfAKeywordThatIsNotChecked() {
    JsonSchema not =
        JsonSchema.of(
            Json.ofText(
                "{\"not\":{\"$ref\":\"#/$defs/a\"},\"$defs\":{\"a\":{\"pattern\":\"x\"}}}"));
    JsonSchema oneOf =
        JsonSchema.of(Json.ofText("{\"oneOf\":[{\"pattern\":\"x\"},{\"pattern\":\"y\"}]}"));

    assertThat(not.check(Json.ofText("\"z\""))).isEmpty();
    assertThat(not.unchecked()).contains("/not");
    assertThat(oneOf.check(Json.ofText("\"x\""))).isEmpty();
    assertThat(oneOf.unchecked()).contains("/oneOf");
  }

  @Test
  void namesPlacesByTheSchemaAndNeverByTheValue() {
    JsonSchema schema =
        JsonSchema.of(
            Json.ofText(
                """
                {"properties":{"a/b":{"items":{"additionalProperties":{"type":"string"}}}}}"""));

    List<Violation> found =
        schema.check(Json.ofText("{\"a/b\":[{},{\"Ada Lovelace\":5,\"Byron\":\"x\"}]}"));

    assertThat(found)
        .containsExactly(new Violation("/a~1b/1/*", "type", "must be a string, not an integer"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "{\"type\":\"text\"}",
        "{\"type\":[]}",
        "{\"required\":\"a\"}",
        "{\"required\":[1]}",
        "{\"properties\":[]}",
        "{\"properties\":{\"a\":1}}",
        "{\"anyOf\":[]}",
        "{\"minLength\":-1}",
        "{\"multipleOf\":0}",
        "{\"exclusiveMinimum\":true}",
        "{\"enum\":1}",
        "{\"$ref\":\"#/$defs/none\"}",
        "{\"$ref\":\"https://example.com/schema\"}",
      })
  void refusesWhatIsNoSchema(String schema) {
    assertThatThrownBy(() -> JsonSchema.of(Json.ofText(schema)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in the schema: must be");
  }

  @Test
  void refusesASchemaThatIsNoJson() {
    assertThatThrownBy(() -> JsonSchema.of(Json.ofText("{"))).isInstanceOf(JsonException.class);
  }

  @Test
  void endsOnASchemaThatLeadsNowhere() {
    JsonSchema schema = JsonSchema.of(Json.ofText("{\"anyOf\":[{\"$ref\":\"#\"}]}"));

    assertThat(schema.check(Json.ofText("1"))).extracting(Violation::rule).contains("limit");
  }

  @Test
  void endsWhereAlternativesMultiply() {
    JsonSchema schema =
        JsonSchema.of(
            Json.ofText(
                """
                {"anyOf":[{"properties":{"a":{"$ref":"#"}},"required":["x"]},
                          {"properties":{"a":{"$ref":"#"}},"required":["y"]}]}"""));
    String deep = "{\"a\":".repeat(200) + "1" + "}".repeat(200);

    assertThat(schema.check(Json.ofText(deep))).extracting(Violation::rule).contains("limit");
  }

  @Test
  void dividesByNumbersThatWouldTakeLongToWriteOut() {
    JsonSchema schema = JsonSchema.of(Json.ofText("{\"items\":{\"multipleOf\":7e-9999}}"));

    assertThat(schema.check(Json.ofText("[" + "49e9999,".repeat(10_000) + "0]"))).isEmpty();
    assertThat(schema.check(Json.ofText("[1e9999,14e-9999,1e-10000]"))).hasSize(2);
  }

  @Test
  void tellsAtMost32Violations() {
    JsonSchema schema = JsonSchema.of(Json.ofText("{\"items\":{\"type\":\"null\"}}"));

    assertThat(schema.check(Json.ofText("[" + "1,".repeat(1000) + "1]"))).hasSize(32);
  }

  @Test
  void saysWhereATextIsNoJson() {
    assertThat(JsonSchema.of(Json.object()).check(Json.ofText("{\"a\":1,\"a\":2}")))
        .containsExactly(new Violation("", "json", "must be JSON: duplicate key at 7"));
  }
}
