package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.Caller;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Mistral as a user meets it: by the environment, by name, over HTTP, in conversations. */
@ExtendWith(LeakRule.class)
class MistralTest {
  private static final Json CITY =
      Json.ofText("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");
  private static final ToolSpec WEATHER = ToolSpec.of("weather", "Current weather", CITY);

  @Test
  void theEnvironmentIsEnough() {
    Map<String, String> environment =
        Map.of("MISTRAL_API_KEY", " sk-1 ", "MISTRAL_BASE_URL", "http://localhost:1/v1");
    try (Provider provider = Mistral.fromEnv(environment)) {
      assertThat(provider.name()).isEqualTo("mistral");
      assertThat(provider.keys().keysFor(Caller.ANONYMOUS))
          .singleElement()
          .satisfies(key -> assertThat(key.secret()).isEqualTo("sk-1"));
    }
    assertThatThrownBy(() -> Mistral.fromEnv(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("MISTRAL_API_KEY");
  }

  @Test
  void answersUnderItsNameWithItsKey() {
    try (SimulatedProvider server = SimulatedProvider.openAi().answer("Hello.").start();
        LlmClient llm =
            LlmClient.builder()
                .provider("mistral", Map.of("base-url", server.baseUrl(), "key", "sk-1"))
                .defaultModel("mistral/mistral-small-latest")
                .build()) {
      ChatResponse answer = llm.prompt("Hi").send();

      assertThat(answer.text()).isEqualTo("Hello.");
      assertThat(answer.served().target()).isEqualTo("mistral/mistral-small-latest");
      assertThat(server.requests())
          .singleElement()
          .satisfies(
              request -> {
                assertThat(request.path()).isEqualTo("/v1/chat/completions");
                assertThat(request.header("authorization")).isEqualTo("Bearer sk-1");
              });
    }
    assertThatThrownBy(
            () -> LlmClient.builder().provider("mistral", Map.of("organization", "o")).build())
        .hasMessageContaining("organization");
  }

  @Test
  void nothingIsSetTwice() {
    Mistral.Builder builder = Mistral.builder().name("a").keys(Keys.of("k")).baseUrl("http://a");

    assertThatThrownBy(() -> builder.name("b")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.keys(Keys.of("l"))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> builder.baseUrl("http://b")).isInstanceOf(IllegalStateException.class);
  }

  /** As its models answer from the results of a tool that has sources. */
  private static final String CITED =
      "[{\"type\":\"text\",\"text\":\"Ada\"},{\"type\":\"reference\",\"reference_ids\":[2, 1]},"
          + "{\"type\":\"text\",\"text\":\" and Grace.\"}]";

  @Test
  void referencesInAnAnswerGoBackToTheByte() {
    String body =
        "{\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
            + "\"content\":"
            + CITED
            + "},\"finish_reason\":\"stop\"}]}";
    try (SimulatedProvider server =
            SimulatedProvider.openAi()
                .answer(Reply.raw(200, "application/json", body))
                .answer("1843.")
                .start();
        LlmClient llm = client(server)) {
      List<Message> turns = new ArrayList<>(List.of(Message.user("Who?")));
      ChatResponse first = llm.chat(turns);
      turns.add(first.message());
      turns.add(Message.user("When?"));
      llm.chat(turns);

      assertThat(first.text()).isEqualTo("Ada and Grace.");
      assertThat(server.requests().get(1).text()).contains("\"content\":" + CITED);
    }
  }

  @Test
  void referencesInAStreamGoBackWhereTheyStood() {
    String chunk =
        "data: {\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":%s},"
            + "\"finish_reason\":%s}]}\n\n";
    String stream =
        chunk.formatted("\"A\"", "null")
            + chunk.formatted("\"da\"", "null")
            + chunk.formatted("[{\"type\":\"reference\",\"reference_ids\":[2, 1]}]", "null")
            + chunk.formatted("\" and \"", "null")
            + chunk.formatted("\"Grace.\"", "null")
            + chunk.formatted("\"\"", "\"stop\"")
            + "data: [DONE]\n\n";
    try (SimulatedProvider server =
            SimulatedProvider.openAi()
                .answer(Reply.raw(200, "text/event-stream", stream))
                .answer("1843.")
                .start();
        LlmClient llm = client(server)) {
      List<Message> turns = new ArrayList<>(List.of(Message.user("Who?")));
      try (ChatStream answer = llm.stream(ChatRequest.of(turns))) {
        turns.add(answer.response().message());
      }
      turns.add(Message.user("When?"));
      llm.chat(turns);

      assertThat(server.requests().get(1).text()).contains("\"content\":" + CITED);
    }
  }

  private static LlmClient client(SimulatedProvider server) {
    return LlmClient.builder()
        .provider(Mistral.builder().baseUrl(server.baseUrl()).build())
        .defaultModel("mistral/mistral-small-latest")
        .build();
  }

  static Stream<SimulatedProvider.Builder> others() {
    return Stream.of(
        SimulatedProvider.openAi(),
        SimulatedProvider.openAiResponses(),
        SimulatedProvider.anthropic(),
        SimulatedProvider.gemini(),
        SimulatedProvider.bedrock());
  }

  /**
   * The user speaks and the system too, where Mistral wants an answer: all of it is in its form.
   */
  @ParameterizedTest
  @MethodSource("others")
  void aConversationThatBeganElsewhereIsInTheFormThatItTakes(SimulatedProvider.Builder other) {
    Reply calls = Reply.toolCall("weather", "{\"city\":\"Oslo\"}");
    try (SimulatedProvider begins = other.named("other").answer(calls).start();
        SimulatedProvider server = SimulatedProvider.openAi().always("Yes.").start();
        LlmClient llm =
            LlmClient.builder()
                .provider(begins.provider())
                .provider(Mistral.builder().baseUrl(server.baseUrl()).build())
                .build()) {
      List<Message> turns = new ArrayList<>(List.of(Message.user("A coat in Oslo?")));
      ChatResponse called = llm.chat(request(turns, begins.model()));
      ToolCall call = called.toolCalls().get(0);
      turns.add(called.message());
      turns.add(Message.tool(ToolResult.of(call.id(), "rain")));
      turns.add(Message.system("Be brief."));
      turns.add(Message.user("Well?"));
      turns.add(Message.assistant(List.of(new Part.Refusal("I cannot say."))));
      turns.add(Message.user("Try."));

      ChatResponse answer = llm.chat(request(turns, "mistral/mistral-medium-2508"));

      assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
      JsonNode sent =
          JsonMapper.shared().readTree(server.requests().get(0).text()).path("messages");
      MistralRules.checkForOlder(sent);
      assertThat(sent.toString())
          .contains("A coat in Oslo?", "weather", "Oslo", "rain", "Be brief.", "I cannot say.");
      assertThat(answer.served().trail().toString()).contains("moved to its beginning", "'OK.'");
    }
  }

  private static ChatRequest request(List<Message> turns, String model) {
    return ChatRequest.builder().model(model).messages(turns).tools(WEATHER).build();
  }
}
