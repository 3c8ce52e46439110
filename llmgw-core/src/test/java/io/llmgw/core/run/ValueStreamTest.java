package io.llmgw.core.run;

import static io.llmgw.core.run.Weather.OSLO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.answer.ValueStream;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.InvalidAnswerException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.schema.TypeOf;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values while they are written: each partial one is a beginning of the final one. */
class ValueStreamTest {
  private static final String JSON =
      "{ \"title\" : \"a \\\"b\\\" \\u00e9\\uD83D\\uDE00 \uD83D\uDE00 {[,:]} end\" ,"
          + "\"scores\":[1, 2.5e3 ,-7, 10],\"done\":true,\"none\":null,\n"
          + "\"parts\":[{\"text\":\"x\",\"more\":[]},{\"text\":\"\",\"more\":[\"y\",\"\\\\\"]}]}";

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private ScriptedProvider fake = ScriptedProvider.named("fake");
  private LlmClient llm = LlmClient.builder().provider(fake).defaultModel(fake.model()).build();

  record Part(String text, List<String> more) {}

  record Paper(
      String title,
      List<Double> scores,
      boolean done,
      java.util.Optional<String> none,
      List<Part> parts) {}

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  void everyPartialValueIsABeginningOfTheFinalOneHoweverTheTextIsCut() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      fake.answers(
          script -> {
            for (int at = 0; at < JSON.length(); ) {
              int end = Math.min(JSON.length(), at + 1 + random.nextInt(4));
              script.text(JSON.substring(at, end));
              at = end;
            }
          });
      List<Json> partial = new ArrayList<>();
      try (ValueStream<Paper> stream = llm.prompt("q").streamAs(Paper.class)) {
        stream.forEach(partial::add);
        Paper paper = stream.value();
        assertThat(paper.parts()).hasSize(2);
      }

