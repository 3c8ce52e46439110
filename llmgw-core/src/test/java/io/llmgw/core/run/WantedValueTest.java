package io.llmgw.core.run;

import static io.llmgw.core.run.Weather.OSLO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.Prompt;
import io.llmgw.api.answer.AnswerForm;
import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.InvalidAnswerException;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.schema.Description;
import io.llmgw.api.schema.JsonType;
import io.llmgw.api.schema.TypeOf;
import io.llmgw.api.tool.RunLimits;
import io.llmgw.api.tool.Tool;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.Script;
import io.llmgw.test.scripted.ScriptedProvider;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values of a Java type as answers: asked for in the best form, checked, repaired or refused. */
class WantedValueTest {
  private static final String JSON =
      "{\"number\":\"A-7\",\"due\":\"2026-01-31\",\"total\":12.5,\"lines\":[{\"text\":\"x\"}]}";
  private static final Invoice INVOICE =
      new Invoice("A-7", LocalDate.of(2026, 1, 31), new BigDecimal("12.5"), List.of(new Line("x")));
  private static final String WRONG = "{\"number\":\"A-7\",\"due\":\"secret words\",\"total\":1}";

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private ScriptedProvider fake = ScriptedProvider.named("fake");
  private LlmClient llm = LlmClient.builder().provider(fake).defaultModel(fake.model()).build();

  record Line(String text) {}

  record Invoice(
      String number,
      LocalDate due,
      @Description("gross, in euro") BigDecimal total,
      List<Line> lines) {}

  enum Mood {
    GOOD,
    BAD
  }

  sealed interface Shape {}

  record Circle(double radius) implements Shape {}

  record Square(double side) implements Shape {}

  record Counts(Map<String, Integer> byWord) {}

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  void aRecordIsAskedForInTheProvidersOwnForm() {
    fake.answers(JSON);

    assertThat(prompt().as(Invoice.class)).isEqualTo(INVOICE);

    ResponseFormat.Schema format = (ResponseFormat.Schema) asked(0).responseFormat();
    assertThat(format.name()).isEqualTo("Invoice");
    assertThat(format.schema()).isEqualTo(JsonType.of(Invoice.class).schema());
    assertThat(format.strict()).isTrue();
    assertThat(asked(0).messages()).hasSize(1);
  }

  @Test
  void listsChoicesAndScalarsAreAskedForInAnObject() {
    fake.answers("{\"value\":[" + JSON + "]}").answers("{\"value\":\"BAD\"}");
    fake.answers("{\"value\":42}").answers("{\"value\":{\"type\":\"Circle\",\"radius\":2}}");

    assertThat(prompt().as(new TypeOf<List<Invoice>>() {})).containsExactly(INVOICE);
    assertThat(prompt().as(Mood.class)).isEqualTo(Mood.BAD);
    assertThat(prompt().as(int.class)).isEqualTo(42);
    assertThat(prompt().as(Shape.class)).isEqualTo(new Circle(2));
  }

  @Test
  void aTargetWithoutSchemasIsAskedByATool() {
    with(Capability.CHAT, Capability.TOOLS, Capability.TOOL_CHOICE, Capability.JSON_OBJECT);
    fake.answers(script -> script.toolCall("c1", ExpectedAnswer.TOOL_NAME, JSON));

    ChatResponse answer = prompt().with(ExpectedAnswer.of(JsonType.of(Invoice.class))).send();

    assertThat(answer.value()).isEqualTo(Json.ofText(JSON));
    assertThat(asked(0).responseFormat()).isNull();
    assertThat(asked(0).tools())
        .extracting(ToolSpec::name)
        .containsExactly(ExpectedAnswer.TOOL_NAME);
    assertThat(asked(0).toolChoice()).isEqualTo(ToolChoice.named(ExpectedAnswer.TOOL_NAME));
    assertThat(answer.messages()).containsExactly(Message.assistant(JSON));
    assertThat(answer.served().trail())
        .extracting(TrailEntry::note)
        .contains("the value is asked for as TOOL");
  }

  @Test
  void aModelThatThinksIsNotForcedToCallTheTool() {
    with(Capability.CHAT, Capability.TOOLS, Capability.TOOL_CHOICE, Capability.REASONING);
    fake.answers(script -> script.toolCall("c1", ExpectedAnswer.TOOL_NAME, JSON));

    assertThat(prompt().reasoning(ReasoningEffort.HIGH).as(Invoice.class)).isEqualTo(INVOICE);

    assertThat(asked(0).toolChoice()).isNull();
    assertThat(asked(0).messages().get(0).text()).contains(ExpectedAnswer.TOOL_NAME);
  }

  @Test
  void aTargetThatKnowsJsonAloneIsToldTheSchema() {
    with(Capability.CHAT, Capability.JSON_OBJECT);
    fake.answers(JSON);

    assertThat(prompt().as(Invoice.class)).isEqualTo(INVOICE);

    assertThat(asked(0).responseFormat()).isEqualTo(ResponseFormat.json());
    assertThat(asked(0).messages().get(0).role()).isEqualTo(Role.SYSTEM);
    assertThat(asked(0).messages().get(0).text())
        .contains(JsonType.of(Invoice.class).schema().text());
  }

