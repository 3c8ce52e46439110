package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.LlmException;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the author of a test is told of a call for which he has scripted nothing. */
class ExhaustedScriptTest {
  static List<SimulatedProvider.Builder> protocols() {
    return List.of(
        SimulatedProvider.openAi(),
        SimulatedProvider.openAiResponses(),
        SimulatedProvider.azureOpenAi(),
        SimulatedProvider.anthropic(),
        SimulatedProvider.gemini(),
        SimulatedProvider.vertex(),
        SimulatedProvider.claudeOnVertex(),
        SimulatedProvider.ollama(),
        SimulatedProvider.bedrock(),
        SimulatedProvider.bedrockInvoke(),
        SimulatedProvider.cohere());
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void isNamedInTheMessageOfACallThatIsNotMadeAgain(SimulatedProvider.Builder protocol) {
    try (SimulatedProvider server = protocol.answer("Blue light.").start();
        LlmClient llm = client(server)) {
      assertThat(llm.prompt("Why?").text()).isEqualTo("Blue light.");

      isToldAtOnce(() -> llm.prompt("Why?").text());
      isToldAtOnce(() -> llm.prompt("Why?").stream().response());

      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void isNamedOfAnEmbeddingToo() {
    try (SimulatedProvider server = SimulatedProvider.openAi().answer("any").start();
        LlmClient llm = client(server)) {
      llm.prompt("Why?").text();

      isToldAtOnce(() -> llm.embed("Why?"));

      assertThat(server.requests()).hasSize(2);
    }
  }

  private static void isToldAtOnce(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            LlmException.class,
            e -> {
              assertThat(e.isRetryable()).isFalse();
              assertThat(e).hasMessageContaining("answered 500 (no_scripted_answer_left)");
            });
  }

  private static LlmClient client(SimulatedProvider server) {
    return LlmClient.builder().provider(server.provider()).defaultModel(server.model()).build();
  }
}
