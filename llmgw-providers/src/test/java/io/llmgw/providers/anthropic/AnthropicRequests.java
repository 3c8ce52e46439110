package io.llmgw.providers.anthropic;

import io.llmgw.api.content.CacheMark;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One request per feature, by the name of the file that says what it looks like on the wire. */
final class AnthropicRequests {
  static final byte[] BYTES = {1, 2, 3};
  static final Json CITY =
      Json.ofText("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");
  static final ToolSpec WEATHER = ToolSpec.of("weather", "Current weather", CITY);

  private AnthropicRequests() {}

  static Map<String, ChatRequest> all() {
    Map<String, ChatRequest> requests = new LinkedHashMap<>();
    requests.put("text", ChatRequest.of("Why is the sky blue?"));
    requests.put("stream", ChatRequest.of("Why is the sky blue?"));
    requests.put("system", ChatRequest.of(List.of(Message.system("Be brief."), user("Hi"))));
    requests.put("system-in-several-messages", ChatRequest.of(systemMessages()));
    requests.put("roles", ChatRequest.of(roles()));
    requests.put("media", ChatRequest.of(List.of(media())));
    requests.put("settings", settings());
    requests.put("max-tokens", ask().maxOutputTokens(5).build());
    addTools(requests);
    requests.put("tool-turns", ChatRequest.of(toolTurns()));
    requests.put("tool-results-with-media", ChatRequest.of(toolResults()));
    requests.put("history", ChatRequest.of(history()));
    requests.put("history-of-another-provider", ChatRequest.of(foreignHistory()));
    requests.put("container", ChatRequest.of(turnInContainer()));
    requests.put("container-of-an-earlier-turn", ChatRequest.of(turnAfterContainer()));
    requests.put("cache-marks", cacheMarks());
    requests.put("form-schema", ask().responseFormat(ResponseFormat.schema("city", CITY)).build());
    requests.put("form-text", ask().responseFormat(ResponseFormat.text()).build());
    addReasoning(requests);
    requests.put(
        "extra-body",
        ask()
            .temperature(0.1)
            .maxOutputTokens(5)
            .extraBody("temperature", 1)
            .extraBody("service_tier", "standard_only")
            .extraBody("made_up", Json.ofText("{\"deep\":[1,null]}"))
            .build());
    requests.put("lone-surrogate", ChatRequest.of("a\uD83D \uD83D\uDE00 b\uDE00"));
    return requests;
  }

  static ChatRequest.Builder ask() {
    return ChatRequest.builder().user("x");
  }

  private static Message user(String text) {
    return Message.user(text);
  }

  private static List<Message> systemMessages() {
    return List.of(
        Message.system("Be brief."),
        Message.developer("Use metric units."),
        user("Hi"),
        Message.assistant("Hello."),
        Message.system("Be briefer."),
        user("Why?"));
  }

  private static List<Message> roles() {
    return List.of(
        user("Hi \"there\"\n"),
        Message.assistant("Hello."),
        Message.assistant(List.of(Part.text(""))),
        Message.assistant(List.of()),
        Message.user(Part.text("a"), Part.text(""), Part.text("b")),
        Message.assistant(List.of(new Part.Refusal("No."))),
        user("Why?"));
  }

  private static Message media() {
    return Message.user(
        Part.text("What is this?"),
        Part.image(Media.of(BYTES, "image/PNG; a=b")),
        Part.image(Media.of(URI.create("https://example.org/a.png?x=1"))),
        Part.document(Media.of(BYTES, "application/pdf"), "scan.pdf"),
        Part.document(Media.of(URI.create("https://example.org/a.pdf"))),
        Part.document(Media.of("caf\u00e9".getBytes(StandardCharsets.UTF_8), "text/markdown")),
        Part.document(Media.of(URI.create("anthropic:file_011CNha8iCJcU1wXNR6q4V8w"))));
  }

  private static ChatRequest settings() {
    return ask()
        .maxOutputTokens(300)
        .temperature(0.2)
        .topK(5)
        .parallelToolCalls(true)
        .stop("END", "\n\n")
        .userId("u-17")
        .build();
  }

  private static void addTools(Map<String, ChatRequest> requests) {
    ToolSpec strict =
        new ToolSpec(
            "now",
            null,
            Json.ofText("{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}"),
            true,
            null);
    requests.put("tools", ask().tools(WEATHER, strict).toolChoice(ToolChoice.AUTO).build());
    requests.put("tools-one-at-a-time", ask().tools(WEATHER).parallelToolCalls(false).build());
    requests.put(
        "tool-choice-named",
        ask()
            .tools(WEATHER)
            .toolChoice(ToolChoice.named("weather"))
            .parallelToolCalls(false)
            .build());
    requests.put(
        "tool-choice-required", ask().tools(WEATHER).toolChoice(ToolChoice.REQUIRED).build());
    requests.put(
        "tool-choice-none",
        ask().tools(WEATHER).toolChoice(ToolChoice.NONE).parallelToolCalls(false).build());
  }

  private static List<Message> toolTurns() {
    Map<String, Json> fields =
        Map.of(
            "anthropic/caller", Json.ofText("{\"type\":\"direct\"}"),
            "other/field", Json.ofText("true"));
    return List.of(
        user("x"),
        Message.assistant(
            List.of(
                new Part.Reasoning("Look.", "c2ln", "anthropic"),
                Part.text("Let me look."),
                new ToolCall("toolu_a", "weather", Json.ofText("{ \"city\" : \"Oslo\" }"), fields),
                new ToolCall("functions.weather:1", "weather", Json.ofText("{\"city\":")),
                new ToolCall("toolu_c", "now", Json.ofText("null")))),
        Message.tool(ToolResult.of("toolu_a", "rain")),
        Message.tool(
            ToolResult.error("functions.weather:1", "cut"),
            ToolResult.json("toolu_c", Json.ofText("{\"hour\":12}"))),
        user("And now?"));
  }

