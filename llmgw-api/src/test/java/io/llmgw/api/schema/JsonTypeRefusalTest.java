package io.llmgw.api.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.json.Json;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTypeRefusalTest {
  record Dated(List<Map<String, Date>> dates) {}

  record Bytes(byte[] bytes) {}

  record Anything(Object what) {}

  record Keyed(Map<Integer, String> byNumber) {}

  @SuppressWarnings("rawtypes")
  record Raw(List list) {}

  record Concrete(ArrayList<String> list) {}

  record Endless<T>(@Nullable Endless<List<T>> next) {}

  record EndlessRoot(Endless<String> start) {}

  record Twice(String a, @Name("a") String b) {}

  record BadDefault(@Default("many") int count) {}

  record DoubleDefault(@Default("a") Optional<String> text) {}

  record Blank(@Description(" ") String text) {}

  record Tagged(String type) implements Variant {}

  sealed interface Variant permits Tagged {}

  sealed interface Mixed permits Plain {}

  static final class Plain implements Mixed {}

  record Small(int count, float share, char letter) {}

  record Positive(int count) {
    Positive {
      if (count < 1) {
        throw new IllegalArgumentException("not positive: " + count);
      }
    }
  }

  record Chain(@Nullable Chain next) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Dated | at Dated.dates[]{}: java.util.Date has no schema: use Instant or LocalDate",
        "Bytes | at Bytes.bytes: byte[] has no schema: use a String in Base64",
        "Anything | at Anything.what: java.lang.Object has no schema: use the type that it really is,",
        "Keyed | at Keyed.byNumber: a Map needs String keys",
        "Raw | at Raw.list: a List without type arguments",
        "Concrete | at Concrete.list: java.util.ArrayList has no schema: use List",
        "EndlessRoot | more than 64 types within each other",
        "Twice | Twice has two members named a: rename one with @Name",
        "BadDefault | at BadDefault.count: a @Default that is none of its values",
        "DoubleDefault | at DoubleDefault.text: a @Default on what may be null or empty",
        "Blank | a blank name or description",
        "Variant | Tagged has two members named type",
        "Mixed | Plain: a sealed interface may have records without type parameters only",
      })
  void refusesWhatHasNoSchemaAtOnce(String name, String message) throws Exception {
    Class<?> type = Class.forName(JsonTypeRefusalTest.class.getName() + "$" + name);

    assertThatThrownBy(() -> JsonType.of(type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesAnAnswerThatMayBeMissingAsAWhole() {
    assertThatThrownBy(() -> JsonType.of(new TypeOf<Optional<String>>() {}))
        .hasMessageContaining("use a record around it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"count\":2147483648,\"share\":1,\"letter\":\"a\"} | /count",
        "{\"count\":1e9999,\"share\":1,\"letter\":\"a\"} | /count",
        "{\"count\":1,\"share\":1e39,\"letter\":\"a\"} | /share",
        "{\"count\":1,\"share\":1,\"letter\":\"ab\"} | /letter",
        "{\"count\":\"1\",\"share\":1,\"letter\":\"a\"} | /count",
        "{\"count\":null,\"share\":1,\"letter\":\"a\"} | /count",
      })
  void refusesValuesThatDoNotFitTheJavaType(String json, String pointer) {
    assertThat(JsonType.of(Small.class).check(Json.ofText(json)))
        .extracting(Violation::pointer)
        .containsExactly(pointer);
  }

  @Test
  void saysThatARecordRefusesItsMembersWithoutItsWords() {
    JsonType<Positive> type = JsonType.of(Positive.class);

    assertThat(type.check(Json.ofText("{\"count\":-41}")))
        .containsExactly(
            new Violation("", "java", "Positive refuses its members: IllegalArgumentException"));
    assertThatThrownBy(() -> type.bind(Json.ofText("{\"count\":-41}")))
        .isInstanceOf(JsonMismatchException.class)
        .hasNoCause()
        .hasMessage(
            "the JSON is no Positive: the value: Positive refuses its members:"
                + " IllegalArgumentException");
  }

  @Test
  void readsAsDeepAsJsonGoesAndRefusesWhatGoesDeeper() {
    JsonType<Chain> chain = JsonType.of(Chain.class);
    String tooDeep = "{\"next\":".repeat(100_000) + "null" + "}".repeat(100_000);

    assertThat(chain.check(Json.ofText("{\"next\":".repeat(256) + "null" + "}".repeat(256))))
        .isEmpty();
    assertThat(chain.check(Json.ofText(tooDeep)))
        .containsExactly(new Violation("", "json", "must be JSON: more than 256 levels at 2048"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1-1-1-1-1", "", "g0000000-0000-0000-0000-000000000000"})
  void aUuidHasItsFullForm(String text) {
    assertThat(JsonType.of(java.util.UUID.class).check(Json.ofValue(text)))
        .extracting(Violation::rule)
        .containsExactly("format");
  }

  @Test
  void refusesToWriteNullWhereItMustNotBe() {
    JsonType<Dict> type = JsonType.of(Dict.class);
    Map<String, String> words = new java.util.HashMap<>();
    words.put("Ada", null);

    assertThatThrownBy(() -> type.write(new Dict(words)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at \"/words/*\": null, where it must not be");
  }

  record Dict(Map<String, String> words) {}
}
