package io.llmgw.providers.ollama;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One request per feature, by the name of the file that says what it looks like on the wire. */
final class OllamaRequests {
  static final byte[] BYTES = {1, 2, 3};
  static final Json CITY =
      Json.ofText("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");
  static final ToolSpec WEATHER = ToolSpec.of("weather", "Current weather", CITY);

  private OllamaRequests() {}

  static Map<String, ChatRequest> all() {
    Map<String, ChatRequest> requests = new LinkedHashMap<>();
    requests.put("text", ChatRequest.of("Why is the sky blue?"));
    requests.put("stream", ChatRequest.of("Why is the sky blue?"));
    requests.put("roles", ChatRequest.of(roles()));
    requests.put("images", ChatRequest.of(List.of(images())));
    requests.put("settings", settings());
    requests.put("tools", ask().tools(WEATHER, strict()).toolChoice(ToolChoice.AUTO).build());
    requests.put("tool-choice-none", ask().tools(WEATHER).toolChoice(ToolChoice.NONE).build());
    requests.put("tool-turns", ChatRequest.of(toolTurns()));
    requests.put("history-of-another-provider", ChatRequest.of(foreignHistory()));
    requests.put("form-json", ask().responseFormat(ResponseFormat.json()).build());
    requests.put("form-schema", ask().responseFormat(ResponseFormat.schema("city", CITY)).build());
    requests.put("form-text", ask().responseFormat(ResponseFormat.text()).build());
    requests.put("reasoning", ask().reasoning(ReasoningEffort.LOW).build());
    requests.put("reasoning-off", ask().reasoning(ReasoningEffort.NONE).build());
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
        Message.system("Be briefer."),
        Message.user(Part.text("a"), Part.text("b")),
        Message.assistant(List.of()),
        Message.assistant(List.of(new Part.Refusal("No."))),
        Message.user("Why?"));
  }

  private static Message images() {
    return Message.user(
        Part.text("Which "),
        Part.image(Media.of(BYTES, "image/png")),
        Part.text("is larger?"),
        Part.image(Media.of(BYTES, "image/jpeg")));
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
    Map<String, Json> own = Map.of("ollama/odd", Json.ofText("{\"n\":1.50}"));
    Map<String, Json> other = Map.of("other/field", Json.ofText("true"));
    return List.of(
        Message.user("x"),
        Message.assistant(
            List.of(
                new Part.Reasoning("I must ", null, "ollama"),
                new Part.Reasoning("look.", null, "ollama"),
                Part.text("Let me look."),
                new ToolCall("call_0", "weather", Json.ofText("{ \"city\" : \"Oslo\" }"), own),
                new ToolCall("call_1", "weather", Json.ofText("{\"city\":"), other),
                new ToolCall("call_2", "now", Json.ofText("null")))),
        Message.tool(ToolResult.error("call_1", "cut")),
        Message.tool(
            ToolResult.json("call_2", Json.ofText("{\"hour\":12}")),
            new ToolResult("call_0", List.of(Part.text("rain"), new Part.Structured(CITY)), false)),
        Message.tool(ToolResult.of("of-no-call", "?")),
        Message.user("And now?"));
  }

  private static List<Message> foreignHistory() {
    return List.of(
        Message.user("x"),
        Message.assistant(
            List.of(
                new Part.Reasoning("foreign", "c2ln", "other"),
                new Part.Reasoning("nobody's"),
                Part.text("4."),
                new ProviderItem("other", "citations", Json.ofText("[{}]")))),
        Message.user("Why?"));
  }

  private static ChatRequest extraBody() {
    return ask()
        .temperature(0.1)
        .maxOutputTokens(5)
        .tools(WEATHER)
        .extraBody("options", Json.ofText("{\"temperature\":1,\"num_ctx\":8192,\"min_p\":0.05}"))
        .extraBody("keep_alive", "10m")
        .extraBody("tools", Json.ofText("[]"))
        .build();
  }
}