  private static List<Message> toolResults() {
    return List.of(
        user("x"),
        Message.assistant(List.of(new ToolCall("toolu_a", "look", Json.object()))),
        Message.tool(
            new ToolResult(
                "toolu_a",
                List.of(
                    Part.text("a"),
                    Part.text(""),
                    Part.image(Media.of(BYTES, "image/jpeg")),
                    Part.document(Media.of(BYTES, "application/pdf")),
                    new Part.Structured(Json.ofText("[1]"))),
                false),
            new ToolResult("toolu_b", List.of(), true)));
  }

  private static List<Message> history() {
    return List.of(
        user("x"),
        Message.assistant(
            List.of(
                new Part.Reasoning("2 and 2", "c2ln", "anthropic"),
                item("redacted_thinking", "{\"type\":\"redacted_thinking\",\"data\":\"b3A=\"}"),
                Part.text("So: "),
                item("citations", "[{\"type\":\"char_location\",\"cited_text\":\"4\"}]"),
                item("server_tool_use", "{ \"type\":\"server_tool_use\" , \"input\":{} }"),
                item("usage", "{\"input_tokens\":1}"),
                item("stop_details", "{\"type\":\"refusal\"}"),
                item("redacted_thinking", "broken"),
                Part.text("4."))),
        user("Why?"));
  }

  private static ProviderItem item(String type, String json) {
    return new ProviderItem("anthropic", type, Json.ofText(json));
  }

  private static List<Message> foreignHistory() {
    return List.of(
        user("x"),
        Message.assistant(
            List.of(
                new Part.Reasoning("unsigned"),
                new Part.Reasoning("foreign", "c2ln", "other"),
                new Part.Reasoning("unsigned too", null, "anthropic"),
                Part.text("4."),
                new ProviderItem("other", "citations", Json.ofText("[{}]")),
                new ProviderItem("other", "reasoning_details", Json.ofText("[{}]")))),
        Message.assistant(List.of(new Part.Reasoning("only"))),
        user("Why?"));
  }

  private static List<Message> turnInContainer() {
    Json container = Json.ofText("{\"id\":\"container_1\",\"expires_at\":\"2026-03-01\"}");
    return List.of(
        user("x"),
        Message.assistant(
            List.of(
                new ToolCall("toolu_a", "weather", CITY),
                new ProviderItem("anthropic", "container", container))),
        Message.tool(ToolResult.of("toolu_a", "rain")));
  }

  private static List<Message> turnAfterContainer() {
    Json container = Json.ofText("{\"id\":\"container_1\"}");
    return List.of(
        user("x"),
        Message.assistant(
            List.of(Part.text("y"), new ProviderItem("anthropic", "container", container))),
        user("z"));
  }

  private static ChatRequest cacheMarks() {
    return ChatRequest.builder()
        .messages(
            List.of(
                new Message(
                    Role.SYSTEM,
                    List.of(Part.text("Rules."), Part.text("More rules.")),
                    null,
                    CacheMark.LONG),
                user("x"),
                Message.assistant(
                        List.of(
                            new ToolCall("toolu_a", "weather", CITY),
                            item("hologram", "{\"type\":\"hologram\"}")))
                    .withCacheMark(CacheMark.SHORT),
                Message.tool(ToolResult.of("toolu_a", "rain"), ToolResult.of("toolu_b", "sun"))
                    .withCacheMark(CacheMark.SHORT)))
        .tools(WEATHER.withCacheMark(CacheMark.LONG))
        .build();
  }

  private static void addReasoning(Map<String, ChatRequest> requests) {
    requests.put(
        "reasoning-budget", ask().reasoning(ReasoningSettings.budgetTokens(5_000)).build());
    requests.put("reasoning-none", ask().reasoning(ReasoningEffort.NONE).build());
    requests.put("reasoning-effort", ask().reasoning(ReasoningEffort.XHIGH).build());
    requests.put(
        "reasoning-effort-and-form",
        ask()
            .reasoning(ReasoningEffort.LOW)
            .responseFormat(ResponseFormat.schema("city", CITY))
            .build());
    requests.put("reasoning-budget-in-a-tool-turn", thinkingIn(toolTurn("anthropic")));
    requests.put("reasoning-budget-in-a-tool-turn-of-another", thinkingIn(toolTurn("other")));
  }

  private static ChatRequest thinkingIn(List<Message> turn) {
    return ChatRequest.builder()
        .messages(turn)
        .tools(WEATHER)
        .reasoning(ReasoningSettings.budgetTokens(5_000))
        .build();
  }

  /** Two rounds, of which a model may think before the first alone. */
  static List<Message> toolTurn(String provider) {
    return List.of(
        user("x"),
        Message.assistant(
            List.of(
                new Part.Reasoning("Look.", "c2ln", provider),
                new ToolCall("toolu_a", "weather", CITY))),
        Message.tool(ToolResult.of("toolu_a", "rain")),
        Message.assistant(List.of(new ToolCall("toolu_b", "weather", CITY))),
        Message.tool(ToolResult.of("toolu_b", "sun")));
  }
}
