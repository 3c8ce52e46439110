package io.llmgw.providers.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The count of a chat at the Gemini API, which takes the whole request, and at Vertex AI. */
class GeminiCountTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final ChatRequest CHAT =
      ChatRequest.builder()
          .system("You are brief.")
          .user("Hello, world!")
          .tools(ToolSpec.of("weather", "tells it", Json.ofText("{\"type\":\"object\"}")))
          .toolChoice(ToolChoice.REQUIRED)
          .maxOutputTokens(10)
          .build();

  private static WireRequest encoded(GeminiFormat format, TokenCountRequest request) {
    return format
        .forRequest(request)
        .encode(new WireCall(request, "gemini", "gemini-2.5-flash", Delivery.WHOLE, note -> {}));
  }

  private static JsonNode body(WireRequest written) {
    return JSON.readTree(new String(written.body().toByteArray(), StandardCharsets.UTF_8));
  }

  @TestFactory
  Stream<DynamicNode> readsWhatWasRecorded() {
    return Recordings.tests(
        recordings ->
            recordings.of("count-tokens").stream()
                .filter(each -> !each.provider().equals("anthropic"))
                .map(each -> DynamicTest.dynamicTest(each.file(), () -> replay(each))));
  }

  private static void replay(Exchange exchange) {
    TokenCountRequest request = TokenCountRequest.of(ChatRequest.of("Hello, world!"));
    FormatReading reading =
        new FormatReading(Decoding.FORMAT.forRequest(request), exchange.provider(), "m");

    assertThat(Assembled.answer(request, reading.events(exchange)).inputTokens())
        .isEqualTo(JSON.readTree(exchange.body()).path("totalTokens").longValue());
    if (exchange.provider().equals("gemini")) {
      assertThat(body(encoded(Decoding.FORMAT, request)).at("/generateContentRequest/contents"))
          .isEqualTo(exchange.request().path("contents"));
    }
  }

  @Test
  void geminiTakesTheWholeRequest() {
    WireRequest written = encoded(Decoding.FORMAT, TokenCountRequest.of(CHAT));

    assertThat(written.path()).isEqualTo("v1beta/models/gemini-2.5-flash:countTokens");
    JsonNode whole = body(written).path("generateContentRequest");
    assertThat(body(written).propertyNames()).containsExactly("generateContentRequest");
    assertThat(whole.path("model").stringValue()).isEqualTo("models/gemini-2.5-flash");
    assertThat(whole.propertyNames())
        .contains("contents", "systemInstruction", "tools", "toolConfig");
  }

  /** Its request for a count has no such field, and a count without what is cached is too low. */
  @Test
  void whatIsCachedIsNotCountedAtVertex() {
    TokenCountRequest cached =
        TokenCountRequest.of(
            CHAT.toBuilder().extraBody("cachedContent", "projects/p/cachedContents/1").build());

    assertThatThrownBy(() -> encoded(Decoding.VERTEX, cached))
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED))
        .hasMessageContaining("cachedContent");
    assertThat(body(encoded(Decoding.FORMAT, cached)).at("/generateContentRequest/cachedContent"))
        .hasToString("\"projects/p/cachedContents/1\"");
  }

  @Test
  void vertexTakesWhatMakesThePrompt() {
    WireRequest written = encoded(Decoding.VERTEX, TokenCountRequest.of(CHAT));

    assertThat(written.path())
        .isEqualTo(
            "v1beta1/projects/p/locations/global/publishers/google/models/"
                + "gemini-2.5-flash:countTokens");
    assertThat(body(written).propertyNames())
        .containsExactlyInAnyOrder("contents", "systemInstruction", "tools", "generationConfig");
  }
}
