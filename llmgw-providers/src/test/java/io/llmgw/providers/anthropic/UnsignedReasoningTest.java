package io.llmgw.providers.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.Settings;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.tool.Tool;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hosts of Anthropic's protocol that sign no thoughts, and want them back with calls of tools. */
@ExtendWith(LeakRule.class)
class UnsignedReasoningTest {
  private static final Tool WEATHER = Tool.of("weather", City.class, city -> "rain");
  private static final String THOUGHT = "{\"type\":\"thinking\",\"thinking\":\"I must look.\"}";

  /** What the tool is asked. */
  record City(String name) {}

  private static Reply thoughtfulCall() {
    return Reply.raw(
        200,
        "application/json",
        "{\"id\":\"msg_1\",\"model\":\"deepseek-v4-pro\",\"content\":["
            + "{\"type\":\"thinking\",\"thinking\":\"I must look.\"},"
            + "{\"type\":\"tool_use\",\"id\":\"call_1\",\"name\":\"weather\","
            + "\"input\":{\"name\":\"Oslo\"}}],\"stop_reason\":\"tool_use\"}");
  }

  private static JsonNode firstBlockOfTheTurn(SimulatedProvider server) {
    JsonNode second = JsonMapper.shared().readTree(server.requests().get(1).text());
    return second.at("/messages/1/content/0");
  }

  @Test
  void aHostThatTakesThemIsSentItsThoughtsWithTheCallsThatTheyLedTo() {
    try (SimulatedProvider server =
            SimulatedProvider.anthropic().answer(thoughtfulCall()).answer("Take a coat.").start();
        LlmClient llm =
            client(
                Anthropic.builder().baseUrl(server.baseUrl()).takesUnsignedReasoning().build())) {
      ChatResponse answer = llm.prompt("A coat in Oslo?").tools(WEATHER).send();

      assertThat(answer.text()).isEqualTo("Take a coat.");
      assertThat(firstBlockOfTheTurn(server)).isEqualTo(JsonMapper.shared().readTree(THOUGHT));
      assertThat(answer.served().trail().toString()).doesNotContain("left out");
    }
  }

  @Test
  void byNameItIsASettingToo() {
    try (SimulatedProvider server =
            SimulatedProvider.anthropic().answer(thoughtfulCall()).answer("Take a coat.").start();
        LlmClient llm =
            client(
                new AnthropicProviderFactory()
                    .create(
                        Settings.of(
                            Map.of(
                                "base-url",
                                server.baseUrl(),
                                "takes-unsigned-reasoning",
                                "true"))))) {
      llm.prompt("A coat in Oslo?").tools(WEATHER).send();

      assertThat(firstBlockOfTheTurn(server)).isEqualTo(JsonMapper.shared().readTree(THOUGHT));
    }
    assertThatThrownBy(
            () ->
                new AnthropicProviderFactory()
                    .create(Settings.of(Map.of("takes-unsigned-reasoning", "yes"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("takes-unsigned-reasoning");
  }

  @Test
  void withoutTheSettingTheyAreLeftOutAndTheTrailSaysSo() {
    try (SimulatedProvider server =
            SimulatedProvider.anthropic().answer(thoughtfulCall()).answer("Take a coat.").start();
        LlmClient llm = client(Anthropic.builder().baseUrl(server.baseUrl()).build())) {
      ChatResponse answer = llm.prompt("A coat in Oslo?").tools(WEATHER).send();

      assertThat(firstBlockOfTheTurn(server).path("type").asString()).isEqualTo("tool_use");
      assertThat(answer.served().trail().toString())
          .contains("reasoning that anthropic did not sign was left out");
    }
  }

  @Test
  void thoughtsOfAnotherProviderNeverGoThere() {
    try (SimulatedProvider server = SimulatedProvider.anthropic().answer("Yes.").start();
        LlmClient llm =
            client(
                Anthropic.builder().baseUrl(server.baseUrl()).takesUnsignedReasoning().build())) {
      List<Message> turns =
          List.of(
              Message.user("x"),
              Message.assistant(
                  List.of(new Part.Reasoning("secret", null, "groq"), Part.text("Hm."))),
              Message.user("y"));

      ChatResponse answer = llm.chat(ChatRequest.of(turns));

      assertThat(server.requests().get(0).text()).doesNotContain("secret");
      assertThat(answer.served().trail().toString())
          .contains("reasoning of another provider than anthropic was left out");
    }
  }

  @Test
  void itIsSetOnce() {
    Anthropic.Builder builder = Anthropic.builder().takesUnsignedReasoning();

    assertThatThrownBy(builder::takesUnsignedReasoning).isInstanceOf(IllegalStateException.class);
  }

  private static LlmClient client(Provider provider) {
    return LlmClient.builder().provider(provider).defaultModel("anthropic/deepseek-v4-pro").build();
  }
}
