package io.llmgw.providers.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that says why it fails, and does not come to end what it says with a blank line. */
@ExtendWith(LeakRule.class)
class LastWordsTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  static Stream<Arguments> errors() {
    String overloaded = "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}";
    return Stream.of(
        Arguments.of(SimulatedProvider.anthropic(), "event: error\ndata: " + overloaded),
        Arguments.of(SimulatedProvider.openAi(), "data: {\"error\":{\"code\":503}}"),
        Arguments.of(SimulatedProvider.openAi(), "data: {\"error\":{\"type\":\"overloaded\"}}\n"),
        Arguments.of(
            SimulatedProvider.openAiResponses(),
            "event: error\ndata: {\"type\":\"error\",\"code\":\"overloaded\",\"message\":\"x\"}"),
        Arguments.of(
            SimulatedProvider.gemini(),
            "data: {\"error\":{\"code\":503,\"status\":\"UNAVAILABLE\"}}\r\n"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  @Fault("F072")
  void isHeard(SimulatedProvider.Builder protocol, String body) {
    try (SimulatedProvider server =
            protocol.always(Reply.raw(200, "text/event-stream", body)).start();
        LlmClient llm =
            LlmClient.builder().provider(server.provider()).retries(Retries.none()).build()) {
      LlmException failure =
          catchThrowableOfType(
              LlmException.class, () -> read(llm, QUESTION.withModel(server.model())));

      assertThat(failure.kind()).isEqualTo(ErrorKind.OVERLOADED);
    }
  }

  private static void read(LlmClient llm, ChatRequest request) {
    try (ChatStream stream = llm.stream(request)) {
      stream.forEach(event -> {});
    }
  }
}
