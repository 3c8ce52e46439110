package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Tokens;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Models that think before they answer, over each simulated server: what they thought is read, what
 * they signed goes back to them in the next turn, and to nobody else.
 */
@ExtendWith(LeakRule.class)
class SimulatedReasoningTest {
  private static final String THOUGHT = "The city may be cold.";
  private static final String SIGNATURE = "c2lnbmF0dXJlLW9mLXRoZS1tb2RlbA==";
  private static final ToolSpec WEATHER =
      ToolSpec.of("weather", "Current weather", Json.ofText("{\"type\":\"object\"}"));

  /** A server, and what of reasoning goes back to it. */
  private enum Api {
    CHAT,
    AZURE,
    RESPONSES,
    ANTHROPIC,
    GEMINI,
    VERTEX,
    CLAUDE_ON_VERTEX,
    BEDROCK,
    BEDROCK_INVOKE,
    OLLAMA,
    COHERE;

    SimulatedProvider.Builder server() {
      return switch (this) {
        case CHAT -> SimulatedProvider.openAi();
        case AZURE -> SimulatedProvider.azureOpenAi();
        case RESPONSES -> SimulatedProvider.openAiResponses();
        case ANTHROPIC -> SimulatedProvider.anthropic();
        case GEMINI -> SimulatedProvider.gemini().model("gemini-3-flash");
        case VERTEX -> SimulatedProvider.vertex().model("gemini-3-flash");
        case CLAUDE_ON_VERTEX -> SimulatedProvider.claudeOnVertex().model("claude-sonnet-4-5");
        case BEDROCK -> SimulatedProvider.bedrock().model("anthropic.claude-3-7");
        case BEDROCK_INVOKE -> SimulatedProvider.bedrockInvoke().model("anthropic.claude-3-7");
        case OLLAMA -> SimulatedProvider.ollama();
        case COHERE -> SimulatedProvider.cohere();
      };
    }

    boolean signs() {
      return this != OLLAMA && this != COHERE;
    }

    /** Whether the usage says how much of the answer was thought. */
    boolean countsThoughts() {
      return switch (this) {
        case CHAT, AZURE, RESPONSES, GEMINI, VERTEX, COHERE -> true;
        default -> false;
      };
    }

    /** What of the reasoning before a call of tools is in the next request. */
    String sentBack() {
      return signs() ? SIGNATURE : THOUGHT;
    }
  }

  static Stream<Arguments> deliveries() {
    return Stream.of(Api.values())
        .flatMap(api -> Stream.of(Arguments.of(api, false), Arguments.of(api, true)));
  }

  static Stream<Arguments> pairs() {
    return Stream.of(Api.values())
        .flatMap(
            first ->
                Stream.of(Api.values())
                    .filter(then -> then != first)
                    .map(then -> Arguments.of(first, then)));
  }

