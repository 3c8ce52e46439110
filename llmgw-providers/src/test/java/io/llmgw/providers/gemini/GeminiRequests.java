package io.llmgw.providers.gemini;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.ReasoningEffort;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One request per feature, by the name of the file that says what it looks like on the wire. */
final class GeminiRequests {
  static final byte[] BYTES = {1, 2, 3};
  static final Json CITY =
      Json.ofText("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");
  static final ToolSpec WEATHER = ToolSpec.of("weather", "Current weather", CITY);

  private GeminiRequests() {}

  static Map<String, ChatRequest> all() {
    Map<String, ChatRequest> requests = new LinkedHashMap<>();
    requests.put("text", ChatRequest.of("Why is the sky blue?"));
    requests.put("stream", ChatRequest.of("Why is the sky blue?"));
    requests.put("system-in-several-messages", ChatRequest.of(systemMessages()));
    requests.put("roles", ChatRequest.of(roles()));
    requests.put("media", ChatRequest.of(List.of(media())));
    requests.put("settings", settings());
    requests.put("tools", ask().tools(WEATHER).toolChoice(ToolChoice.AUTO).build());
    requests.put("tools-strict", ask().tools(strict(), WEATHER).build());
    requests.put(
        "tool-choice-named", ask().tools(WEATHER).toolChoice(ToolChoice.named("weather")).build());
    requests.put(
        "tool-choice-required", ask().tools(WEATHER).toolChoice(ToolChoice.REQUIRED).build());
    requests.put("tool-choice-none", ask().tools(WEATHER).toolChoice(ToolChoice.NONE).build());
    requests.put("tool-turns", ChatRequest.of(toolTurns()));
    requests.put("tool-results", ChatRequest.of(toolResults()));
    requests.put("history", ChatRequest.of(history()));
    requests.put("history-of-another-provider", ChatRequest.of(foreignHistory()));
    requests.put("form-json", ask().responseFormat(ResponseFormat.json()).build());
    requests.put("form-schema", ask().responseFormat(ResponseFormat.schema("city", CITY)).build());
    requests.put("form-text", ask().responseFormat(ResponseFormat.text()).build());
    requests.put("reasoning", ask().reasoning(ReasoningEffort.LOW).build());
    requests.put("extra-body", extraBody());
    requests.put("lone-surrogate", ChatRequest.of("a\uD83D \uD83D\uDE00 b\uDE00"));
    return requests;
  }

  static ChatRequest.Builder ask() {
    return ChatRequest.builder().user("x");
  }

  private static List<Message> systemMessages() {
    return List.of(
        Message.system("Be brief."),
        Message.developer("Use metric units."),
        Message.user("Hi"),
        Message.assistant("Hello."),
        Message.system("Be briefer."),
        Message.user("Why?"));
  }

  private static List<Message> roles() {
    return List.of(
        Message.user("Hi \"there\"\n"),
        Message.assistant("Hello."),
        Message.assistant(List.of(Part.text(""))),
        Message.assistant(List.of()),
        Message.user(Part.text("a"), Part.text("b")),
        Message.assistant(List.of(new Part.Refusal("No."), Part.image(png()))),
        Message.user("Why?"));
  }

  private static Media png() {
    return Media.of(BYTES, "image/png");
  }

  private static Message media() {
    URI film = URI.create("gs://bucket/film.mp4");
    return Message.user(
        Part.text("What is this?"),
        Part.image(Media.of(BYTES, "image/PNG; a=b")),
        Part.image(Media.of(URI.create("https://example.org/a.png?x=1"))),
        Part.document(Media.of(BYTES, "application/pdf"), "scan.pdf"),
        Part.document(Media.of("caf\u00e9".getBytes(StandardCharsets.UTF_8), "text/markdown")),
        Part.document(
            Media.of(
                "gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1),
                "application/json;charset=iso-8859-1")),
        Part.audio(Media.of(BYTES, "audio/mpeg")),
        Part.video(Media.of(BYTES, "video/mp4")),
        Part.video(new Media.Link(film, "video/mp4")));
  }

  private static ChatRequest settings() {
    return ask()
        .maxOutputTokens(300)
        .temperature(0.2)
        .topP(0.9)
        .topK(5)
        .seed(-7)
        .presencePenalty(0.5)
        .frequencyPenalty(-0.5)
        .parallelToolCalls(true)
        .stop("END", "\n\n")
        .build();
  }

