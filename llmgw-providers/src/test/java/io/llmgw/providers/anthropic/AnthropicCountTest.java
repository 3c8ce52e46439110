package io.llmgw.providers.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.providers.replay.Assembled;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The count of a chat is asked for as the chat is, without what says nothing of the prompt. */
class AnthropicCountTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static WireRequest encoded(TokenCountRequest request, String model) {
    return Decoding.FORMAT
        .forRequest(request)
        .encode(new WireCall(request, "anthropic", model, Delivery.WHOLE, note -> {}));
  }

  private static JsonNode body(TokenCountRequest request, String model) {
    return JSON.readTree(
        new String(encoded(request, model).body().toByteArray(), StandardCharsets.UTF_8));
  }

  private static FormatReading reading(TokenCountRequest request) {
    return new FormatReading(Decoding.FORMAT.forRequest(request), "anthropic", "claude-test");
  }

  @TestFactory
  Stream<DynamicNode> asksAndReadsAsWasRecorded() {
    return Recordings.tests(
        recordings ->
            recordings.of("count-tokens").stream()
                .filter(each -> each.provider().equals("anthropic"))
                .map(each -> DynamicTest.dynamicTest(each.file(), () -> replay(each))));
  }

  private static void replay(Exchange exchange) {
    JsonNode asked = exchange.request();
    TokenCountRequest request =
        TokenCountRequest.of(
            ChatRequest.builder()
                .user(asked.at("/messages/0/content/0/text").stringValue())
                .reasoning(
                    ReasoningSettings.budgetTokens(asked.at("/thinking/budget_tokens").intValue()))
                .build());

    assertThat(SameRequest.of(body(request, asked.path("model").stringValue())))
        .isEqualTo(SameRequest.of(asked));
    assertThat(Assembled.answer(request, reading(request).events(exchange)).inputTokens())
        .isEqualTo(JSON.readTree(exchange.body()).path("input_tokens").longValue());
  }

  @Test
  void whatMakesThePromptIsSentAndWhatMakesTheAnswerIsNot() {
    ChatRequest chat =
        ChatRequest.builder()
            .system("You are brief.")
            .message(
                Message.user(
                    Part.text("What is it?"),
                    Part.image(Media.of(new byte[] {1, 2, 3}, "image/png"))))
            .tools(ToolSpec.of("weather", "tells it", Json.ofText("{\"type\":\"object\"}")))
            .maxOutputTokens(10)
            .temperature(0.5)
            .topP(0.9)
            .topK(3)
            .stop("end")
            .userId("u-1")
            .build();

    WireRequest written = encoded(TokenCountRequest.of(chat), "claude-sonnet-4-0");
    JsonNode body = body(TokenCountRequest.of(chat), "claude-sonnet-4-0");

    assertThat(written.path()).isEqualTo("v1/messages/count_tokens");
    assertThat(body.propertyNames())
        .containsExactlyInAnyOrder("model", "system", "messages", "tools");
    assertThat(body.at("/messages/0/content/1/source/data").stringValue()).isEqualTo("AQID");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"hello\":1} | PROTOCOL",
        "{\"input_tokens\":\"many\"} | PROTOCOL",
        "{\"input_tokens\":-3} | PROTOCOL",
        "[] | PROTOCOL",
        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"m\"}}"
            + " | OVERLOADED",
      })
  void whatIsNoCountIsAFailure(String answer, ErrorKind kind) {
    TokenCountRequest request = TokenCountRequest.of(ChatRequest.of("?"));

    LlmException error =
        catchThrowableOfType(LlmException.class, () -> reading(request).whole(answer, event -> {}));

    assertThat(error.kind()).isEqualTo(kind);
  }
}