  @Test
  void aTargetThatKnowsNothingIsToldToAnswerInJson() {
    with(Capability.CHAT);
    fake.answers("```json\n" + JSON + "\n```");

    assertThat(prompt().as(Invoice.class)).isEqualTo(INVOICE);

    assertThat(asked(0).responseFormat()).isNull();
    assertThat(asked(0).messages().get(0).text()).contains("JSON Schema");
  }

  @Test
  void aTypeThatStrictModesRefuseIsAskedForByATool() {
    fake.answers(
        script -> script.toolCall("c1", ExpectedAnswer.TOOL_NAME, "{\"byWord\":{\"a\":1}}"));

    assertThat(prompt().as(Counts.class)).isEqualTo(new Counts(Map.of("a", 1)));

    assertThat(asked(0).responseFormat()).isNull();
  }

  @Test
  void explainSaysWhatTheRunWouldBe() {
    ChatRequest request =
        prompt()
            .tools(Weather.report())
            .with(ExpectedAnswer.of(JsonType.of(Invoice.class)))
            .request();

    assertThat(llm.explain(request).call())
        .isEqualTo(
            "chat fake/scripted-1, at most 10 rounds with the tools weather, answered by a value"
                + " as SCHEMA");
    assertThat(fake.received()).isZero();
  }

  @Test
  void theFormMayBeChosen() {
    fake.answers(JSON);

    prompt()
        .with(ExpectedAnswer.of(JsonType.of(Invoice.class)).form(AnswerForm.INSTRUCTIONS))
        .as(Invoice.class);

    assertThat(asked(0).responseFormat()).isNull();
    assertThat(asked(0).tools()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerThatDoesNotFitIsSentBackOnce(Door door) {
    fake.answers(WRONG).answers(JSON);

    DoorResult result =
        door.open(llm, ChatRequest.of("q").with(ExpectedAnswer.of(JsonType.of(Invoice.class))));

    assertThat(result.error()).isNull();
    assertThat(result.text()).endsWith(JSON);
    List<Message> second = asked(1).messages();
    assertThat(second.get(1)).isEqualTo(Message.assistant(WRONG));
    assertThat(second.get(2).role()).isEqualTo(Role.USER);
    assertThat(second.get(2).text()).contains("/due: ", "\"lines\"").doesNotContain("secret words");
    assertThat(asked(1).responseFormat()).isEqualTo(asked(0).responseFormat());
  }

  @Test
  void aToolsArgumentsThatDoNotFitAreSentBackAsItsResult() {
    with(Capability.CHAT, Capability.TOOLS, Capability.TOOL_CHOICE);
    fake.answers(script -> script.toolCall("c1", ExpectedAnswer.TOOL_NAME, WRONG));
    fake.answers(script -> script.toolCall("c2", ExpectedAnswer.TOOL_NAME, JSON));

    assertThat(prompt().as(Invoice.class)).isEqualTo(INVOICE);

    ToolResult complaint = (ToolResult) asked(1).messages().get(2).parts().get(0);
    assertThat(complaint.callId()).isEqualTo("c1");
    assertThat(complaint.isError()).isTrue();
    assertThat(asked(1).toolChoice()).isEqualTo(asked(0).toolChoice());
  }

  @Test
  void anAnswerThatStaysWrongIsAnErrorThatHoldsItsText() {
    fake.answers(WRONG).answers(WRONG);

    InvalidAnswerException error =
        catchThrowableOfType(InvalidAnswerException.class, () -> prompt().as(Invoice.class));

    assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_ANSWER);
    assertThat(error.answer()).isEqualTo(WRONG);
    assertThat(error.provider()).isEqualTo("fake");
    assertThat(error.violations())
        .anySatisfy(violation -> assertThat(violation.pointer()).isEqualTo("/due"));
    assertThat(error.attempts()).hasSize(2);
    assertThat(error.isRetryable()).isFalse();
    assertThat(error).hasMessageContaining("Invoice").hasMessageNotContaining("secret");
    assertThat(error.toString()).doesNotContain("secret");
    assertThat(error.toBuilder().build())
        .isInstanceOfSatisfying(
            InvalidAnswerException.class, copy -> assertThat(copy.answer()).isEqualTo(WRONG));
  }

  @Test
  void repairMayBeSwitchedOff() {
    fake.answers("no JSON at all");

    assertThatThrownBy(
            () ->
                prompt()
                    .with(ExpectedAnswer.of(JsonType.of(Invoice.class)).repairs(0))
                    .as(Invoice.class))
        .isInstanceOf(InvalidAnswerException.class);
    assertThat(fake.received()).isEqualTo(1);
  }

  @Test
  void aRunWithoutARoundLeftRepairsNothing() {
    fake.answers(WRONG);

    assertThatThrownBy(() -> prompt().with(RunLimits.DEFAULT.rounds(1)).as(Invoice.class))
        .isInstanceOf(InvalidAnswerException.class);
  }

  @Test
  @Fault("F059")
  void aRefusalIsNoInvalidAnswer() {
    expect(ErrorKind.REFUSED, script -> script.refusal("I may not"));
    expect(ErrorKind.REFUSED, script -> script.text("x").completed(FinishReason.REFUSAL));
  }

  @Test
  @Fault("F062")
  void anAnswerThatWasCutOffIsNoInvalidAnswer() {
    expect(ErrorKind.CUT_OFF, script -> script.text("{\"nu").completed(FinishReason.LENGTH));
    expect(ErrorKind.CUT_OFF, script -> script.text(JSON).completed(FinishReason.LENGTH));
  }

  @Test
  @Fault("F061")
  void anAnswerThatWasFilteredIsNoInvalidAnswer() {
    expect(
        ErrorKind.CONTENT_POLICY,
        script -> script.text("{").completed(FinishReason.CONTENT_FILTER));
  }

  @Test
  @Fault("F060")
  void aFailureOfTheProviderIsNoInvalidAnswer() {
    expect(ErrorKind.SERVER, script -> script.text("{").completed(FinishReason.ERROR));
    expect(ErrorKind.EMPTY_RESPONSE, script -> script.completed(FinishReason.STOP));
  }

  private void expect(ErrorKind kind, Consumer<Script> answer) {
    int before = fake.received();
    fake.answers(answer);
    LlmException error = catchThrowableOfType(LlmException.class, () -> prompt().as(Invoice.class));
    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error).isNotInstanceOf(InvalidAnswerException.class);
    assertThat(error.provider()).isEqualTo("fake");
    assertThat(error.model()).isNotNull();
    assertThat(error.callId()).isNotNull();
    assertThat(fake.received()).isEqualTo(before + 1);
  }

