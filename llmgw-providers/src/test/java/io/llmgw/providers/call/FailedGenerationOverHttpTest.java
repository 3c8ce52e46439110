package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that say in each protocol that they failed to make an answer. */
@ExtendWith(LeakRule.class)
class FailedGenerationOverHttpTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(SimulatedProvider.openAi(), "error"), // OpenRouter
        Arguments.of(SimulatedProvider.openAi(), "abort"), // vLLM
        Arguments.of(SimulatedProvider.azureOpenAi(), "error"),
        Arguments.of(SimulatedProvider.gemini(), "MALFORMED_FUNCTION_CALL"),
        Arguments.of(SimulatedProvider.gemini(), "UNEXPECTED_TOOL_CALL"),
        Arguments.of(SimulatedProvider.bedrock(), "malformed_model_output"),
        Arguments.of(SimulatedProvider.cohere(), "ERROR"),
        Arguments.of(SimulatedProvider.cohere(), "TIMEOUT"));
  }

  static Stream<Arguments> failuresAtEachDoor() {
    return Stream.of(Door.values())
        .flatMap(
            door ->
                failures().map(failure -> Arguments.of(failure.get()[0], failure.get()[1], door)));
  }

  @ParameterizedTest
  @MethodSource("failuresAtEachDoor")
  @Fault("F050")
  void anotherServerAnswersWhereOneHasNothingToShow(
      SimulatedProvider.Builder protocol, String reason, Door door) {
    try (SimulatedProvider first =
            protocol.named("first").always(Reply.text("").finish(reason)).start();
        SimulatedProvider second =
            SimulatedProvider.anthropic().named("second").always("Blue.").start();
        LlmClient llm = client(first, second)) {
      DoorResult result = door.open(llm, QUESTION);

      assertThat(result.text()).isEqualTo("Blue.");
      assertThat(first.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("failures")
  @Fault("F050")
  void theAccountSaysWhy(SimulatedProvider.Builder protocol, String reason) {
    try (SimulatedProvider first =
            protocol.named("first").always(Reply.text("").finish(reason).usage(12, 5)).start();
        SimulatedProvider second =
            SimulatedProvider.anthropic().named("second").always("Blue.").start();
        LlmClient llm = client(first, second)) {
      AttemptRecord failed = llm.chat(QUESTION).served().attempts().get(0);

      assertThat(failed.error()).isEqualTo(ErrorKind.SERVER);
      assertThat(failed.possiblyBilled()).isTrue();
      assertThat(failed.usage().inputTokens().tokens()).isEqualTo(12);
    }
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatWasWrittenBeforeIsStillAnAnswer(SimulatedProvider.Builder protocol, String reason) {
    try (SimulatedProvider first =
            protocol.named("first").always(Reply.text("Because").finish(reason)).start();
        SimulatedProvider second =
            SimulatedProvider.anthropic().named("second").always("Blue.").start();
        LlmClient llm = client(first, second)) {
      ChatResponse response = llm.chat(QUESTION);

      assertThat(response.text()).isEqualTo("Because");
      assertThat(response.finishReason()).isEqualTo(FinishReason.ERROR);
    }
  }

  private static LlmClient client(SimulatedProvider first, SimulatedProvider second) {
    return LlmClient.builder()
        .provider(first.provider())
        .provider(second.provider())
        .alias("any", Route.ordered(first.target(), second.target()))
        .defaultModel("any")
        .retries(Retries.none())
        .build();
  }
}
