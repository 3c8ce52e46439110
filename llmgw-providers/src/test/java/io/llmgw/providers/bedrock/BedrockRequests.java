package io.llmgw.providers.bedrock;

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

/** Requests that together use every feature of the wire, by the name of their golden file. */
final class BedrockRequests {
  static final byte[] BYTES = {1, 2, 3};
  static final Json CITY =
      Json.ofText("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");
  static final ToolSpec WEATHER = ToolSpec.of("weather", "Current weather", CITY);

  private BedrockRequests() {}

  static Map<String, ChatRequest> all() {
    Map<String, ChatRequest> requests = new LinkedHashMap<>();
    requests.put("text", ChatRequest.of("Why is the sky blue?"));
    requests.put("stream", ChatRequest.of("Why is the sky blue?"));
    requests.put("system-in-several-messages", ChatRequest.of(systemMessages()));
    requests.put("roles", ChatRequest.of(roles()));
    requests.put("media", ChatRequest.of(List.of(media())));
    requests.put("settings", settings());
    addTools(requests);
    requests.put("tool-turns", ChatRequest.of(toolTurns()));
    requests.put("tool-results-with-media", ChatRequest.of(toolResults()));
    requests.put("history", ChatRequest.of(history()));
    requests.put("history-of-another-provider", ChatRequest.of(foreignHistory()));
    requests.put("cache-marks", cacheMarks());
    requests.put("form-schema", ask().responseFormat(ResponseFormat.schema("city", CITY)).build());
    addReasoning(requests);
    requests.put(
        "extra-body",
        ask()
            .temperature(0.1)
            .topK(5)
            .extraBody("inferenceConfig", Json.ofText("{\"maxTokens\":9}"))
            .extraBody("guardrailConfig", Json.ofText("{\"guardrailIdentifier\":\"g\"}"))
            .extraBody("additionalModelResponseFieldPaths", List.of("/stop_sequence"))
            .extraBody("additionalModelRequestFields", Json.ofText("{\"made_up\":[1,null]}"))
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
        Message.system(" "),
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
        user("c"),
        Message.assistant(List.of(new Part.Refusal("No."))),
        Message.assistant("Never."),
        user("Why?"));
  }

  private static Message media() {
    return Message.user(
        Part.text("What is this?"),
        Part.image(Media.of(BYTES, "image/PNG; a=b")),
        Part.image(Media.restored(BYTES, "image/jpeg")),
        Part.document(Media.of(BYTES, "application/pdf"), "My  scan_(1).pdf"),
        Part.document(Media.of(BYTES, "application/pdf"), "My scan-(1)").withCitations(),
        Part.document(Media.of(BYTES, "text/csv")),
        Part.document(Media.of("caf\u00e9".getBytes(StandardCharsets.UTF_8), "application/json")),
        Part.document(Media.of(BYTES, "text/markdown"), " "),
        Part.video(Media.of(BYTES, "video/3gpp")),
        Part.audio(Media.of(BYTES, "audio/mpeg")));
  }

  private static ChatRequest settings() {
    return ask()
        .maxOutputTokens(300)
        .temperature(0.2)
        .topK(5)
        .parallelToolCalls(true)
        .stop("END", "\n\n")
        .metadata("team", "claims")
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
    requests.put("tools-alone", ask().tools(WEATHER).build());
    requests.put(
        "tool-choice-named", ask().tools(WEATHER).toolChoice(ToolChoice.named("weather")).build());
    requests.put(
        "tool-choice-required", ask().tools(WEATHER).toolChoice(ToolChoice.REQUIRED).build());
    requests.put("tool-choice-none", ask().tools(WEATHER).toolChoice(ToolChoice.NONE).build());
  }

