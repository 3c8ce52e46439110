package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.providers.responses.ResponsesFormat;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models of one host differ in which efforts they know; each is sent one that it does. */
class ModelEffortTest {
  private final List<String> notes = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "o3, MINIMAL, low",
    "o4-mini, XHIGH, high",
    "o1, NONE, low",
    "gpt-5, NONE, minimal",
    "gpt-5-mini-2025-08-07, XHIGH, high",
    "ft:o4-mini-2025-04-16:acme::x, MAX, high",
    "gpt-5-pro, LOW, high",
    "gpt-5-codex, MINIMAL, low",
    "gpt-5.1, MINIMAL, low",
    "gpt-5.1, NONE, none",
    "gpt-5.1, XHIGH, high",
    "gpt-5.1-chat-latest, HIGH, medium",
    "gpt-5.1-codex, NONE, low",
    "gpt-5.1-codex-max, XHIGH, xhigh",
    "gpt-5.2, XHIGH, xhigh",
    "gpt-5.2, MAX, xhigh",
    "gpt-5.2-pro, LOW, medium",
    "gpt-5.3-codex, NONE, low",
    "gpt-5.5, MINIMAL, low",
    "gpt-5.6, MAX, max",
    "gpt-5.6-sol, NONE, none",
    "of-ours, MINIMAL, minimal",
    "of-ours, MAX, max"
  })
  void openAiIsSentAnEffortThatTheModelKnows(String model, ReasoningEffort asked, String sent) {
    ChatRequest request = ChatRequest.builder().user("x").reasoning(asked).build();

    JsonNode chat = encode(new OpenAiChatFormat(OpenAi.DIALECT), request, model);
    JsonNode item = encode(new ResponsesFormat(OpenAi.DIALECT.inResponses()), request, model);

    assertThat(chat.path("reasoning_effort").asString("absent")).isEqualTo(sent);
    assertThat(item.at("/reasoning/effort").asString("absent")).isEqualTo(sent);
    assertThat(notes).hasSize(asked.name().equalsIgnoreCase(sent) ? 0 : 2);
  }

  /** docs.together.ai, "Reasoning": it was sent an effort that no such model knows. */
  @ParameterizedTest
  @CsvSource({"NONE, false, 0", "HIGH, true, 1"})
  void mostModelsAtTogetherAreToldWhetherToReason(
      ReasoningEffort asked, boolean enabled, int remarks) {
    ChatRequest request = ChatRequest.builder().user("x").reasoning(asked).build();

    JsonNode body =
        encode(new OpenAiChatFormat(CompatibleHost.TOGETHER.dialect()), request, "zai-org/GLM-5.1");

    assertThat(body.has("reasoning_effort")).isFalse();
    assertThat(body.path("reasoning").propertyNames()).containsExactly("enabled");
    assertThat(body.at("/reasoning/enabled").booleanValue()).isEqualTo(enabled);
    assertThat(notes).hasSize(remarks);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-4o",
        "gpt-4.1-mini",
        "ft:gpt-4o-mini-2024-07-18:acme::x",
        "gpt-5-chat-latest"
      })
  void aModelThatDoesNotReasonIsNotToldHow(String model) {
    ChatRequest request = ChatRequest.builder().user("x").reasoning(ReasoningEffort.LOW).build();

    for (WireFormat format :
        List.of(
            new OpenAiChatFormat(OpenAi.DIALECT),
            new ResponsesFormat(OpenAi.DIALECT.inResponses()))) {
      assertThatThrownBy(() -> encode(format, request, model))
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED))
          .hasMessageContaining("the parameter reasoning");
      JsonNode sent = encode(format, request.with(Leniency.DROP), model);
      assertThat(sent.has("reasoning_effort") || sent.has("reasoning")).isFalse();
      ChatRequest none = request.toBuilder().reasoning(ReasoningEffort.NONE).build();
      JsonNode without = encode(format, none, model);
      assertThat(without.has("reasoning_effort") || without.has("reasoning")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "XAI, grok-3-mini, MEDIUM, low",
    "XAI, grok-4.20-multi-agent-0309, XHIGH, xhigh",
    "XAI, grok-4.3, NONE, none",
    "XAI, grok-4.5, NONE, low",
    "XAI, grok-4.6, MAX, xhigh",
    "XAI, of-ours, XHIGH, high",
    "GROQ, qwen/qwen3-32b, NONE, none",
    "GROQ, qwen/qwen3-32b, LOW, default",
    "GROQ, openai/gpt-oss-120b, NONE, low",
    "GROQ, openai/gpt-oss-20b, XHIGH, high",
    "GROQ, of-ours, NONE, none",
    "TOGETHER, openai/gpt-oss-120b, NONE, low",
    "TOGETHER, openai/gpt-oss-20b, MEDIUM, medium",
    "FIREWORKS, accounts/fireworks/models/gpt-oss-120b, NONE, low",
    "FIREWORKS, accounts/fireworks/models/kimi-k2p6, NONE, none",
    "CEREBRAS, gpt-oss-120b, NONE, low",
    "CEREBRAS, zai-glm-4.7, NONE, none"
  })
  void aHostIsSentAnEffortThatTheModelKnows(
      CompatibleHost host, String model, ReasoningEffort asked, String sent) {
    ChatRequest request = ChatRequest.builder().user("x").reasoning(asked).build();

    JsonNode body = encode(new OpenAiChatFormat(host.dialect()), request, model);

    assertThat(body.path("reasoning_effort").asString("absent")).isEqualTo(sent);
    assertThat(notes).hasSize(asked.name().equalsIgnoreCase(sent) ? 0 : 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grok-3",
        "grok-4",
        "grok-4-0709",
        "grok-4.20-0309-reasoning",
        "grok-4-1-fast-reasoning",
        "grok-code-fast-1"
      })
  void aModelOfXaiThatKnowsNoEffortsIsSentNone(String model) {
    ChatRequest request = ChatRequest.builder().user("x").reasoning(ReasoningEffort.LOW).build();
    WireFormat format = new OpenAiChatFormat(CompatibleHost.XAI.dialect());

    assertThatThrownBy(() -> encode(format, request, model))
        .isInstanceOf(LlmException.class)
        .hasMessageContaining("the parameter reasoning");
    JsonNode sent = encode(format, request.with(Leniency.DROP), model);
    assertThat(sent.has("reasoning_effort")).isFalse();
  }

  /** "Model grok-4 does not support parameter presencePenalty." */
  @ParameterizedTest
  @CsvSource({
    "grok-4, false, false",
    "grok-4.5, false, false",
    "grok-3-mini, false, false",
    "grok-code-fast-1, false, false",
    "grok-4-1-fast-non-reasoning, false, true",
    "grok-4.20-0309-non-reasoning, false, true",
    "grok-3, true, true"
  })
  void aModelOfXaiIsNotSentWhatItRefuses(String model, boolean penalties, boolean stops) {
    ChatRequest request =
        ChatRequest.builder()
            .user("x")
            .frequencyPenalty(0.1)
            .presencePenalty(0.1)
            .stop("END")
            .option(Leniency.DROP)
            .build();

    JsonNode sent = encode(new OpenAiChatFormat(CompatibleHost.XAI.dialect()), request, model);

    assertThat(sent.has("frequency_penalty")).isEqualTo(penalties);
    assertThat(sent.has("presence_penalty")).isEqualTo(penalties);
    assertThat(sent.has("stop")).isEqualTo(stops);
    assertThat(notes).hasSize((penalties ? 0 : 2) + (stops ? 0 : 1));
  }

  /** "Unsupported parameter: 'stop' is not supported with this model." */
  @ParameterizedTest
  @CsvSource({
    "o1, true",
    "o1-2024-12-17, true",
    "o1-pro, true",
    "o1-mini, false",
    "o1-preview-2024-09-12, false",
    "o3, false",
    "o3-2025-04-16, false",
    "o3-pro, false",
    "o3-mini, true",
    "o3-mini-2025-01-31, true",
    "ft:o3-mini-2025-01-31:acme::x, true",
    "o4-mini, false",
    "ft:o4-mini-2025-04-16:acme::x, false",
    "gpt-5, false",
    "gpt-5-mini, false",
    "gpt-5.1, false",
    "gpt-5.2-2025-12-11, false",
    "gpt-5.6-sol, false",
    "gpt-5-chat-latest, true",
    "gpt-5.3-chat-latest, true",
    "gpt-4o, true",
    "gpt-4.1-nano, true",
    "gpt-3.5-turbo, true",
    "of-ours, true"
  })
  void aModelOfOpenAiIsNotSentStopsThatItRefuses(String model, boolean taken) {
    ChatRequest request = ChatRequest.builder().user("x").stop("END").build();
    WireFormat format = new OpenAiChatFormat(OpenAi.DIALECT);

    JsonNode sent = encode(format, request.with(Leniency.DROP), model);

    assertThat(sent.has("stop")).isEqualTo(taken);
    assertThat(notes).hasSize(taken ? 0 : 1);
    if (taken) {
      assertThat(encode(format, request, model).has("stop")).isTrue();
    } else {
      assertThatThrownBy(() -> encode(format, request, model))
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED))
          .hasMessageContaining("the parameter stop");
    }
  }

  @Test
  void aBudgetAtAModelThatKnowsNoEffortsHasItThinkAsMuchAsItLikes() {
    ChatRequest request =
        ChatRequest.builder().user("x").reasoning(ReasoningSettings.budgetTokens(500)).build();

    JsonNode body =
        encode(new OpenAiChatFormat(CompatibleHost.GROQ.dialect()), request, "qwen/qwen3-32b");

    assertThat(body.path("reasoning_effort").asString("absent")).isEqualTo("default");
    assertThat(notes)
        .containsExactly("a reasoning budget of 500 tokens was sent as effort default");
  }

  private JsonNode encode(WireFormat format, ChatRequest request, String model) {
    WireCall call = new WireCall(request, "host", model, Delivery.WHOLE, notes::add);
    byte[] body = format.encode(call).body().toByteArray();
    return JsonMapper.shared().readTree(new String(body, StandardCharsets.UTF_8));
  }
}
