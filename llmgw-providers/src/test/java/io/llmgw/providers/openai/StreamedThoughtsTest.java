package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.SimulatedProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Qwen at Alibaba, which refuses to think unless its answer is streamed. */
@ExtendWith(LeakRule.class)
class StreamedThoughtsTest {
  private static LlmClient client(SimulatedProvider server) {
    return LlmClient.builder()
        .provider(
            CompatibleHost.ALIBABA.builder().baseUrl(server.baseUrl()).keys(Keys.of("k")).build())
        .build();
  }

  @ParameterizedTest
  @EnumSource
  void whateverTheDoorAnAnswerWithThoughtsIsAStream(Door door) {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = client(server)) {
      ChatRequest request =
          ChatRequest.builder()
              .model("alibaba/qwen-plus")
              .user("Why?")
              .reasoning(ReasoningEffort.HIGH)
              .build();

      DoorResult result = door.open(llm, request);

      assertThat(result.text()).isEqualTo("You said: Why?");
      assertThat(server.requests()).hasSize(1);
      assertThat(server.requests().get(0).text())
          .contains("\"stream\":true,\"stream_options\":{\"include_usage\":true}")
          .contains("\"enable_thinking\":true");
    }
  }

  @Test
  void itHasAllThatAWholeAnswerHas() {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = client(server)) {
      ChatResponse answer = llm.chat(ChatRequest.of("Why?").withModel("alibaba/qwen3-32b"));

      assertThat(answer.text()).isEqualTo("You said: Why?");
      assertThat(answer.usage().isKnown(TokenKind.INPUT)).isTrue();
      assertThat(answer.usage().isKnown(TokenKind.OUTPUT)).isTrue();
      assertThat(answer.head().responseId()).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "qwen-plus, , , false",
    "qwen-plus, NONE, , false",
    "qwen-plus, LOW, , true",
    "qwen-plus, , true, true",
    "qwen3-32b, , , true",
    "qwen3.5-plus, , , true",
    "qwq-plus, , , true",
    "qwen3-32b, NONE, , false",
    "qwen3-32b, , false, false"
  })
  void aWholeAnswerIsAskedForWhereThereIsOne(
      String model, @Nullable ReasoningEffort effort, @Nullable Boolean enabled, boolean streamed) {
    ChatRequest.Builder request = ChatRequest.builder().model("alibaba/" + model).user("Why?");
    if (effort != null) {
      request.reasoning(effort);
    }
    if (enabled != null) {
      request.extraBody("enable_thinking", enabled);
    }
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = client(server)) {
      assertThat(llm.chat(request.build()).text()).isEqualTo("You said: Why?");

      assertThat(server.requests().get(0).text().contains("\"stream\":true")).isEqualTo(streamed);
    }
  }
}
