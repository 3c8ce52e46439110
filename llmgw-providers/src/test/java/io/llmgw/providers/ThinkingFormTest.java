package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.Prompt;
import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.tool.Tool;
import io.llmgw.providers.openai.CompatibleHost;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models of DeepSeek that think unasked refuse to be forced: values are asked for otherwise. */
@ExtendWith(LeakRule.class)
class ThinkingFormTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String VALUE = "{\"word\":\"coat\"}";
  private static final String CALL =
      "{\"choices\":[{\"message\":{\"content\":null,\"tool_calls\":[{\"id\":\"c1\","
          + "\"type\":\"function\",\"function\":{\"name\":\"final_answer\","
          + "\"arguments\":\"{\\\"word\\\":\\\"coat\\\"}\"}}]},"
          + "\"finish_reason\":\"tool_calls\"}]}";

  record Advice(String word) {}

  record City(String name) {}

  @ParameterizedTest
  @ValueSource(strings = {"deepseek-reasoner", "deepseek-v4-flash", "deepseek-v4-pro-0901"})
  void aModelThatThinksUnaskedIsAskedForJson(String model) {
    JsonNode asked = asked(SimulatedProvider.openAi().answer(VALUE), model);

    assertThat(asked.at("/response_format/type").asString()).isEqualTo("json_object");
    assertThat(asked.has("tool_choice")).isFalse();
  }

  @Test
  void besideOtherToolsItIsToldToCallTheTool() {
    Tool weather = Tool.of("weather", City.class, city -> "rain");

    JsonNode asked = asked(called(), "deepseek-reasoner", weather);

    assertThat(asked.has("tool_choice")).isFalse();
    assertThat(asked.path("messages").toString()).contains(ExpectedAnswer.TOOL_NAME);
  }

  @Test
  void itsSiblingThatDoesNotThinkIsForced() {
    JsonNode asked = asked(called(), "deepseek-chat");

    assertThat(asked.at("/tool_choice/function/name").asString())
        .isEqualTo(ExpectedAnswer.TOOL_NAME);
  }

  @Test
  void theProviderSaysSoOfItsModels() {
    Provider deepSeek = CompatibleHost.DEEPSEEK.builder().baseUrl("http://localhost:1").build();

    assertThat(deepSeek.capabilities().has(Capability.TOOL_CHOICE)).isTrue();
    assertThat(deepSeek.capabilities("deepseek-chat")).isEqualTo(deepSeek.capabilities());
    assertThat(deepSeek.capabilities("deepseek-v4-pro"))
        .isEqualTo(deepSeek.capabilities().without(Capability.TOOL_CHOICE));
    deepSeek.close();
  }

  private static SimulatedProvider.Builder called() {
    return SimulatedProvider.openAi().answer(Reply.raw(200, "application/json", CALL));
  }

  private static JsonNode asked(SimulatedProvider.Builder script, String model, Object... tools) {
    try (SimulatedProvider server = script.start();
        LlmClient llm =
            LlmClient.builder()
                .provider(
                    CompatibleHost.DEEPSEEK
                        .builder()
                        .baseUrl(server.baseUrl())
                        .keys(Keys.of("sk-of-a-test"))
                        .build())
                .defaultModel("deepseek/" + model)
                .build()) {
      Prompt prompt = llm.prompt("Do I need a coat?").tools(tools);
      assertThat(prompt.as(Advice.class)).isEqualTo(new Advice("coat"));
      return JSON.readTree(server.requests().get(0).text());
    }
  }
}