      Object last = Json.ofText(JSON).value();
      assertThat(partial).as("seed %d", seed).hasSizeGreaterThan(10);
      assertThat(partial.get(partial.size() - 1).value()).isEqualTo(last);
      for (int i = 0; i < partial.size(); i++) {
        Object next = i + 1 < partial.size() ? partial.get(i + 1).value() : last;
        assertBeginning(partial.get(i).value(), next);
      }
    }
  }

  private static void assertBeginning(Object begun, Object whole) {
    if (begun instanceof String text) {
      assertThat((String) whole).startsWith(text);
    } else if (begun instanceof List<?> elements) {
      List<?> all = (List<?>) whole;
      assertThat(elements.size()).isLessThanOrEqualTo(all.size());
      for (int i = 0; i < elements.size(); i++) {
        assertBeginning(elements.get(i), all.get(i));
      }
    } else if (begun instanceof Map<?, ?> members) {
      Map<?, ?> all = (Map<?, ?>) whole;
      members.forEach(
          (name, value) -> {
            assertThat(all.containsKey(name)).isTrue();
            assertBeginning(value, all.get(name));
          });
    } else {
      assertThat(begun).isEqualTo(whole);
    }
  }

  @Test
  void aStringIsShownAsFarAsItGoes() {
    fake.answers(script -> script.text("{\"value\":\"").text("Once ").text("upon\"}"));

    try (ValueStream<String> stream = llm.prompt("q").streamAs(String.class)) {
      assertThat(stream).extracting(Json::value).containsExactly("", "Once ", "Once upon");
      assertThat(stream.value()).isEqualTo("Once upon");
    }
  }

  @Test
  void aCharacterIsShownOnceBothHalvesOfItAreThere() {
    fake.answers(script -> script.text("{\"value\":\"a\\uD83d").text("\\ude00").text("b\"}"));

    try (ValueStream<String> stream = llm.prompt("q").streamAs(String.class)) {
      assertThat(stream)
          .extracting(Json::value)
          .containsExactly("a", "a\uD83D\uDE00", "a\uD83D\uDE00b");
    }
  }

  @Test
  void anEscapeIsShownOnceItIsWhole() {
    fake.answers(script -> script.text("{\"value\":\"On\\").text("nce\\u00").text("e9\"}"));

    try (ValueStream<String> stream = llm.prompt("q").streamAs(String.class)) {
      assertThat(stream).extracting(Json::value).containsExactly("On", "On\nce", "On\nce\u00e9");
    }
  }

  @Test
  void aNumberIsShownOnceItIsWhole() {
    fake.answers(script -> script.text("{\"value\":[1").text("2").text(",3").text("]}"));

    try (ValueStream<List<Integer>> stream =
        llm.prompt("q").streamAs(new TypeOf<List<Integer>>() {})) {
      assertThat(stream)
          .extracting(Json::value)
          .containsExactly(List.of(), List.of(12L), List.of(12L, 3L));
    }
  }

  @Test
  void theArgumentsOfTheToolThatStandsForTheAnswerAreShown() {
    llm.close();
    fake = ScriptedProvider.named("fake").with(Capabilities.of(Capability.CHAT, Capability.TOOLS));
    leaks.of(fake);
    llm = LlmClient.builder().provider(fake).defaultModel(fake.model()).build();
    fake.answers(script -> script.text("Let me see: {").toolCall("c1", "weather", OSLO));
    fake.answers(
        script -> script.toolCall("c2", ExpectedAnswer.TOOL_NAME, "{\"value\":\"Once\"}", 8));

    try (ValueStream<String> stream =
        llm.prompt("q").tools(Weather.report()).streamAs(String.class)) {
      List<Object> values = new ArrayList<>();
      stream.forEach(json -> values.add(json.value()));
      assertThat(values).hasSizeGreaterThan(2).endsWith("Once");
      assertThat(stream.value()).isEqualTo("Once");
      assertThat(stream.response().rounds()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"```json\n", "\n\n  ", "``` \n"})
  void whatModelsWriteAroundAValueIsNoPartOfIt(String before) {
    String after = before.startsWith("`") ? "\n```" : "\n";
    fake.answers(script -> script.text(before + "{\"value\":[true,fal").text("se]}" + after));

    try (ValueStream<List<Boolean>> stream =
        llm.prompt("q").streamAs(new TypeOf<List<Boolean>>() {})) {
      assertThat(stream)
          .extracting(Json::value)
          .containsExactly(List.of(true), List.of(true, false));
      assertThat(stream.value()).containsExactly(true, false);
    }
  }

  @Test
  void anAnswerThatDoesNotFitIsNotRepairedUnderTheReadersEyes() {
    fake.answers("{\"value\":\"many\"}");

    try (ValueStream<Integer> stream = llm.prompt("q").streamAs(int.class)) {
      assertThatThrownBy(stream::value)
          .isInstanceOfSatisfying(
              InvalidAnswerException.class, error -> assertThat(error.answer()).contains("many"));
    }
    assertThat(fake.received()).isEqualTo(1);
  }

  @Test
  void anAnswerThatIsNoJsonShowsNothing() {
    fake.answers(script -> script.text("Sorry, {\"value\":1}").text(" is all I know."));

    try (ValueStream<Integer> stream = llm.prompt("q").streamAs(int.class)) {
      assertThatThrownBy(() -> stream.forEach(json -> assertThat(json).isNull()))
          .isInstanceOf(InvalidAnswerException.class);
    }
  }

  @Test
  void anAnswerThatBreaksOffIsAnError() {
    fake.answers(script -> script.text("{\"value\":\"On").fail(ErrorKind.STREAM_BROKEN));

    try (ValueStream<String> stream = llm.prompt("q").streamAs(String.class)) {
      assertThat(stream.iterator().next().value()).isEqualTo("On");
      assertThatThrownBy(stream::value).isInstanceOf(StreamInterruptedException.class);
    }
  }

  @Test
  void leavingEarlyEndsTheExchange() {
    fake.answers(script -> script.text("{\"value\":\"On").hang());

    try (ValueStream<String> stream = llm.prompt("q").streamAs(String.class)) {
      assertThat(stream.iterator().next().value()).isEqualTo("On");
    }

    fake.awaitNoOpenStreams();
  }

  @Test
  void allPartialValuesTogetherAreOfTheOrderOfTheText() {
    int elements = 4_000;
    fake.answers(
        script -> {
          script.text("{\"value\":[");
          for (int i = 0; i < elements; i++) {
            script.text((i == 0 ? "" : ",") + (1_000_000 + i));
          }
          script.text("]}");
        });
    long chars = 0;
    int values = 0;

    try (ValueStream<List<Integer>> stream =
        llm.prompt("q").streamAs(new TypeOf<List<Integer>>() {})) {
      for (Json json : stream) {
        chars += json.text().length();
        values++;
      }
      assertThat(stream.value()).hasSize(elements);
    }

    assertThat(chars).isLessThan(33L * 8 * elements);
    assertThat(values).isBetween(100, 400);
  }

  @Test
  void aToolWithoutAFunctionIsRefusedUnsent() {
    ToolSpec unanswered = ToolSpec.of("weather", "tells it", Json.ofText("{\"type\":\"object\"}"));

    assertThatThrownBy(() -> llm.prompt("q").tools(unanswered).streamAs(Paper.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("weather");
    assertThat(fake.received()).isZero();
  }
}
