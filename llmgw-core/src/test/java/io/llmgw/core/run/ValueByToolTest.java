package io.llmgw.core.run;

import static io.llmgw.core.run.Weather.OSLO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.Prompt;
import io.llmgw.api.answer.AnswerForm;
import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.answer.ValueStream;
import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.schema.JsonType;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that come as the arguments of a tool: what forces the model, and how it goes on. */
class ValueByToolTest {
  private static final String JSON = "{\"word\":\"coat\"}";
  private static final JsonType<Advice> ADVICE = JsonType.of(Advice.class);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private ScriptedProvider fake = ScriptedProvider.named("fake");
  private LlmClient llm = LlmClient.builder().provider(fake).defaultModel(fake.model()).build();

  record Advice(String word) {}

  record Counts(Map<String, Integer> byWord) {}

  @BeforeEach
  void begin() {
    with(Capability.CHAT, Capability.TOOLS, Capability.TOOL_CHOICE, Capability.JSON_OBJECT);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  void theMessageOfTheAnswerIsOneThatTheConversationGoesOnWith() {
    givesTheAnswer();

    ChatResponse answer = prompt().with(ExpectedAnswer.of(ADVICE)).send();

    assertThat(answer.message()).isEqualTo(Message.assistant(JSON));
    assertThat(answer.text()).isEqualTo(JSON);
    assertThat(answer.toolCalls()).isEmpty();
    assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(answer.messages()).containsExactly(answer.message());
  }

  @Test
  void aStreamEndsAsItsAnswerDoes() {
    givesTheAnswer();
    LlmEvent last = null;
    try (ChatStream stream = prompt().with(ExpectedAnswer.of(ADVICE)).stream()) {
      for (LlmEvent event : stream) {
        last = event;
      }
    }

    assertThat(last)
        .isInstanceOfSatisfying(
            Completed.class, end -> assertThat(end.finishReason()).isEqualTo(FinishReason.STOP));
  }

  @Test
  void aToolThatTheCallerForcesIsForcedOnce() {
    fake.answers(script -> script.toolCall("c1", "weather", OSLO));
    givesTheAnswer();

    Advice advice =
        prompt().tools(Weather.report()).toolChoice(ToolChoice.named("weather")).as(Advice.class);

    assertThat(advice).isEqualTo(new Advice("coat"));
    assertThat(asked(0).toolChoice()).isEqualTo(ToolChoice.named("weather"));
    assertThat(asked(1).toolChoice()).isEqualTo(ToolChoice.REQUIRED);
  }

  @Test
  void aModelThatMayCallNoToolIsAskedOtherwise() {
    fake.answers(JSON);

    assertThat(prompt().toolChoice(ToolChoice.NONE).as(Advice.class)).isEqualTo(new Advice("coat"));

    assertThat(asked(0).responseFormat()).isEqualTo(ResponseFormat.json());
    assertThat(asked(0).tools()).isEmpty();
  }

  @Test
  void aFormThatTheToolChoiceForbidsIsRefused() {
    ExpectedAnswer byTool = ExpectedAnswer.of(ADVICE).form(AnswerForm.TOOL);

    assertThatThrownBy(() -> prompt().toolChoice(ToolChoice.NONE).with(byTool).as(Advice.class))
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_REQUEST))
        .hasMessageContaining("AnswerForm.TOOL");
    assertThat(fake.received()).isZero();
  }

  @Test
  void aModelThatMayDecideIsToldToCallTheTool() {
    givesTheAnswer();

    prompt().toolChoice(ToolChoice.AUTO).as(Advice.class);

    assertThat(asked(0).toolChoice()).isEqualTo(ToolChoice.AUTO);
    assertThat(asked(0).messages().get(0).text()).contains(ExpectedAnswer.TOOL_NAME);
  }

  @Test
  void aTargetThatCannotForceAToolIsAskedForJson() {
    with(Capability.CHAT, Capability.TOOLS, Capability.JSON_OBJECT, Capability.JSON_SCHEMA);
    fake.answers("{\"byWord\":{\"a\":1}}");

    assertThat(prompt().as(Counts.class)).isEqualTo(new Counts(Map.of("a", 1)));

    assertThat(asked(0).responseFormat()).isEqualTo(ResponseFormat.json());
    assertThat(asked(0).toolChoice()).isNull();
  }

  @Test
  void aTargetThatCannotForceAToolIsToldToCallItBesideOthers() {
    with(Capability.CHAT, Capability.TOOLS, Capability.JSON_OBJECT);
    fake.answers(script -> script.toolCall("c1", "weather", OSLO));
    givesTheAnswer();

    assertThat(prompt().tools(Weather.report()).as(Advice.class)).isEqualTo(new Advice("coat"));

    for (ChatContent asked : List.of(asked(0), asked(1))) {
      assertThat(asked.toolChoice()).isNull();
      assertThat(asked.messages().get(0).text()).contains(ExpectedAnswer.TOOL_NAME);
    }
  }

  @Test
  void aParameterThatHasNothingToDoWithTheFormGetsNoAdviceOnForms() {
    fake.answers(script -> script.fail(refusing("temperature")));
    fake.answers(script -> script.fail(refusing("tool_choice")));

    assertThatThrownBy(() -> prompt().as(Advice.class))
        .hasMessageContaining("refused")
        .hasMessageNotContaining("ExpectedAnswer.form");
    assertThatThrownBy(() -> prompt().as(Advice.class)).hasMessageContaining("ExpectedAnswer.form");
  }

  private static LlmException refusing(String parameter) {
    return LlmException.of(ErrorKind.INVALID_REQUEST, "refused").parameter(parameter).build();
  }

  @Test
  void aModelThatRefusesTheFormIsAnErrorThatNamesTheOthers() {
    fake.answers(
        script ->
            script.fail(
                LlmException.of(ErrorKind.INVALID_REQUEST, "no such format")
                    .httpStatus(400)
                    .build()));

    assertThatThrownBy(() -> prompt().as(Advice.class))
        .isInstanceOfSatisfying(LlmException.class, e -> assertThat(e.httpStatus()).isEqualTo(400))
        .hasMessageContaining("no such format")
        .hasMessageContaining("as TOOL")
        .hasMessageContaining("ExpectedAnswer.form");
  }

  @Test
  void ofSeveralValuesInOneAnswerTheFirstCounts() {
    givesTwoValues();

    ChatResponse answer = prompt().with(ExpectedAnswer.of(ADVICE)).send();

    assertThat(answer.text()).isEqualTo(JSON);
    assertThat(answer.served().trail())
        .extracting(TrailEntry::note)
        .contains("the model gave 2 values at once: the first counts");
  }

  @Test
  void ofSeveralValuesInOneStreamTheFirstIsShown() {
    givesTwoValues();
    List<Json> shown = new ArrayList<>();

    try (ValueStream<Advice> stream = prompt().streamAs(Advice.class)) {
      stream.forEach(shown::add);
      assertThat(stream.value()).isEqualTo(new Advice("coat"));
    }

    assertThat(shown)
        .isNotEmpty()
        .allSatisfy(value -> assertThat("coat").startsWith((String) value.asObject().get("word")));
  }

  @Test
  void aValueBesideACallOfAnotherToolIsBegunAnew() {
    fake.answers(
        script ->
            script
                .toolCall("c1", "weather", OSLO)
                .toolCall("c2", ExpectedAnswer.TOOL_NAME, "{\"word\":\"hat\"}"));
    givesTheAnswer();
    Json last = null;

    try (ValueStream<Advice> stream = prompt().tools(Weather.report()).streamAs(Advice.class)) {
      for (Json soFar : stream) {
        last = soFar;
      }
    }

    assertThat(last).isEqualTo(Json.ofText(JSON));
  }

  @ParameterizedTest
  @MethodSource("notThinking")
  void aModelThatIsToldNotToThinkIsForced(ReasoningSettings off) {
    givesTheAnswer();

    prompt().reasoning(off).as(Advice.class);

    assertThat(asked(0).toolChoice()).isEqualTo(ToolChoice.named(ExpectedAnswer.TOOL_NAME));
  }

  static List<ReasoningSettings> notThinking() {
    return List.of(
        ReasoningSettings.effort(ReasoningEffort.NONE), ReasoningSettings.budgetTokens(0));
  }

  private void givesTwoValues() {
    fake.answers(
        script ->
            script
                .toolCall("c1", ExpectedAnswer.TOOL_NAME, JSON)
                .toolCall("c2", ExpectedAnswer.TOOL_NAME, "{\"word\":\"hat\"}"));
  }

  private void givesTheAnswer() {
    fake.answers(script -> script.toolCall("c9", ExpectedAnswer.TOOL_NAME, JSON));
  }

  private Prompt prompt() {
    return llm.prompt("Do I need a coat?");
  }

  private ChatContent asked(int request) {
    return ((ChatRequest) fake.requests().get(request)).content();
  }

  private void with(Capability... capabilities) {
    llm.close();
    fake = ScriptedProvider.named("fake").with(Capabilities.of(capabilities));
    leaks.of(fake);
    llm = LlmClient.builder().provider(fake).defaultModel(fake.model()).build();
  }
}
