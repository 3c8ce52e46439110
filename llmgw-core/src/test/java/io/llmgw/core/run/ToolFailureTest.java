package io.llmgw.core.run;

import static io.llmgw.core.run.Weather.OSLO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.ToolUse;
import io.llmgw.api.tool.RunLimits;
import io.llmgw.api.tool.Tool;
import io.llmgw.api.tool.ToolException;
import io.llmgw.api.tool.ToolFailures;
import io.llmgw.api.tool.UnwritableResultException;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model is told when a tool does not answer, and what it is never told. */
class ToolFailureTest {
  private static final String SECRET = "jdbc:db?password=hunter2";

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final LlmClient llm =
      LlmClient.builder().provider(fake).defaultModel(fake.model()).build();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  void theModelIsToldTheClassOfAnExceptionAndNotItsMessage() {
    ToolUse use =
        ask(
            OSLO,
            Weather.tool(
                city -> {
                  throw new IllegalStateException(SECRET);
                }));

    assertThat(use.outcome()).isEqualTo(ToolUse.Outcome.FAILED);
    assertThat(told().isError()).isTrue();
    assertThat(text(told())).isEqualTo("The tool failed: IllegalStateException");
  }

  @Test
  void theModelIsToldWhatIsMeantForIt() {
    ask(
        OSLO,
        Weather.tool(
            city -> {
              throw new ToolException("There is no such city. Ask for another.");
            }));

    assertThat(told().isError()).isTrue();
    assertThat(text(told())).isEqualTo("There is no such city. Ask for another.");
  }

  @Test
  void aFutureThatFailsIsAToolThatFails() {
    ToolUse use =
        ask(
            OSLO,
            Weather.tool(
                city -> CompletableFuture.failedFuture(new IllegalStateException(SECRET))));

    assertThat(use.outcome()).isEqualTo(ToolUse.Outcome.FAILED);
    assertThat(text(told())).isEqualTo("The tool failed: IllegalStateException");
  }

  @Test
  void aFutureIsWaitedFor() {
    ask(OSLO, Weather.tool(city -> CompletableFuture.supplyAsync(() -> "rain in " + city.name())));

    assertThat(told()).isEqualTo(ToolResult.of("c1", "rain in Oslo"));
  }

  @Test
  void aResultMaySayThatTheToolFailed() {
    ToolUse use = ask(OSLO, Weather.tool(city -> ToolResult.error("ignored", "closed today")));

    assertThat(use.outcome()).isEqualTo(ToolUse.Outcome.FAILED);
    assertThat(told()).isEqualTo(ToolResult.error("c1", "closed today"));
  }

  @Test
  void ofAResultThatCannotBeWrittenTheModelIsToldThatTheToolHasRunAndTheType() {
    ToolUse use = ask(OSLO, Weather.tool(city -> Map.of(SECRET, new Thread("x"))));

    assertThat(use.outcome()).isEqualTo(ToolUse.Outcome.FAILED);
    assertThat(told().isError()).isTrue();
    assertThat(text(told()))
        .isEqualTo(
            "The tool has done its work, but its result cannot be shown:"
                + " java.lang.Thread is no JSON: return a record, a map, text, or a Json");
  }

  @Test
  void aResultThatCannotBeWrittenEndsTheRunWhereThatIsSet() {
    fake.answers(script -> script.toolCall("c1", "weather", OSLO));
    RunLimits strict = RunLimits.DEFAULT.toolFailures(ToolFailures.END_RUN);

    assertThatThrownBy(
            () -> llm.prompt("q").tools(Weather.tool(city -> new Object())).with(strict).send())
        .isInstanceOfSatisfying(
            LlmException.class, error -> assertThat(error.kind()).isEqualTo(ErrorKind.TOOL))
        .hasCauseInstanceOf(UnwritableResultException.class);
  }

