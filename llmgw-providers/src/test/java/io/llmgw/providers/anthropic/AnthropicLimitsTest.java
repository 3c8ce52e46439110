package io.llmgw.providers.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.providers.replay.Written;
import io.llmgw.providers.wire.WireCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the protocol takes and a model, or its provider, does not. */
class AnthropicLimitsTest {
  private final List<String> notes = new ArrayList<>();

  @Test
  void claude46KnowsNoEffortXhigh() {
    ChatRequest most = ask().reasoning(ReasoningEffort.XHIGH).build();

    assertThat(body(most, "claude-opus-4-6").at("/output_config/effort").asString())
        .isEqualTo("high");
    assertThat(body(most, "claude-opus-4-7").at("/output_config/effort").asString())
        .isEqualTo("xhigh");
    assertThat(notes).containsExactly("reasoning of effort XHIGH was sent as effort high");
  }

  @ParameterizedTest
  @CsvSource({
    "claude-3-haiku-20240307, 4096",
    "claude-3-5-haiku-latest, 8192",
    "claude-3-7-sonnet-20250219, 40960",
    "claude-opus-4-0, 24576",
    "claude-opus-4-20250514, 24576",
    "claude-opus-4-1-20250805, 24576",
    "claude-opus-4-1@20250805, 24576",
    "claude-opus-4-5, 40960",
    "claude-sonnet-4-0, 40960"
  })
  void theLimitThatNobodySetIsOneThatTheModelTakes(String model, int sent) {
    ChatRequest most = ask().reasoning(ReasoningEffort.MAX).build();

    JsonNode body = body(sent < 10_000 ? ask().build() : most, model);

    assertThat(body.at("/max_tokens").asInt()).isEqualTo(sent);
    assertThat(body.at("/thinking/budget_tokens").asInt(0)).isLessThan(sent);
  }

  @Test
  void roomForAGivenBudgetEndsAtTheLimitOfTheModel() {
    ChatRequest large = ask().reasoning(ReasoningSettings.budgetTokens(30_000)).build();

    assertThat(body(large, "claude-opus-4-1").at("/max_tokens").asInt()).isEqualTo(32_000);
    assertThat(body(large, "claude-opus-4-5").at("/max_tokens").asInt()).isEqualTo(38_192);
  }

  @Test
  void textOfWhiteSpaceAloneDoesNotGoBack() {
    Message blank =
        Message.assistant(
            List.of(
                Part.text("\n\n"),
                new ToolCall("c1", "weather", Json.ofText("{}"), Map.of()),
                Part.text(" ")));
    ChatRequest request =
        ChatRequest.of(
            List.of(
                Message.user("x"),
                blank,
                Message.tool(ToolResult.of("c1", "rain")),
                Message.assistant(" \n"),
                Message.user(Part.text("y"), Part.text("\t"))));

    JsonNode messages = body(request, "claude-sonnet-4-5").path("messages");

    assertThat(messages).hasSize(4);
    assertThat(messages.at("/1/content")).hasSize(1);
    assertThat(messages.at("/1/content/0/type").asString()).isEqualTo("tool_use");
    assertThat(messages.at("/3/content")).hasSize(1);
  }

  private static ChatRequest.Builder ask() {
    return ChatRequest.builder().user("x");
  }

  private JsonNode body(ChatRequest request, String model) {
    return Written.json(
        Decoding.FORMAT, new WireCall(request, "anthropic", model, Delivery.WHOLE, notes::add));
  }
}