  @Test
  void toolsAreCalledOnTheWayToAValue() {
    fake.answers(script -> script.text("Let me see. ").toolCall("c1", "weather", OSLO));
    fake.answers(JSON);

    assertThat(prompt().tools(Weather.report()).as(Invoice.class)).isEqualTo(INVOICE);

    assertThat(asked(1).messages()).hasSize(3);
    assertThat(asked(1).responseFormat()).isNotNull();
  }

  @Test
  void anAnswerByToolWaitsForTheResultsOfTheOthers() {
    with(Capability.CHAT, Capability.TOOLS, Capability.TOOL_CHOICE);
    fake.answers(
        script ->
            script.toolCall("c1", ExpectedAnswer.TOOL_NAME, WRONG).toolCall("c2", "weather", OSLO));
    fake.answers(script -> script.toolCall("c3", ExpectedAnswer.TOOL_NAME, JSON));

    assertThat(prompt().tools(Weather.report()).as(Invoice.class)).isEqualTo(INVOICE);

    assertThat(asked(0).toolChoice()).isEqualTo(ToolChoice.REQUIRED);
    List<?> results = asked(1).messages().get(2).parts();
    assertThat(((ToolResult) results.get(0)).isError()).isTrue();
    assertThat(((ToolResult) results.get(1)).isError()).isFalse();
  }

  @Test
  void whatContradictsAValueIsRefusedBeforeAnythingIsSent() {
    assertThatThrownBy(() -> prompt().responseFormat(ResponseFormat.json()).as(Invoice.class))
        .isInstanceOf(LlmException.class)
        .hasMessageContaining("response format");
    with(Capability.CHAT, Capability.TOOLS, Capability.TOOL_CHOICE);
    Tool clash = Tool.of(ExpectedAnswer.TOOL_NAME, Weather.City.class, city -> "x");
    assertThatThrownBy(() -> prompt().tools(clash).as(Invoice.class))
        .isInstanceOf(LlmException.class)
        .hasMessageContaining("rename");
    assertThat(fake.received()).isZero();
  }

  @Test
  void aCallThatIsLeftToTheCallerHasNoValue() {
    fake.answers(script -> script.toolCall("c1", "confirm", "{}"));
    ToolSpec own = ToolSpec.of("confirm", "Asks the user", Json.ofText("{\"type\":\"object\"}"));
    JsonType<Invoice> invoice = JsonType.of(Invoice.class);

    assertThatThrownBy(() -> prompt().tools(own).as(Invoice.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'confirm'");
    assertThat(fake.received()).isZero();

    ChatResponse answer = prompt().tools(own).with(ExpectedAnswer.of(invoice)).send();
    assertThat(answer.value()).isNull();
    assertThat(answer.toolCalls()).hasSize(1);
    assertThatThrownBy(() -> answer.as(invoice)).isInstanceOf(IllegalStateException.class);
  }

  private Prompt prompt() {
    return llm.prompt("Extract the invoice.");
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
