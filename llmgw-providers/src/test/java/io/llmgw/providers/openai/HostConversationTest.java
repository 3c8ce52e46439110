package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.replay.Written;
import io.llmgw.providers.wire.WireCall;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of conversations, and of how much to think, where a host has ways of its own. */
class HostConversationTest {
  private static final ToolSpec WEATHER =
      ToolSpec.of("weather", "Current weather", Json.ofText("{\"type\":\"object\"}"));

  private static final String STREAM =
      "{\"stream\":true,\"stream_options\":{\"include_usage\":true},";

  private final List<String> notes = new ArrayList<>();

  private JsonNode body(Dialect host, String model, ChatRequest request) {
    WireCall call = new WireCall(request, host.name(), model, Delivery.WHOLE, notes::add);
    return Written.json(new OpenAiChatFormat(host), call);
  }

  private JsonNode messages(Dialect host, Message... said) {
    return body(host, "model-1", ChatRequest.of(List.of(said))).path("messages");
  }

  @Test
  void perplexityIsSentUserAndAssistantInTurn() {
    Part picture = Part.image(Media.of(URI.create("https://example.org/a.png")));
    JsonNode sent =
        messages(
            CompatibleHost.PERPLEXITY.dialect(),
            Message.user("Hi"),
            Message.assistant(""),
            Message.user(Part.text("See "), picture),
            Message.user("Well?"),
            Message.assistant("A cat."),
            Message.assistant("It sleeps."),
            Message.developer("Be brief."),
            Message.user("Sure?"));

    assertThat(sent)
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    "[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                        + "{\"role\":\"user\",\"content\":["
                        + "{\"type\":\"text\",\"text\":\"Hi\\n\\nSee \"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.org/a.png\"}},"
                        + "{\"type\":\"text\",\"text\":\"Well?\"}]},"
                        + "{\"role\":\"assistant\",\"content\":\"A cat.\\n\\nIt sleeps.\"},"
                        + "{\"role\":\"user\",\"content\":\"Sure?\"}]"));
    assertThat(notes)
        .containsExactly(
            "system messages inside the conversation were moved to its beginning",
            "an empty message of the assistant was left out",
            "messages of one role that followed each other were sent as one");
  }

  @Test
  void perplexityIsToldOfNoTools() {
    Dialect host = CompatibleHost.PERPLEXITY.dialect();
    ChatRequest tools = ChatRequest.builder().user("x").tools(WEATHER).build();
    Message called = Message.assistant(List.of(new ToolCall("1", "weather", Json.ofText("{}"))));

    assertThatThrownBy(() -> body(host, "sonar", tools.with(Leniency.DROP)))
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED))
        .hasMessageContaining("tools");
    assertThatThrownBy(() -> messages(host, Message.user("x"), called))
        .hasMessageContaining("toolcall in a message of the assistant");
    assertThatThrownBy(() -> messages(host, Message.tool(ToolResult.of("1", "rain"))))
        .hasMessageContaining("in a tool result")
        .hasMessageContaining("Leniency.DROP");
  }

  @Test
  void whatToolsHaveSaidIsToldPerplexityInWordsWhereTheCallerAllowsIt() {
    ToolCall call = new ToolCall("1", "weather", Json.ofText("{\"city\":\"Oslo\"}"));
    ToolCall second = new ToolCall("2", "now", Json.object());
    ChatRequest request =
        ChatRequest.of(
                List.of(
                    Message.user("Weather?"),
                    Message.assistant(List.of(Part.text("I look."), call, second)),
                    Message.tool(
                        ToolResult.of("1", "rain"),
                        new ToolResult(
                            "2", List.of(new Part.Structured(Json.ofText("{\"error\":1}"))), true)),
                    Message.user("And tomorrow?")))
            .with(Leniency.DROP);

    JsonNode sent = body(CompatibleHost.PERPLEXITY.dialect(), "sonar", request).path("messages");

    assertThat(sent)
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    "[{\"role\":\"user\",\"content\":\"Weather?\"},"
                        + "{\"role\":\"assistant\",\"content\":\"I look.\\n\\n"
                        + "[Called weather with {\\\"city\\\":\\\"Oslo\\\"}]\\n\\n"
                        + "[Called now with {}]\"},"
                        + "{\"role\":\"user\",\"content\":\"[weather answered: rain]\\n\\n"
                        + "[now failed: {\\\"error\\\":1}]\\n\\nAnd tomorrow?\"}]"));
    assertThat(notes)
        .contains("calls of tools and their results were sent as text: sonar calls none");
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalIsTextForHostsThatHaveNoMemberForIt(CompatibleHost host) {
    Message[] said = {
      Message.user("x"),
      Message.assistant(List.of(new Part.Refusal("I cannot."))),
      Message.user("y")
    };

    assertThat(messages(host.dialect(), said).get(1).toString())
        .isEqualTo("{\"role\":\"assistant\",\"content\":\"I cannot.\"}");
    assertThat(messages(OpenAi.DIALECT, said).get(1).toString())
        .isEqualTo("{\"role\":\"assistant\",\"content\":null,\"refusal\":\"I cannot.\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALIBABA  | qwen-plus | NONE |      | {\"enable_thinking\":false}",
        "ALIBABA  | qwen-plus | LOW  |      | "
            + STREAM
            + "\"enable_thinking\":true,\"thinking_budget\":2048}",
        "ALIBABA  | qwen-plus | MEDIUM |    | "
            + STREAM
            + "\"enable_thinking\":true,\"thinking_budget\":8192}",
        "ALIBABA  | qwen-plus | HIGH |      | " + STREAM + "\"enable_thinking\":true}",
        "ALIBABA  | qwen-plus | LOW  | 500  | "
            + STREAM
            + "\"enable_thinking\":true,\"thinking_budget\":500}",
        "ALIBABA  | qwen-plus |      | -1   | " + STREAM + "\"enable_thinking\":true}",
        "ALIBABA  | qwen-plus |      | 0    | {\"enable_thinking\":false}",
        "ZAI      | glm-5     | LOW  |      | {\"thinking\":{\"type\":\"enabled\"}}",
        "ZAI      | glm-5     |      | 0    | {\"thinking\":{\"type\":\"disabled\"}}",
        "MOONSHOT | kimi-k2.6 | NONE |      | {\"thinking\":{\"type\":\"disabled\"}}",
        "MOONSHOT | kimi-k3   | XHIGH |     | {\"reasoning_effort\":\"high\"}",
        "MOONSHOT | kimi-k3   | MEDIUM |    | {\"reasoning_effort\":\"low\"}",
      })
  void howMuchToThinkIsSaidInTheWordsOfTheHost(
      CompatibleHost host,
      String model,
      @Nullable ReasoningEffort effort,
      @Nullable Integer budget,
      String expected) {
    ChatRequest request =
        ChatRequest.builder().user("x").reasoning(new ReasoningSettings(effort, budget)).build();

    JsonNode sent = body(host.dialect(), model, request);

    ((ObjectNode) sent).remove(List.of("model", "messages"));
    assertThat(sent).hasToString(expected);
  }

  @Test
  void whatTheCallerSaysOfThinkingStandsBesideWhatTheRequestSays() {
    Json keep = Json.ofText("{\"keep\":\"all\"}");
    ChatRequest.Builder ask = ChatRequest.builder().user("x").extraBody("thinking", keep);

    JsonNode sent =
        body(
            CompatibleHost.MOONSHOT.dialect(),
            "kimi-k2.6",
            ask.reasoning(ReasoningEffort.HIGH).build());

    assertThat(sent.path("thinking")).hasToString("{\"keep\":\"all\",\"type\":\"enabled\"}");
  }

  @ParameterizedTest
  @CsvSource({"kimi-k2.6, , false", "kimi-k2.6, NONE, true", "moonshot-v1-8k, , true"})
  void kimiIsNotToldWhichToolToCallWhileItThinks(
      String model, @Nullable ReasoningEffort effort, boolean told) {
    assertToolChoice(CompatibleHost.MOONSHOT, model, effort, null, told);
  }

  @ParameterizedTest
  @CsvSource({
    "qwen-plus, , , true",
    "qwen-plus, HIGH, , false",
    "qwen3.5-plus, , , false",
    "qwen3.5-plus, , false, true",
    "qwen-plus, , true, false"
  })
  void qwenIsNotToldWhichToolToCallWhileItThinks(
      String model, @Nullable ReasoningEffort effort, @Nullable String enabled, boolean told) {
    assertToolChoice(CompatibleHost.ALIBABA, model, effort, enabled, told);
  }

  private void assertToolChoice(
      CompatibleHost host,
      String model,
      @Nullable ReasoningEffort effort,
      @Nullable String enabled,
      boolean told) {
    ChatRequest.Builder ask =
        ChatRequest.builder().user("x").tools(WEATHER).toolChoice(ToolChoice.REQUIRED);
    if (effort != null) {
      ask.reasoning(effort);
    }
    if (enabled != null) {
      ask.extraBody("enable_thinking", Json.ofText(enabled));
    }

    JsonNode sent = body(host.dialect(), model, ask.option(Leniency.DROP).build());

    assertThat(sent.path("tool_choice").asString("absent")).isEqualTo(told ? "required" : "absent");
  }
}