  @ParameterizedTest
  @MethodSource("deliveries")
  void whatWasThoughtBeforeACallGoesBackToWhoThoughtIt(Api api, boolean streamed) {
    try (SimulatedProvider server = api.server().answer(signedCall()).answer("Take it.").start();
        LlmClient llm = client(server.provider())) {
      List<Message> turns = new ArrayList<>(List.of(Message.user("A coat in Oslo?")));
      ChatResponse called = answer(llm, server.model(), turns, streamed);
      addResult(turns, called);

      ChatResponse end = answer(llm, server.model(), turns, streamed);

      assertThat(thoughtsOf(called)).isEqualTo(THOUGHT);
      assertThat(called.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
      assertThat(called.toolCalls().get(0).arguments().asObject()).containsEntry("city", "Oslo");
      assertThat(end.text()).isEqualTo("Take it.");
      assertThat(server.requests().get(1).text()).contains(api.sentBack());
      assertThat(end.served().trail().toString()).doesNotContain("reasoning");
      assertThat(server.failures()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("deliveries")
  void whatWasThoughtBeforeATextIsReadAndCounted(Api api, boolean streamed) {
    Reply reply = Reply.text("Take a warm coat.").reasoning(THOUGHT).signed(SIGNATURE);
    try (SimulatedProvider server = api.server().answer(reply).answer("Yes.").start();
        LlmClient llm = client(server.provider())) {
      List<Message> turns = new ArrayList<>(List.of(Message.user("A coat in Oslo?")));
      ChatResponse said = answer(llm, server.model(), turns, streamed);
      turns.add(said.message());
      turns.add(Message.user("Sure?"));
      answer(llm, server.model(), turns, streamed);

      int thought = Tokens.count(THOUGHT);
      assertThat(thoughtsOf(said)).isEqualTo(THOUGHT);
      assertThat(said.text()).isEqualTo("Take a warm coat.");
      assertThat(said.usage().count(TokenKind.OUTPUT).tokens())
          .isEqualTo(thought + Tokens.count("Take a warm coat."));
      if (api.countsThoughts()) {
        assertThat(said.usage().count(TokenKind.REASONING).tokens()).isEqualTo(thought);
      }
      assertThat(server.log().get(0).text()).isEqualTo("Take a warm coat.");
      if (api.signs()) {
        assertThat(server.requests().get(1).text()).contains(SIGNATURE);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("deliveries")
  void reasoningWithoutASignatureIsReadAsWell(Api api, boolean streamed) {
    Reply reply = Reply.toolCall("weather", "{\"city\":\"Oslo\"}").reasoning(THOUGHT);
    try (SimulatedProvider server = api.server().answer(reply).answer("Take it.").start();
        LlmClient llm = client(server.provider())) {
      List<Message> turns = new ArrayList<>(List.of(Message.user("A coat in Oslo?")));
      ChatResponse called = answer(llm, server.model(), turns, streamed);
      addResult(turns, called);

      ChatResponse end = answer(llm, server.model(), turns, streamed);

      assertThat(thoughtsOf(called)).isEqualTo(THOUGHT);
      assertThat(end.text()).isEqualTo("Take it.");
      boolean sent = server.requests().get(1).text().contains(THOUGHT);
      assertThat(end.served().trail().toString().contains("reasoning")).isNotEqualTo(sent);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void anotherProviderIsSentNothingOfIt(Api first, Api then) {
    try (SimulatedProvider begins = first.server().named("first").answer(signedCall()).start();
        SimulatedProvider goesOn = then.server().named("then").answer("Take it.").start();
        LlmClient llm = client(begins.provider(), goesOn.provider())) {
      List<Message> turns = new ArrayList<>(List.of(Message.user("A coat in Oslo?")));
      addResult(turns, answer(llm, begins.model(), turns, true));

      ChatResponse end = answer(llm, goesOn.model(), turns, true);

      assertThat(end.text()).isEqualTo("Take it.");
      assertThat(goesOn.requests().get(0).text()).doesNotContain(SIGNATURE, THOUGHT);
      assertThat(end.served().trail().toString()).contains("left out");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLimitOfTheRequestMayBeReachedInThought(Api api) {
    Reply reply = Reply.text("Take a warm coat.").reasoning(THOUGHT).signed(SIGNATURE);
    try (SimulatedProvider server = api.server().always(reply).start();
        LlmClient llm = client(server.provider())) {
      ChatRequest ask =
          ChatRequest.builder().model(server.model()).user("A coat?").maxOutputTokens(2).build();
      for (boolean streamed : new boolean[] {false, true}) {
        ChatResponse answer = streamed ? streamed(llm, ask) : llm.chat(ask);

        assertThat(answer.text()).isEmpty();
        assertThat(thoughtsOf(answer)).isEqualTo("The city");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.LENGTH);
      }
    }
  }

  private static Reply signedCall() {
    return Reply.toolCall("weather", "{\"city\":\"Oslo\"}").reasoning(THOUGHT).signed(SIGNATURE);
  }

  private static String thoughtsOf(ChatResponse response) {
    StringBuilder text = new StringBuilder();
    for (Part part : response.message().parts()) {
      text.append(part instanceof Part.Reasoning reasoning ? reasoning.text() : "");
    }
    return text.toString();
  }

  private static void addResult(List<Message> turns, ChatResponse called) {
    turns.add(called.message());
    turns.add(Message.tool(ToolResult.of(called.toolCalls().get(0).id(), "rain")));
  }

  private static ChatResponse answer(
      LlmClient llm, String model, List<Message> turns, boolean streamed) {
    ChatRequest ask = ChatRequest.builder().model(model).messages(turns).tools(WEATHER).build();
    return streamed ? streamed(llm, ask) : llm.chat(ask);
  }

  private static ChatResponse streamed(LlmClient llm, ChatRequest ask) {
    try (ChatStream stream = llm.stream(ask)) {
      return stream.response();
    }
  }

  private static LlmClient client(Provider... providers) {
    var client = LlmClient.builder();
    for (Provider provider : providers) {
      client.provider(provider);
    }
    return client.build();
  }
}
