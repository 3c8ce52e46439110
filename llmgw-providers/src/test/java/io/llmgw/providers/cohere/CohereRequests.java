package io.llmgw.providers.cohere;

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
import io.llmgw.api.request.ReasoningSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One request per feature, by the name of the file that says what it looks like on the wire. */
final class CohereRequests {
  static final byte[] BYTES = {1, 2, 3};
  static final Json CITY =
      Json.ofText("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");
  static final ToolSpec WEATHER = ToolSpec.of("weather", "Current weather", CITY);
  static final ToolSpec STRICT =
      new ToolSpec("now", null, Json.ofText("{\"type\":\"object\"}"), true, null);

  private CohereRequests() {}

  static Map<String, ChatRequest> all() {
    Map<String, ChatRequest> requests = new LinkedHashMap<>();
    requests.put("text", ChatRequest.of("Why is the sky blue?"));
    requests.put("stream", ChatRequest.of("Why is the sky blue?"));
    requests.put("roles", ChatRequest.of(roles()));
    requests.put("images", ChatRequest.of(List.of(images())));
    requests.put("documents", ChatRequest.of(List.of(documents())));
    requests.put("settings", settings());
    requests.put("tools", ask().tools(WEATHER).toolChoice(ToolChoice.AUTO).build());
    requests.put("tools-strict", ask().tools(STRICT).build());
    requests.put(
        "tool-choice-named",
        ask().tools(WEATHER, STRICT).toolChoice(ToolChoice.named("weather")).build());
    requests.put(
        "tool-choice-required", ask().tools(WEATHER).toolChoice(ToolChoice.REQUIRED).build());
    requests.put("tool-choice-none", ask().tools(WEATHER).toolChoice(ToolChoice.NONE).build());
    requests.put("tool-turns", ChatRequest.of(toolTurns()));
    requests.put("history", ChatRequest.of(history()));
    requests.put("history-of-another-provider", ChatRequest.of(foreignHistory()));
    requests.put("form-json", ask().responseFormat(ResponseFormat.json()).build());
    requests.put("form-schema", ask().responseFormat(ResponseFormat.schema("city", CITY)).build());
    requests.put("form-text", ask().responseFormat(ResponseFormat.text()).build());
    requests.put("reasoning", ask().reasoning(ReasoningEffort.LOW).build());
    requests.put("reasoning-none", ask().reasoning(ReasoningEffort.NONE).build());
    requests.put("reasoning-budget", ask().reasoning(ReasoningSettings.budgetTokens(700)).build());
    requests.put("extra-body", extraBody());
    requests.put("lone-surrogate", ChatRequest.of("a\uD83D \uD83D\uDE00 b\uDE00"));
    return requests;
  }

  static ChatRequest.Builder ask() {
    return ChatRequest.builder().user("x");
  }

  private static List<Message> roles() {
    return List.of(
        Message.system("Be brief."),
        Message.developer("Use metric units."),
        Message.user("Hi \"there\"\n"),
        Message.assistant("Hello."),
        Message.assistant(List.of(Part.text(""))),
        Message.assistant(List.of()),
        Message.user(Part.text("a"), Part.text("b")),
        Message.assistant(List.of(new Part.Refusal("No."))),
        Message.system("Be briefer."),
        Message.user("Why?"));
  }

  private static Message images() {
    return Message.user(
        Part.text("What is this?"),
        Part.image(Media.of(BYTES, "image/png")),
        new Part.Image(Media.of(BYTES, "image/jpeg"), Part.Image.Detail.LOW),
        Part.image(Media.of(URI.create("https://example.org/a.png?x=1"))));
  }

  private static Message documents() {
    return Message.user(
        Part.document(
            Media.of("caf\u00e9".getBytes(StandardCharsets.UTF_8), "text/markdown"), "menu.md"),
        Part.text("What is there?"),
        Part.document(
                Media.of(
                    "gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1),
                    "text/plain;charset=iso-8859-1"))
            .withCitations());
  }

  private static ChatRequest settings() {
    return ask()
        .maxOutputTokens(300)
        .temperature(0.2)
        .topP(0.9)
        .topK(5)
        .seed(-7)
        .presencePenalty(0.5)
        .frequencyPenalty(1)
        .parallelToolCalls(true)
        .stop("END", "\n\n")
        .build();
  }

  private static List<Message> toolTurns() {
    Map<String, Json> own = Map.of("cohere/origin", Json.ofText("{ \"n\":1.50}"));
    Map<String, Json> other = Map.of("other/field", Json.ofText("true"));
    List<Part> several = List.of(Part.text("a"), new Part.Structured(Json.ofText("[1]")));
    return List.of(
        Message.user("x"),
        Message.assistant(
            List.of(
                new Part.Reasoning("Look.", null, "cohere"),
                Part.text("Let me look."),
                new ToolCall("w1", "weather", Json.ofText("{ \"city\" : \"Oslo\" }"), own),
                new ToolCall("w2", "weather", Json.ofText("{\"city\":"), other))),
        Message.tool(
            ToolResult.error("w2", "cut"), ToolResult.json("w1", Json.ofText("{\"rain\":true}"))),
        Message.assistant(List.of(new ToolCall("w3", "now", Json.ofText("null")))),
        Message.tool(new ToolResult("w3", several, false)),
        Message.assistant(List.of(new ToolCall("w4", "now", Json.object()))),
        Message.tool(new ToolResult("w4", List.of(), false)),
        Message.user("And now?"));
  }

  private static List<Message> history() {
    return List.of(
        Message.user("x"),
        Message.assistant(
            List.of(
                new Part.Reasoning("2 and 2", null, "cohere"),
                item("hologram", "{ \"type\":\"hologram\",\"depth\":1.50}"),
                Part.text("So: "),
                Part.text("4."),
                item("citations", "[ {\"start\":0}]"),
                item("logprobs", "[{\"logprobs\":[-1]}]"),
                item("hologram", "broken"))),
        Message.user("Why?"),
        Message.assistant(List.of(Part.text("So."), item("citations", "broken"))),
        Message.user("Why?"));
  }

  private static ProviderItem item(String type, String json) {
    return new ProviderItem("cohere", type, Json.ofText(json));
  }

  private static List<Message> foreignHistory() {
    return List.of(
        Message.user("x"),
        Message.assistant(
            List.of(
                new Part.Reasoning("foreign", "c2ln", "other"),
                new Part.Reasoning("nobody's"),
                Part.text("I look."),
                new ToolCall("toolu_0", "weather", Json.object()))),
        Message.tool(ToolResult.of("toolu_0", "rain")),
        Message.assistant(
            List.of(Part.text("4."), new ProviderItem("other", "citations", Json.ofText("[{}]")))),
        Message.assistant(List.of(new Part.Reasoning("foreign", null, "other"))),
        Message.user("Why?"));
  }

  private static ChatRequest extraBody() {
    return ask()
        .temperature(0.1)
        .maxOutputTokens(5)
        .topK(7)
        .reasoning(ReasoningEffort.HIGH)
        .tools(WEATHER)
        .extraBody("safety_mode", "STRICT")
        .extraBody("temperature", 1)
        .extraBody("thinking", Json.ofText("{\"type\":\"made_up\"}"))
        .extraBody("documents", Json.ofText("[\"a\"]"))
        .extraBody("citation_options", Json.ofText("{\"mode\":\"OFF\"}"))
        .build();
  }
}