  @Test
  void aToolThatFailsEndsTheRunWhereThatIsSet() {
    fake.answers(script -> script.text("Let me see. ").toolCall("c1", "weather", OSLO));
    IllegalStateException cause = new IllegalStateException(SECRET);
    Tool failing =
        Weather.tool(
            city -> {
              throw cause;
            });
    RunLimits strict = RunLimits.DEFAULT.toolFailures(ToolFailures.END_RUN);

    assertThatThrownBy(() -> llm.prompt("q").tools(failing).with(strict).send())
        .isInstanceOfSatisfying(
            LlmException.class,
            error -> {
              assertThat(error.kind()).isEqualTo(ErrorKind.TOOL);
              assertThat(error.getCause()).isSameAs(cause);
              assertThat(error.attempts()).hasSize(1);
              assertThat(error.callId()).startsWith("run-");
              assertThat(error.partial().text()).isEqualTo("Let me see. ");
            })
        .hasMessageContaining("weather")
        .hasMessageNotContaining("hunter2");
    assertThat(fake.received()).isEqualTo(1);
  }

  @Test
  void whatIsMeantForTheModelEndsNoRun() {
    fake.answers(script -> script.toolCall("c1", "weather", OSLO)).answers("ok");
    Tool failing =
        Weather.tool(
            city -> {
              throw new ToolException("closed");
            });

    String text =
        llm.prompt("q")
            .tools(failing)
            .with(RunLimits.DEFAULT.toolFailures(ToolFailures.END_RUN))
            .text();

    assertThat(text).isEqualTo("ok");
  }

  @Test
  void anErrorOfTheJvmIsNotHidden() {
    fake.answers(script -> script.toolCall("c1", "weather", OSLO));
    Tool failing =
        Weather.tool(
            city -> {
              throw new OutOfMemoryError("made up");
            });

    assertThatThrownBy(() -> llm.prompt("q").tools(failing).send())
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void aToolThatNobodyOfferedIsNamedToTheModelAndNotInTheAccount() {
    fake.answers(script -> script.toolCall("c1", "delete_all", "{}")).answers("ok");

    ChatResponse answer = llm.prompt("q").tools(Weather.report()).send();

    assertThat(answer.rounds().get(0).tools())
        .containsExactly(new ToolUse(null, java.time.Duration.ZERO, ToolUse.Outcome.UNKNOWN_TOOL));
    assertThat(text(told())).isEqualTo("There is no tool of this name. There are: weather");
  }

  @Fault("F064")
  @ParameterizedTest
  @ValueSource(strings = {"{\"name\":", "not json", "[]", "{}", "{\"name\":7}", "\"Oslo\"", "null"})
  void argumentsThatDoNotFitReachNoFunction(String arguments) {
    AtomicInteger called = new AtomicInteger();

    ToolUse use = ask(arguments, Weather.tool(city -> called.incrementAndGet()));

    assertThat(use.outcome()).isEqualTo(ToolUse.Outcome.INVALID_ARGUMENTS);
    assertThat(called).hasValue(0);
    assertThat(told().isError()).isTrue();
    assertThat(text(told())).startsWith("The arguments do not fit:\n- ");
  }

  @Test
  void noPartOfAResultThatIsTooLongIsGiven() {
    fake.answers(script -> script.toolCall("c1", "weather", OSLO)).answers("ok");

    ChatResponse answer =
        llm.prompt("q")
            .tools(Weather.tool(city -> "x".repeat(11)))
            .with(RunLimits.DEFAULT.resultChars(10))
            .send();

    assertThat(answer.rounds().get(0).tools().get(0).outcome())
        .isEqualTo(ToolUse.Outcome.RESULT_TOO_LONG);
    assertThat(told().isError()).isTrue();
    assertThat(text(told())).contains("11", "10", "Ask for less").doesNotContain("xx");
  }

  private ToolUse ask(String arguments, Tool tool) {
    fake.answers(script -> script.toolCall("c1", "weather", arguments)).answers("ok");
    ChatResponse answer = llm.prompt("q").tools(tool).send();
    assertThat(answer.text()).isEqualTo("ok");
    return answer.rounds().get(0).tools().get(0);
  }

  private ToolResult told() {
    ChatRequest second = (ChatRequest) fake.requests().get(1);
    List<Part> parts = second.content().messages().get(2).parts();
    assertThat(parts).hasSize(1);
    return (ToolResult) parts.get(0);
  }

  private static String text(ToolResult result) {
    return ((Part.Text) result.content().get(0)).text();
  }
}
