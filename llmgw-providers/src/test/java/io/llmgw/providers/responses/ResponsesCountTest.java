package io.llmgw.providers.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.providers.replay.Assembled;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The count of a chat by {@code responses/input_tokens}. */
class ResponsesCountTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void whatMakesThePromptIsSentAndWhatMakesTheAnswerIsNot() {
    ChatRequest chat =
        ChatRequest.builder()
            .user("Hello!")
            .tools(ToolSpec.of("weather", "tells it", Json.ofText("{\"type\":\"object\"}")))
            .maxOutputTokens(10)
            .temperature(0.5)
            .topP(0.9)
            .userId("u-1")
            .build();
    TokenCountRequest request = TokenCountRequest.of(chat);

    WireRequest written =
        Decoding.FORMAT
            .forRequest(request)
            .encode(new WireCall(request, "openai", "gpt-5-mini", Delivery.WHOLE, note -> {}));
    JsonNode body = JSON.readTree(new String(written.body().toByteArray(), StandardCharsets.UTF_8));

    assertThat(written.path()).isEqualTo("responses/input_tokens");
    assertThat(body.propertyNames()).containsExactlyInAnyOrder("model", "input", "tools");
  }

  @Test
  void readsTheNumber() {
    TokenCountRequest request = TokenCountRequest.of(ChatRequest.of("Hello!"));
    List<LlmEvent> events = new ArrayList<>();

    new FormatReading(Decoding.FORMAT.forRequest(request), "openai", "gpt-5-mini")
        .whole("{\"object\":\"response.input_tokens\",\"input_tokens\":11}", events::add);

    assertThat(Assembled.answer(request, events).inputTokens()).isEqualTo(11);
  }
}
