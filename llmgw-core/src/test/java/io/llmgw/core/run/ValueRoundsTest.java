package io.llmgw.core.run;

import static io.llmgw.core.run.Weather.OSLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.Prompt;
import io.llmgw.api.answer.AnswerForm;
import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.answer.ValueStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.json.Json;
import io.llmgw.api.schema.JsonType;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.Script;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a stream is shown as the value: the text or the tool, and of which round. */
class ValueRoundsTest {
  private static final String JSON = "{\"word\":\"coat\"}";
  private static final JsonType<Advice> ADVICE = JsonType.of(Advice.class);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final LlmClient llm =
      LlmClient.builder().provider(fake).defaultModel(fake.model()).build();

  record Advice(String word) {}

  /** A partial value, and the round that it is of. */
  record Shown(int round, Object word) {}

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"word\":\"umbrella\"}", "{\"word\":\"umbr", "[1]", "I think: "})
  void textBeforeTheToolIsNoValue(String before) {
    fake.answers(script -> script.text(before).toolCall("c1", ExpectedAnswer.TOOL_NAME, JSON, 8));

    assertThat(shown(prompt(), AnswerForm.TOOL)).isNotEmpty().allSatisfy(this::isOfTheCoat);
  }

  @Test
  void textAfterTheToolIsNoValue() {
    fake.answers(
        script ->
            script
                .toolCall("c1", ExpectedAnswer.TOOL_NAME, JSON, 8)
                .text("{\"word\":\"umbrella\"}"));

    assertThat(shown(prompt(), AnswerForm.TOOL)).isNotEmpty().allSatisfy(this::isOfTheCoat);
  }

  @Test
  void aValueThatIsGivenAsTextInsteadOfTheToolIsShownWhole() {
    fake.answers(script -> script.text("{\"word\":\"co").text("at\"}"));

    assertThat(shown(prompt(), AnswerForm.TOOL)).containsExactly(new Shown(1, "coat"));
  }

  @Test
  void aToolOfThatNameIsNoValueWhereTheTextIsOne() {
    fake.answers(script -> script.toolCall("c1", ExpectedAnswer.TOOL_NAME, "{\"word\":\"hat\"}"));
    fake.answers(JSON);

    assertThat(shown(prompt().tools(Weather.report()), AnswerForm.SCHEMA))
        .isNotEmpty()
        .allSatisfy(this::isOfTheCoat);
  }

  @Test
  void aValueAfterAnotherToolOfTheRoundComesTooEarlyToBeShown() {
    fake.answers(
        script ->
            script
                .toolCall("c1", "weather", OSLO)
                .toolCall("c2", ExpectedAnswer.TOOL_NAME, "{\"word\":\"hat\"}"));
    fake.answers(script -> script.toolCall("c3", ExpectedAnswer.TOOL_NAME, JSON, 8));

    assertThat(shown(prompt().tools(Weather.report()), AnswerForm.TOOL))
        .isNotEmpty()
        .allSatisfy(this::isOfTheCoat)
        .allSatisfy(value -> assertThat(value.round()).isEqualTo(2));
  }

  @ParameterizedTest
  @EnumSource(
      value = AnswerForm.class,
      names = {"SCHEMA", "JSON_OBJECT", "INSTRUCTIONS"})
  void theTextOfAToolRoundThatLooksLikeAValueEndsWithItsRound(AnswerForm form) {
    fake.answers(
        script -> script.text("{\"word\":\"umb").toolCall("c1", "weather", OSLO).text("rella\"}"));
    fake.answers(script -> script.text("{\"word\":\"co").text("at\"}"));

    assertThat(shown(prompt().tools(Weather.report()), form))
        .containsExactly(new Shown(1, "umb"), new Shown(2, "co"), new Shown(2, "coat"));
  }

  @Test
  void theTextOfAToolRoundThatIsNoValueHidesNoLaterOne() {
    fake.answers(script -> script.text("Let me see.").toolCall("c1", "weather", OSLO));
    fake.answers(script -> script.text("{\"word\":\"co").text("at\"}"));

    assertThat(shown(prompt().tools(Weather.report()), AnswerForm.SCHEMA))
        .containsExactly(new Shown(2, "co"), new Shown(2, "coat"));
  }

  @Test
  void aRepairedTextBeginsAnew() {
    repairs(
        AnswerForm.SCHEMA,
        script -> script.text("{\"word\":7").text("}"),
        script -> script.text("{\"word\":\"co").text("at\"}"));
  }

  @Test
  void aRepairedToolBeginsAnew() {
    repairs(
        AnswerForm.TOOL,
        script -> script.toolCall("c1", ExpectedAnswer.TOOL_NAME, "{\"word\":7}"),
        script -> script.toolCall("c2", ExpectedAnswer.TOOL_NAME, JSON, 8));
  }

  private void repairs(AnswerForm form, Consumer<Script> wrong, Consumer<Script> right) {
    fake.answers(wrong).answers(right);
    ChatStream repaired = prompt().with(ExpectedAnswer.of(ADVICE).form(form).repairs(1)).stream();
    List<Shown> shown = new ArrayList<>();

    try (ValueStream<Advice> stream = ValueStream.of(repaired, ADVICE)) {
      collect(stream, shown);
      assertThat(stream.value()).isEqualTo(new Advice("coat"));
    }

    assertThat(shown).startsWith(new Shown(1, 7L)).endsWith(new Shown(2, "coat"));
    assertThat(shown.subList(1, shown.size()))
        .hasSizeGreaterThan(1)
        .allSatisfy(this::isOfTheCoat)
        .allSatisfy(value -> assertThat(value.round()).isEqualTo(2));
  }

  @Test
  void aStreamKnowsItsRoundAndTheFormOfItsValue() {
    fake.answers(script -> script.text("a").toolCall("c1", "weather", OSLO));
    fake.answers(script -> script.text("{\"word\":\"co").text("at\"}"));
    List<Integer> rounds = new ArrayList<>();

    try (ChatStream stream =
        prompt().tools(Weather.report()).with(ExpectedAnswer.of(ADVICE)).stream()) {
      for (LlmEvent event : stream) {
        if (event instanceof TextDelta) {
          rounds.add(stream.round());
        }
      }
      assertThat(stream.answerForm()).isEqualTo(AnswerForm.SCHEMA);
      assertThat(stream.round()).isEqualTo(2);
    }
    assertThat(rounds).containsExactly(1, 2, 2);
  }

  @Test
  void aPlainStreamHasOneRoundAndNoForm() {
    fake.answers("a");

    try (ChatStream stream = prompt().stream()) {
      assertThat(stream.response().text()).isEqualTo("a");
      assertThat(stream.round()).isOne();
      assertThat(stream.answerForm()).isNull();
    }
  }

  private List<Shown> shown(Prompt prompt, AnswerForm form) {
    List<Shown> shown = new ArrayList<>();
    Prompt asked = prompt.with(ExpectedAnswer.of(ADVICE).form(form));
    try (ValueStream<Advice> stream = asked.streamAs(Advice.class)) {
      collect(stream, shown);
      assertThat(stream.value()).isEqualTo(new Advice("coat"));
    }
    return shown;
  }

  private static void collect(ValueStream<Advice> stream, List<Shown> shown) {
    for (Json soFar : stream) {
      Map<String, Object> members = soFar.asObject();
      if (!members.isEmpty()) {
        shown.add(new Shown(stream.round(), members.get("word")));
      }
    }
  }

  private void isOfTheCoat(Shown value) {
    assertThat("coat").startsWith((String) value.word());
  }

  private Prompt prompt() {
    return llm.prompt("Do I need a coat?");
  }
}
