package io.llmgw.providers.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.providers.wire.WireCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Claude's generations refuse, they refuse at Bedrock by either API. */
class ClaudeAtBedrockTest {
  private static final String NEWER = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String OLDER = "anthropic.claude-3-5-haiku-20241022-v1:0";

  private static final String UNASKED = "us.anthropic.claude-sonnet-5";

  private final List<String> notes = new ArrayList<>();

  private static ChatRequest.Builder ask() {
    return ChatRequest.builder().user("x");
  }

  private JsonNode body(BedrockApi api, ChatRequest request, String model) {
    WireCall call = new WireCall(request, "bedrock", model, Delivery.WHOLE, notes::add);
    byte[] body = BedrockFormat.of(api).encode(call).body().toByteArray();
    return JsonMapper.shared().readTree(new String(body, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void ofTemperatureAndTopPOneIsTaken(BedrockApi api) {
    ChatRequest both = ask().temperature(0.3).topP(0.9).build();

    assertThatThrownBy(() -> body(api, both, NEWER))
        .isInstanceOf(LlmException.class)
        .hasMessageContaining("the parameter topP beside a temperature");
    String sent = body(api, both.with(Leniency.DROP), NEWER).toString();
    assertThat(sent).contains("\"temperature\":0.3").doesNotContain("0.9");
    assertThat(notes).singleElement().asString().contains("topP");
    assertThat(body(api, both, "anthropic.claude-sonnet-4-20250514-v1:0").toString())
        .contains("0.3", "0.9");
  }

  @ParameterizedTest
  @EnumSource
  void modelsThatChooseTheirWordsThemselvesAreNotToldHow(BedrockApi api) {
    for (String model :
        List.of("anthropic.claude-opus-4-7", "global.anthropic.claude-opus-5", UNASKED)) {
      ChatRequest.Builder hot = ask().temperature(0.3).topP(0.9).topK(40);
      ChatRequest all = hot.reasoning(ReasoningEffort.NONE).build();

      assertThatThrownBy(() -> body(api, all, model))
          .isInstanceOf(LlmException.class)
          .hasMessageContaining(model + " does not support the parameter temperature;");
      notes.clear();
      assertThat(body(api, all.with(Leniency.DROP), model).toString())
          .doesNotContain("0.3", "0.9", "40");
      assertThat(notes).hasSize(3);
    }
    ChatRequest topK = ask().topK(40).build();
    assertThatThrownBy(() -> body(api, topK, UNASKED)).hasMessageContaining("parameter topK;");
  }

  @ParameterizedTest
  @EnumSource
  void modelsThatThinkUnaskedAreForbiddenTo(BedrockApi api) {
    ChatRequest none = ask().reasoning(ReasoningEffort.NONE).build();

    assertThat(body(api, none, UNASKED).toString())
        .contains("\"thinking\":{\"type\":\"disabled\"}");
    assertThat(body(api, none, "us.anthropic.claude-sonnet-5-5").toString())
        .contains("\"thinking\":{\"type\":\"between_tools\"}");
    assertThat(body(api, none, "anthropic.claude-opus-5-5").toString()).doesNotContain("thinking");
  }

  @Test
  void modelsOfOthersTakeBoth() {
    ChatRequest both = ask().temperature(0.3).topP(0.9).build();

    JsonNode sent = body(BedrockApi.CONVERSE, both, "us.amazon.nova-lite-v1:0");

    assertThat(sent.path("inferenceConfig").propertyNames()).containsExactly("temperature", "topP");
  }

  @ParameterizedTest
  @EnumSource
  void modelsBeforeThoughtAreNotToldToThink(BedrockApi api) {
    ChatRequest low = ask().reasoning(ReasoningEffort.LOW).build();

    assertThatThrownBy(() -> body(api, low, OLDER))
        .isInstanceOf(LlmException.class)
        .hasMessageContaining("the parameter reasoning");
    assertThat(body(api, low.with(Leniency.DROP), OLDER).toString()).doesNotContain("thinking");
  }

  @ParameterizedTest
  @CsvSource({NEWER + ", true", OLDER + ", false", "us.amazon.nova-2-lite-v1:0, true"})
  void saysWhichModelsReason(String model, boolean reasons) {
    Capabilities all = Capabilities.of(Capability.values());

    assertThat(Decoding.FORMAT.capabilities(all, model).has(Capability.REASONING))
        .isEqualTo(reasons);
  }
}
