package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.providers.openai.CompatibleHost;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A conversation that stays at a provider and goes on with the model of another maker there: what
 * the first one signed is not sent to it, and goes back to the first one's maker.
 */
@ExtendWith(LeakRule.class)
class ReasoningOfAnotherMakerTest {
  private static final String CLAUDE = "eu.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String SECRET = "c2VjcmV0LXNpZ25hdHVyZQ==";

  private static Reply ofBedrock() {
    return Reply.raw(
        200,
        "application/json",
        "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":["
            + "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"Look.\","
            + ("\"signature\":\"" + SECRET + "\"}}},")
            + ("{\"reasoningContent\":{\"redactedContent\":\"" + SECRET + "\"}},")
            + "{\"text\":\"Blue.\"}]}},\"stopReason\":\"end_turn\"}");
  }

  private static Reply ofOpenRouter() {
    return Reply.raw(
        200,
        "application/json",
        "{\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{"
            + "\"content\":\"Blue.\",\"reasoning_details\":[{\"type\":\"reasoning.text\","
            + ("\"text\":\"Look.\",\"signature\":\"" + SECRET + "\"}]},")
            + "\"finish_reason\":\"stop\"}]}");
  }

  @ParameterizedTest
  @CsvSource({
    CLAUDE + ", anthropic.claude-haiku-4-5-20251001-v1:0, true",
    CLAUDE + ", amazon.nova-2-lite-v1:0, false",
    CLAUDE + ", us.amazon.nova-premier-v1:0, false",
    CLAUDE + ", openai.gpt-oss-120b-1:0, false",
    CLAUDE + ", us.deepseek.r1-v1:0, false",
    CLAUDE + ", arn:aws:bedrock:eu-west-1:1:application-inference-profile/x, false",
    "amazon.nova-2-lite-v1:0, " + CLAUDE + ", false",
    "amazon.nova-2-lite-v1:0, us.amazon.nova-2-lite-v1:0, true",
    "us.deepseek.r1-v1:0, us.deepseek.r1-v1:0, true",
  })
  void bedrockSendsItToModelsOfTheSameMakerAlone(String first, String then, boolean goesBack) {
    try (SimulatedProvider server =
        SimulatedProvider.bedrock().answer(ofBedrock()).always("ok").start()) {
      goOn(server, server.provider(), first, then, goesBack);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic/claude-sonnet-4.5, anthropic/claude-haiku-4.5, true",
    "anthropic/claude-sonnet-4.5, openai/gpt-5, false",
    "openai/gpt-5, anthropic/claude-sonnet-4.5, false",
    "google/gemini-3-pro, google/gemini-3-pro, true",
    "preset, preset, true",
  })
  void openRouterSendsItToModelsOfTheSameMakerAlone(String first, String then, boolean goesBack) {
    try (SimulatedProvider server =
            SimulatedProvider.openAi().answer(ofOpenRouter()).always("ok").start();
        Provider host = CompatibleHost.OPENROUTER.builder().baseUrl(server.baseUrl()).build()) {
      goOn(server, host, first, then, goesBack);
    }
  }

  private static Reply ofLiteLlm() {
    return Reply.raw(
        200,
        "application/json",
        "{\"id\":\"1\",\"model\":\"claude-sonnet-4-5-20250929\",\"choices\":[{\"index\":0,\"message\":{"
            + "\"content\":\"Blue.\",\"reasoning_content\":\"Look.\",\"thinking_blocks\":["
            + ("{\"type\":\"thinking\",\"thinking\":\"Look.\",\"signature\":\"" + SECRET + "\"}]},")
            + "\"finish_reason\":\"stop\"}]}");
  }

  /** The names that a proxy gives to its models say nothing of their makers. */
  @ParameterizedTest
  @CsvSource({
    "claude, claude, true",
    "claude, gpt, false",
    "anthropic/claude-sonnet-4.5, anthropic/claude-haiku-4.5, false",
  })
  void liteLlmSendsItToTheSameModelAlone(String first, String then, boolean goesBack) {
    try (SimulatedProvider server =
            SimulatedProvider.openAi().answer(ofLiteLlm()).always("ok").start();
        Provider proxy = CompatibleHost.LITELLM.builder().baseUrl(server.baseUrl()).build()) {
      goOn(server, proxy, first, then, goesBack);
    }
  }

  private static void goOn(
      SimulatedProvider server, Provider provider, String first, String then, boolean goesBack) {
    try (LlmClient llm = LlmClient.builder().provider(provider).build()) {
      List<Message> turns = new ArrayList<>(List.of(Message.user("Why?")));
      turns.add(llm.chat(ask(provider, first, turns)).message());
      turns.add(Message.user("Sure?"));

      ChatResponse answer = llm.chat(ask(provider, then, turns));

      String sent = server.requests().get(1).text();
      assertThat(sent).contains("Blue.");
      if (goesBack) {
        assertThat(sent).contains(SECRET);
        assertThat(answer.served().trail().toString()).doesNotContain("left out");
      } else {
        assertThat(sent).doesNotContain(SECRET, "Look.");
        assertThat(answer.served().trail().toString())
            .contains("another maker's model of " + provider.name() + " signed was left out");
      }
    }
  }

  private static ChatRequest ask(Provider provider, String model, List<Message> turns) {
    return ChatRequest.builder().model(provider.name() + '/' + model).messages(turns).build();
  }
}
