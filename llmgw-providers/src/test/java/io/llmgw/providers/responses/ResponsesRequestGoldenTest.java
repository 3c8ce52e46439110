package io.llmgw.providers.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.content.CacheMark;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.ResponseFormat;
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
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One file per feature of the wire: what a request must look like there. */
class ResponsesRequestGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/responses/requests");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final byte[] BYTES = {1, 2, 3};
  private static final Json CITY =
      Json.ofText("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");
  private static final ToolSpec WEATHER = ToolSpec.of("weather", "Current weather", CITY);
  private static final String SEALED =
      "{\"id\":\"rs_1\",\"type\":\"reasoning\",\"encrypted_content\":\"gAAA\",\"summary\":["
          + "{\"type\":\"summary_text\",\"text\":\"Look.\"}]}";

  private final List<String> notes = new ArrayList<>();

  private static Map<String, ChatRequest> requests() {
    Map<String, ChatRequest> requests = new LinkedHashMap<>();
    requests.put("text", ChatRequest.of("Why is the sky blue?"));
    requests.put("stream", ChatRequest.of("Why is the sky blue?"));
    requests.put("roles", ChatRequest.of(roles()));
    requests.put(
        "name-left-out",
        ChatRequest.builder()
            .message(Message.user("x").withName("ada"))
            .option(Leniency.DROP)
            .build());
    requests.put("media", ChatRequest.of(List.of(media())));
    requests.put(
        "tools",
        ask()
            .tools(WEATHER, new ToolSpec("now", null, Json.object(), true, null))
            .toolChoice(ToolChoice.AUTO)
            .parallelToolCalls(false)
            .build());
    requests.put(
        "tool-choice-named", ask().tools(WEATHER).toolChoice(ToolChoice.named("weather")).build());
    requests.put(
        "tool-choice-required", ask().tools(WEATHER).toolChoice(ToolChoice.REQUIRED).build());
    requests.put("tool-turns", ChatRequest.of(toolTurns()));
    requests.put("history", ChatRequest.of(history()));
    requests.put("history-of-others", ChatRequest.of(historyOfOthers()));
    requests.put(
        "history-that-is-stored",
        ChatRequest.builder()
            .messages(historyOfNames())
            .extraBody("store", true)
            .extraBody("include", Json.ofText("[]"))
            .build());
    requests.put("history-that-is-not-stored", ChatRequest.of(historyOfNames()));
    requests.put("form-schema", ask().responseFormat(ResponseFormat.schema("place", CITY)).build());
    requests.put("form-json", ask().responseFormat(ResponseFormat.json()).build());
    requests.put("form-text", ask().responseFormat(ResponseFormat.text()).build());
    requests.put("settings", settings());
    requests.put(
        "extra-body",
        ask()
            .maxOutputTokens(5)
            .reasoning(ReasoningEffort.LOW)
            .responseFormat(ResponseFormat.json())
            .extraBody("max_output_tokens", 7)
            .extraBody("reasoning", Map.of("effort", "high", "summary", "auto"))
            .extraBody("text", Map.of("verbosity", "low"))
            .extraBody("previous_response_id", "resp_1")
            .extraBody("background", true)
            .extraBody("store", true)
            .build());
    requests.put(
        "extra-body-beside-ours",
        ask()
            .reasoning(ReasoningEffort.LOW)
            .responseFormat(ResponseFormat.schema("place", CITY))
            .extraBody("reasoning", Map.of("summary", "auto"))
            .extraBody("text", Map.of("verbosity", "low"))
            .build());
    requests.put(
        "extra-body-that-is-odd",
        ask()
            .reasoning(ReasoningEffort.LOW)
            .responseFormat(ResponseFormat.json())
            .extraBody("reasoning", null)
            .extraBody("text", Map.of("format", Map.of("type", "text")))
            .build());
    requests.put(
        "reasoning-budget", ask().reasoning(ReasoningSettings.budgetTokens(5_000)).build());
    requests.put("lone-surrogate", ChatRequest.of("a\uD83D \uD83D\uDE00 b\uDE00"));
    return requests;
  }

  private static ChatRequest.Builder ask() {
    return ChatRequest.builder().user("x");
  }

  private static List<Message> roles() {
    return List.of(
        Message.system("Be brief."),
        Message.developer("Use metric units."),
        Message.user("Hi \"there\"\n"),
        Message.assistant("Hello."),
        Message.user(Part.text("a"), Part.text("b")),
        Message.assistant(List.of(Part.text("c"), Part.text("d"))),
        Message.assistant(List.of(new Part.Refusal("No."))),
        Message.user("Why?"));
  }

  private static Message media() {
    return Message.user(
        Part.text("What is this?"),
        Part.image(Media.of(BYTES, "image/png")),
        new Part.Image(
            Media.of(URI.create("https://example.org/a.png?x=1")), Part.Image.Detail.HIGH),
        Part.document(Media.of(BYTES, "application/pdf"), "scan.pdf"),
        Part.document(Media.of(BYTES, "application/pdf")),
        Part.document(Media.of(URI.create("https://example.org/a.pdf"))));
  }

  private static List<Message> toolTurns() {
    Map<String, Json> fields =
        Map.of(
            "openai:responses/id", Json.ofText("\"fc_1\""),
            "openai/extra_content", Json.ofText("{\"google\":1}"),
            "other/field", Json.ofText("true"));
    return List.of(
        Message.user("x"),
        Message.assistant(
            List.of(
                new ToolCall("call_a", "weather", Json.ofText("{ \"city\" : \"Oslo\" }")),
                new ToolCall("call_b", "weather", Json.ofText("{\"city\":"), fields),
                new ToolCall("c".repeat(65), "now", Json.object()))),
        Message.tool(
            ToolResult.of("call_a", "rain"),
            ToolResult.json("call_b", Json.ofText("{\"error\":\"cut\"}")),
            new ToolResult(
                "c".repeat(65),
                List.of(
                    Part.text("a"),
                    new Part.Structured(Json.ofText("[1]")),
                    Part.image(Media.of(BYTES, "image/png"))),
                false),
            new ToolResult("call_d", List.of(), true)),
        Message.assistant("It rains."));
  }

  /** A turn of this provider, as it came. */
  private static List<Message> history() {
    Json message =
        Json.ofText(
            "{\"type\":\"message\",\"id\":\"msg_1\",\"status\":\"completed\","
                + "\"phase\":\"commentary\"}");
    Json cited = Json.ofText("[{\"type\":\"url_citation\",\"url\":\"https://example.org\"}]");
    Json search = Json.ofText("{\"type\":\"web_search_call\", \"id\":\"ws_1\",\"n\":1.50}");
    return List.of(
        Message.user("Weather?"),
        Message.assistant(
            List.of(
                new Part.Reasoning("Look.", null, "openai"),
                new ProviderItem("openai", "reasoning", Json.ofText(SEALED)),
                new ProviderItem("openai", "web_search_call", search),
                Part.text("I look"),
                new ProviderItem("openai", "annotations", cited),
                Part.text(" it up."),
                new ProviderItem("openai", "message", message),
                new ToolCall(
                    "call_a",
                    "weather",
                    Json.object(),
                    Map.of("openai:responses/id", Json.ofText("\"fc_1\""))),
                new ProviderItem("openai", "content_filters", Json.ofText("[{}]")))),
        Message.tool(ToolResult.of("call_a", "rain")));
  }

  /** What came from elsewhere, the other protocol of this provider included. */
  private static List<Message> historyOfOthers() {
    return List.of(
        Message.assistant(
            List.of(
                new Part.Reasoning("2 and 2"),
                new Part.Reasoning("signed", "sig", "anthropic"),
                new ProviderItem("anthropic", "redacted_thinking", Json.ofText("{\"a\":1}")),
                Part.text("4"),
                new ProviderItem("openai", "annotations", Json.ofText("[{}]")),
                new ProviderItem("openai", "reasoning_details", Json.ofText("[{}]")),
                new ProviderItem("openai", "extra_content", Json.ofText("{\"a\":1}")),
                new ProviderItem("openai", "content/audio", Json.ofText("{\"type\":\"audio\"}")),
                new ProviderItem("other", "reasoning", Json.ofText(SEALED)))),
        Message.user("Why?"));
  }

  /** Reasoning that is only named, as answers have it that are kept on the server. */
  private static List<Message> historyOfNames() {
    Json name = Json.ofText("{\"id\":\"rs_1\",\"type\":\"reasoning\",\"summary\":[]}");
    Json shown =
        Json.ofText(
            "{\"id\":\"rs_2\",\"type\":\"reasoning\",\"summary\":[],\"content\":["
                + "{\"type\":\"reasoning_text\",\"text\":\"Look.\"}]}");
    return List.of(
        Message.assistant(
            List.of(
                new ProviderItem("openai", "reasoning", name),
                new Part.Reasoning("Look."),
                new ProviderItem("openai", "reasoning", shown),
                Part.text("4"))),
        Message.user("Why?"));
  }

  private static ChatRequest settings() {
    return ask()
        .maxOutputTokens(300)
        .temperature(0.2)
        .topP(0.9)
        .parallelToolCalls(true)
        .reasoning(ReasoningEffort.XHIGH)
        .userId("u-17")
        .metadata("team", "claims")
        .build();
  }

  @TestFactory
  Stream<DynamicTest> writesEveryFeature() throws IOException {
    Map<String, ChatRequest> requests = requests();
    if (Boolean.getBoolean("llmgw.write")) {
      for (Map.Entry<String, ChatRequest> entry : requests.entrySet()) {
        JsonNode written = JSON.readTree(text(encode(entry.getValue(), delivery(entry.getKey()))));
        Files.writeString(
            FOLDER.resolve(entry.getKey() + ".json"),
            JSON.writerWithDefaultPrettyPrinter().writeValueAsString(written) + "\n");
      }
    }
    List<String> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(FOLDER)) {
      all.forEach(file -> files.add(file.getFileName().toString().replace(".json", "")));
    }
    assertThat(requests.keySet()).containsExactlyInAnyOrderElementsOf(files);
    return requests.entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry)));
  }

  private static Delivery delivery(String name) {
    return name.equals("stream") ? Delivery.STREAMED : Delivery.WHOLE;
  }

  private void check(Map.Entry<String, ChatRequest> entry) throws IOException {
    WireRequest written = encode(entry.getValue(), delivery(entry.getKey()));

    String expected = Files.readString(FOLDER.resolve(entry.getKey() + ".json"));
    assertThat(JSON.readTree(text(written))).isEqualTo(JSON.readTree(expected));
    assertThat(written.path()).isEqualTo("responses");
  }

  @Test
  void whatOnlyTheProviderUnderstandsGoesBackToTheByte() {
    assertThat(text(encode(ChatRequest.of(history()), Delivery.WHOLE)))
        .contains(SEALED)
        .contains("{\"type\":\"web_search_call\", \"id\":\"ws_1\",\"n\":1.50}");
  }

  @Test
  void theTurnThatIsAsItCameLeavesNothingToRemark() {
    encode(ChatRequest.of(history()), Delivery.WHOLE);

    assertThat(notes).isEmpty();
  }

  @Test
  void saysInTheTrailWhatWasLeftOutOrChanged() {
    encode(ChatRequest.of(historyOfOthers()), Delivery.WHOLE);
    encode(
        ChatRequest.of(List.of(Message.user("x").withCacheMark(CacheMark.SHORT))), Delivery.WHOLE);
    encode(ask().reasoning(ReasoningSettings.budgetTokens(5_000)).build(), Delivery.WHOLE);
    encode(ChatRequest.of(toolTurns()), Delivery.WHOLE);

    assertThat(notes)
        .containsExactlyInAnyOrder(
            "reasoning of earlier turns was left out where openai does not take it",
            "items of earlier turns were left out where openai does not take them",
            "items of another provider than openai were left out",
            "cache marks were left out: the protocol of openai has none",
            "a reasoning budget of 5000 tokens was sent as effort medium",
            "fields of tool calls of another provider than openai were left out",
            "the mark that a tool failed was left out: openai has none");
  }

  @Test
  void saysInTheTrailThatReasoningIsNoMoreThanItsName() {
    encode(ChatRequest.of(historyOfNames()), Delivery.WHOLE);

    assertThat(notes)
        .containsExactly("reasoning of earlier turns was left out where openai does not take it");
  }

  @Test
  void aMessageThatHasLostItsTextIsLeftOut() {
    Json message = Json.ofText("{\"type\":\"message\",\"id\":\"msg_1\"}");
    Message empty = Message.assistant(List.of(new ProviderItem("openai", "message", message)));

    JsonNode body = JSON.readTree(text(encode(ChatRequest.of(List.of(empty)), Delivery.WHOLE)));

    assertThat(body.path("input")).isEmpty();
    assertThat(notes)
        .containsExactly("items of earlier turns were left out where openai does not take them");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-4o-mini", "gpt-4.1", "gpt-3.5-turbo", "gpt-5-chat-latest"})
  void modelsThatDoNotReasonAreNotAskedForReasoning(String model) {
    JsonNode body = JSON.readTree(text(encode(ask().build(), Delivery.WHOLE, model)));

    assertThat(body.has("include")).isFalse();
    assertThat(body.path("store").asBoolean(true)).isFalse();
  }

  @Test
  void refusesWhatHasNoFormAndNamesIt() {
    refuses(ask().stop("END").build(), "stop");
    refuses(ask().seed(7).build(), "seed");
    refuses(ask().frequencyPenalty(1).build(), "frequencyPenalty");
    refuses(ask().presencePenalty(1).build(), "presencePenalty");
    refuses(ask().topK(5).build(), "topK");
    refuses(ChatRequest.of(List.of(Message.user("x").withName("ada"))), "the name in a message");
    refuses(ask().toolChoice(ToolChoice.REQUIRED).build(), "toolChoice");
    refuses(user(Part.audio(Media.of(BYTES, "audio/wav"))), "audio");
    refuses(user(Part.video(Media.of(BYTES, "video/mp4"))), "video");
    refuses(user(Part.image(Media.of(URI.create("anthropic:file_1")))), "scheme anthropic");
    refuses(
        ChatRequest.of(
            List.of(
                Message.tool(
                    new ToolResult(
                        "c", List.of(Part.audio(Media.of(BYTES, "audio/wav"))), false)))),
        "audio in a tool result");
  }

  @Test
  void leavesOutWhatHasNoFormWhereThatIsAllowed() {
    ChatRequest request =
        ask()
            .stop("END")
            .seed(7)
            .frequencyPenalty(1)
            .presencePenalty(1)
            .message(Message.user("y").withName("ada"))
            .option(Leniency.DROP)
            .build();

    JsonNode body = JSON.readTree(text(encode(request, Delivery.WHOLE)));

    assertThat(body.propertyNames())
        .containsExactlyInAnyOrder("model", "input", "store", "include");
    assertThat(notes)
        .containsExactlyInAnyOrder(
            "left out for openai: the parameter stop",
            "left out for openai: the parameter seed",
            "left out for openai: the parameter frequencyPenalty",
            "left out for openai: the parameter presencePenalty",
            "left out for openai: the name in a message");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "input", "stream"})
  void refusesExtraFieldsThatWouldMakeTheAnswerAnother(String field) {
    refuses(ask().extraBody(field, "overridden").build(), "the extra field " + field + ",");
    refuses(ask().extraBody(field, 1).option(Leniency.DROP).build(), "the extra field " + field);
  }

  private static ChatRequest user(Part part) {
    return ChatRequest.of(List.of(Message.user(part)));
  }

  private void refuses(LlmRequest<?> request, String name) {
    assertThatThrownBy(() -> encode(request, Delivery.WHOLE))
        .isInstanceOfSatisfying(
            LlmException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
              assertThat(e.isRetryable()).isFalse();
              assertThat(e.getMessage()).contains(name);
            });
  }

  private WireRequest encode(LlmRequest<?> request, Delivery delivery) {
    return encode(request, delivery, "gpt-test");
  }

  private WireRequest encode(LlmRequest<?> request, Delivery delivery, String model) {
    return Decoding.FORMAT.encode(new WireCall(request, "openai", model, delivery, notes::add));
  }

  private static String text(WireRequest request) {
    return new String(request.body().toByteArray(), StandardCharsets.UTF_8);
  }
}