  private static ToolSpec strict() {
    return new ToolSpec("now", null, Json.ofText("{\"type\":\"object\"}"), true, null);
  }

  private static List<Message> toolTurns() {
    Map<String, Json> own =
        Map.of("gemini/thoughtSignature", Json.ofValue("c2ln"), "gemini/id", Json.ofValue("g1"));
    Map<String, Json> other = Map.of("other/field", Json.ofText("true"));
    return List.of(
        Message.user("x"),
        Message.assistant(
            List.of(
                new Part.Reasoning("Look.", null, "gemini"),
                Part.text("Let me look."),
                new ToolCall("g1", "weather", Json.ofText("{ \"city\" : \"Oslo\" }"), own),
                new ToolCall("call_1", "weather", Json.ofText("{\"city\":"), other),
                new ToolCall("call_2", "now", Json.ofText("null")))),
        Message.tool(ToolResult.error("call_1", "cut")),
        Message.tool(
            ToolResult.json("call_2", Json.ofText("{\"hour\":12}")), ToolResult.of("g1", "rain")),
        Message.user("And now?"));
  }

  private static List<Message> toolResults() {
    List<Part> several =
        List.of(Part.text("a"), new Part.Structured(Json.ofText("[1]")), Part.image(png()));
    return List.of(
        Message.user("x"),
        Message.assistant(
            List.of(
                new ToolCall("a", "look", Json.object()),
                new ToolCall("b", "look", Json.object()),
                new ToolCall("c", "look", Json.object()),
                new ToolCall("d", "look", Json.object()))),
        Message.tool(
            new ToolResult("a", several, false),
            new ToolResult("b", List.of(), false),
            ToolResult.json("c", Json.ofText("[1]")),
            new ToolResult("d", List.of(new Part.Structured(Json.ofText("{\"no\":1}"))), true)));
  }

  private static List<Message> history() {
    return List.of(
        Message.user("x"),
        Message.assistant(
            List.of(
                new Part.Reasoning("2 and 2", "dGhpbms=", "gemini"),
                item("executableCode", "{ \"executableCode\":{\"code\":\"2+2\"} }"),
                item("codeExecutionResult", "{\"codeExecutionResult\":{\"output\":\"4\"}}"),
                Part.text("So: "),
                Part.text("4."),
                item("thoughtSignature", "\"c2ln\""),
                Part.image(png()),
                item("thoughtSignature", "\"aW1n\""),
                item("text", "{\"text\":\"\",\"thoughtSignature\":\"ZW5k\"}"),
                item("groundingMetadata", "{\"webSearchQueries\":[\"2+2\"]}"),
                item("executableCode", "broken"))),
        Message.user("Why?"));
  }

  private static ProviderItem item(String type, String json) {
    return new ProviderItem("gemini", type, Json.ofText(json));
  }

  private static List<Message> foreignHistory() {
    return List.of(
        Message.user("x"),
        Message.assistant(
            List.of(
                new Part.Reasoning("foreign", "c2ln", "other"),
                new ToolCall("toolu_0", "weather", Json.object()))),
        Message.tool(ToolResult.of("toolu_0", "rain")),
        Message.assistant(
            List.of(Part.text("4."), new ProviderItem("other", "citations", Json.ofText("[{}]")))),
        Message.user("Why?"),
        Message.assistant(
            List.of(
                new ToolCall("toolu_1", "weather", CITY),
                new ToolCall("toolu_2", "weather", CITY))),
        Message.tool(ToolResult.of("toolu_1", "rain"), ToolResult.of("toolu_2", "sun")));
  }

  private static ChatRequest extraBody() {
    return ask()
        .temperature(0.1)
        .maxOutputTokens(5)
        .tools(WEATHER)
        .extraBody(
            "generationConfig",
            Json.ofText("{\"temperature\":1,\"responseModalities\":[\"TEXT\",\"IMAGE\"]}"))
        .extraBody("safetySettings", Json.ofText("[{\"category\":\"A\"}]"))
        .extraBody("tools", Json.ofText("[{\"googleSearch\":{}}]"))
        .extraBody("cachedContent", "cachedContents/1")
        .build();
  }
}