  private static List<Message> toolTurns() {
    Map<String, Json> fields =
        Map.of("bedrock/odd", Json.ofText("[1]"), "other/field", Json.ofText("true"));
    return List.of(
        user("x"),
        Message.assistant(
            List.of(
                new Part.Reasoning("Look.", "c2ln", "bedrock"),
                Part.text("Let me look."),
                new ToolCall(
                    "tooluse_a", "weather", Json.ofText("{ \"city\" : \"Oslo\" }"), fields),
                new ToolCall("functions.weather:1", "weather", Json.ofText("{\"city\":")),
                new ToolCall("c".repeat(70), "now", Json.ofText("null")))),
        Message.tool(ToolResult.of("tooluse_a", "rain")),
        Message.tool(
            ToolResult.error("functions.weather:1", "cut"),
            ToolResult.json("c".repeat(70), Json.ofText("{\"hour\":12}"))),
        user("And now?"));
  }

  private static List<Message> toolResults() {
    return List.of(
        user("x"),
        Message.assistant(List.of(new ToolCall("tooluse_a", "look", Json.object()))),
        Message.tool(
            new ToolResult(
                "tooluse_a",
                List.of(
                    Part.text("a"),
                    Part.text(""),
                    Part.image(Media.of(BYTES, "image/gif")),
                    Part.document(Media.of(BYTES, "application/pdf")),
                    new Part.Structured(Json.ofText("[1]"))),
                false),
            new ToolResult("tooluse_b", List.of(), true)));
  }

  private static List<Message> history() {
    return List.of(
        user("x"),
        Message.assistant(
            List.of(
                new Part.Reasoning("2 and 2", "c2ln", "bedrock"),
                item("reasoningContent", "{\"reasoningContent\":{\"redactedContent\":\"b3A=\"}}"),
                Part.text("So: "),
                item("citations", "[{\"title\":\"sample\"}]"),
                item("toolUse", "{ \"toolUse\" : {\"type\":\"server_tool_use\"} }"),
                item("usage", "{\"inputTokens\":1}"),
                item("trace", "{\"guardrail\":{}}"),
                item("hologram", "broken"),
                Part.text("4."))),
        user("Why?"));
  }

  private static ProviderItem item(String type, String json) {
    return new ProviderItem("bedrock", type, Json.ofText(json));
  }

  private static List<Message> foreignHistory() {
    return List.of(
        user("x"),
        Message.assistant(
            List.of(
                new Part.Reasoning("unsigned"),
                new Part.Reasoning("foreign", "c2ln", "anthropic"),
                new Part.Reasoning("unsigned too", null, "bedrock"),
                Part.text("4."),
                new ProviderItem("anthropic", "citations", Json.ofText("[{}]")),
                new ProviderItem("openai", "reasoning_details", Json.ofText("[{}]")),
                new ToolCall("call_1", "weather", CITY))),
        Message.tool(ToolResult.of("call_1", "rain")),
        Message.assistant(List.of(new Part.Reasoning("only"))),
        user("Why?"));
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
                Message.assistant(List.of(new ToolCall("tooluse_a", "weather", CITY)))
                    .withCacheMark(CacheMark.SHORT),
                Message.tool(ToolResult.of("tooluse_a", "rain")).withCacheMark(CacheMark.SHORT),
                user("y")))
        .tools(WEATHER.withCacheMark(CacheMark.LONG))
        .build();
  }

  private static void addReasoning(Map<String, ChatRequest> requests) {
    requests.put(
        "reasoning-budget", ask().reasoning(ReasoningSettings.budgetTokens(5_000)).build());
    requests.put("reasoning-none", ask().reasoning(ReasoningEffort.NONE).build());
    requests.put(
        "reasoning-effort-and-form",
        ask()
            .reasoning(ReasoningEffort.LOW)
            .responseFormat(ResponseFormat.schema("city", CITY))
            .extraBody("additionalModelRequestFields", Json.ofText("{\"anthropic_beta\":[\"b\"]}"))
            .build());
  }

  /** Media that lie in a bucket, of which only the caller knows what they are. */
  static Message inBucket(String uri) {
    return Message.user(
        Part.text("x"),
        Part.document(new Media.Link(URI.create(uri), "application/pdf")),
        Part.image(new Media.Link(URI.create(uri), "image/webp")));
  }
}
