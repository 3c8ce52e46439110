package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host that asks for a tool and does not say for which. */
@ExtendWith(LeakRule.class)
class NamelessCallTest {
  private static final String DEFECT = "asked for a tool without naming it";
  private static final String OPENAI_CALL =
      "\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\","
          + "\"function\":{%s\"arguments\":\"{}\"}}]";

  @ParameterizedTest
  @ValueSource(strings = {"", "\"name\":\"\",", "\"name\":null,"})
  void anAnswerThatCameWholeIsAnErrorThatNamesTheDefect(String name) {
    String answer =
        "{\"choices\":[{\"message\":{\"content\":null,"
            + OPENAI_CALL.formatted(name)
            + "},\"finish_reason\":\"tool_calls\"}]}";

    try (SimulatedProvider server = json(SimulatedProvider.openAi(), answer)) {
      assertDefect(server);
    }
  }

  @Test
  void soIsOneOfAnthropic() {
    String answer =
        "{\"content\":[{\"type\":\"tool_use\",\"id\":\"t1\",\"input\":{}}],"
            + "\"stop_reason\":\"tool_use\"}";

    try (SimulatedProvider server = json(SimulatedProvider.anthropic(), answer)) {
      assertDefect(server);
    }
  }

  @Test
  void soIsOneOfGemini() {
    String answer =
        "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"args\":{\"a\":1}}}]},"
            + "\"finishReason\":\"STOP\"}]}";

    try (SimulatedProvider server = json(SimulatedProvider.gemini(), answer)) {
      assertDefect(server);
    }
  }

  @Test
  void soIsOneOfOllama() {
    String answer =
        "{\"message\":{\"tool_calls\":[{\"function\":{\"arguments\":{\"a\":1}}}]},\"done\":true}";

    try (SimulatedProvider server = json(SimulatedProvider.ollama(), answer)) {
      assertDefect(server);
    }
  }

  @Test
  void soIsOneOfCohere() {
    String answer =
        "{\"message\":{\"tool_calls\":[{\"id\":\"t1\",\"function\":{\"arguments\":\"{}\"}}]},"
            + "\"finish_reason\":\"TOOL_CALL\"}";

    try (SimulatedProvider server = json(SimulatedProvider.cohere(), answer)) {
      assertDefect(server);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"name\":\"\",", "\"name\":null,"})
  void soIsOneOfResponses(String name) {
    String answer =
        "{\"status\":\"completed\",\"output\":[{\"type\":\"function_call\",\"call_id\":\"c1\","
            + (name + "\"arguments\":\"{}\"}]}");

    try (SimulatedProvider server = json(SimulatedProvider.openAiResponses(), answer)) {
      assertDefect(server);
    }
  }

  private static void assertDefect(SimulatedProvider server) {
    try (LlmClient llm = client(server)) {
      LlmException error = catchThrowableOfType(LlmException.class, () -> llm.prompt("q").send());

      assertThat(error.kind()).isEqualTo(ErrorKind.PROTOCOL);
      assertThat(error).hasMessageContaining(DEFECT);
      assertThat(error.isPossiblyBilled()).isTrue();
    }
  }

  @Test
  void aStreamThatHadTextIsInterruptedAndKeepsIt() {
    String stream =
        chunk("\"content\":\"Let me see.\"", "null")
            + chunk(OPENAI_CALL.formatted(""), "null")
            + chunk("", "\"tool_calls\"")
            + "data: [DONE]\n\n";

    try (SimulatedProvider server =
            SimulatedProvider.openAi().answer(Reply.raw(200, "text/event-stream", stream)).start();
        LlmClient llm = client(server);
        ChatStream answer = llm.prompt("q").stream()) {
      StreamInterruptedException error =
          catchThrowableOfType(StreamInterruptedException.class, answer::response);

      assertThat(error.kind()).isEqualTo(ErrorKind.PROTOCOL);
      assertThat(error).hasMessageContaining(DEFECT);
      assertThat(error.partial()).isNotNull();
      assertThat(error.partial().text()).isEqualTo("Let me see.");
    }
  }

  @Test
  void theNextTryMayBeBetter() {
    String nameless =
        "{\"choices\":[{\"message\":{"
            + OPENAI_CALL.formatted("")
            + "},\"finish_reason\":\"tool_calls\"}]}";

    try (SimulatedProvider server =
            SimulatedProvider.openAi()
                .answer(Reply.raw(200, "application/json", nameless))
                .answer("It is noon.")
                .start();
        LlmClient llm =
            LlmClient.builder().provider(server.provider()).defaultModel(server.model()).build()) {
      ChatResponse answer = llm.prompt("q").send();

      assertThat(answer.text()).isEqualTo("It is noon.");
      assertThat(answer.served().attempts()).hasSize(2);
    }
  }

  /** Snowflake fills its answers with empty fields of everything that the protocol knows. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"function_call\":{\"arguments\":\"\",\"name\":\"\"},\"tool_calls\":null",
        "\"tool_calls\":[{\"id\":\"\",\"function\":{\"name\":\"\",\"arguments\":\"\"}}]",
      })
  void aCallWithNothingInItIsNone(String filling) {
    String answer =
        "{\"choices\":[{\"message\":{\"content\":\"Noon.\","
            + filling
            + "},\"finish_reason\":\"\"}]}";

    try (SimulatedProvider server = json(SimulatedProvider.openAi(), answer);
        LlmClient llm = client(server)) {
      ChatResponse read = llm.prompt("q").send();

      assertThat(read.text()).isEqualTo("Noon.");
      assertThat(read.toolCalls()).isEmpty();
      assertThat(read.finishReason()).isEqualTo(FinishReason.STOP);
    }
  }

  private static String chunk(String delta, String finish) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":{"
        + delta
        + "},\"finish_reason\":"
        + finish
        + "}]}\n\n";
  }

  private static SimulatedProvider json(SimulatedProvider.Builder server, String answer) {
    return server.answer(Reply.raw(200, "application/json", answer)).start();
  }

  private static LlmClient client(SimulatedProvider server) {
    return LlmClient.builder()
        .provider(server.provider())
        .defaultModel(server.model())
        .retries(Retries.none())
        .build();
  }
}
