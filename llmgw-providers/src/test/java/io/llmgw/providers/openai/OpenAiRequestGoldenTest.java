package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.providers.json.RequestBytes;
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
import tools.jackson.databind.json.JsonMapper;

/** One file per feature of the wire: what a request must look like there. */
class OpenAiRequestGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/openai/requests");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final byte[] BYTES = {1, 2, 3};
  private static final Json CITY =
      Json.ofText("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");
  private static final ToolSpec WEATHER = ToolSpec.of("weather", "Current weather", CITY);

  private final List<String> notes = new ArrayList<>();

  private static Map<String, ChatRequest> requests() {
    Map<String, ChatRequest> requests = new LinkedHashMap<>();
    requests.put("text", ChatRequest.of("Why is the sky blue?"));
    requests.put("stream", ChatRequest.of("Why is the sky blue?"));
    requests.put(
        "roles-and-names",
        ChatRequest.of(
            List.of(
                Message.system("Be brief."),
                Message.developer("Use metric units."),
                Message.user("Hi \"there\"\n").withName("ada"),
                Message.assistant("Hello."),
                Message.user(Part.text("a"), Part.text("b")))));
    requests.put("media", ChatRequest.of(List.of(media())));
    requests.put(
        "tools",
        ask()
            .tools(WEATHER, new ToolSpec("now", null, emptyObject(), true, null))
            .toolChoice(ToolChoice.AUTO)
            .parallelToolCalls(false)
            .build());
    requests.put(
        "tool-choice-named", ask().tools(WEATHER).toolChoice(ToolChoice.named("weather")).build());
    requests.put(
        "tool-choice-required", ask().tools(WEATHER).toolChoice(ToolChoice.REQUIRED).build());
    requests.put("tool-turns", ChatRequest.of(toolTurns()));
    requests.put("history", ChatRequest.of(history()));
    requests.put("history-of-anthropic", ChatRequest.of(historyOfAnthropic()));
    Json number =
        Json.ofText(
            "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},"
                + "\"required\":[\"n\"],\"additionalProperties\":false}");
    requests.put(
        "form-schema", ask().responseFormat(ResponseFormat.schema("number", number)).build());
    requests.put("form-json", ask().responseFormat(ResponseFormat.json()).build());
    requests.put("form-text", ask().responseFormat(ResponseFormat.text()).build());
    requests.put("settings", settings());
    requests.put("stop", ask().stop("END", "\n\n").build());
    requests.put(
        "extra-body",
        ask()
            .temperature(0.1)
            .maxOutputTokens(5)
            .extraBody("temperature", 2)
            .extraBody("service_tier", "flex")
            .extraBody("made_up", Json.ofText("{\"deep\":[1,null]}"))
            .build());
    requests.put(
        "reasoning-budget", ask().reasoning(ReasoningSettings.budgetTokens(5_000)).build());
    requests.put("lone-surrogate", ChatRequest.of("a\uD83D \uD83D\uDE00 b\uDE00"));
    return requests;
  }

  private static ChatRequest.Builder ask() {
    return ChatRequest.builder().user("x");
  }

  private static Json emptyObject() {
    return Json.ofText(
        "{\"type\":\"object\",\"properties\":{},\"required\":[],\"additionalProperties\":false}");
  }

  private static Message media() {
    return Message.user(
        Part.text("What is this?"),
        Part.image(Media.of(BYTES, "image/png")),
        new Part.Image(
            Media.of(URI.create("https://example.org/a.png?x=1")), Part.Image.Detail.HIGH),
        Part.audio(Media.of(BYTES, "audio/wav")),
        Part.audio(Media.of(BYTES, "audio/mpeg")),
        Part.document(Media.of(BYTES, "application/pdf"), "scan.pdf"),
        Part.document(Media.of(BYTES, "application/pdf")));
  }

  private static List<Message> toolTurns() {
    Map<String, Json> fields =
        Map.of(
            "openai/extra_content", Json.ofText("{\"google\":1}"),
            "other/field", Json.ofText("true"));
    return List.of(
        Message.user("x"),
        Message.assistant(
            List.of(
                new ToolCall("call_a", "weather", Json.ofText("{ \"city\" : \"Oslo\" }")),
                new ToolCall("call_b", "weather", Json.ofText("{\"city\":"), fields))),
        Message.tool(
            ToolResult.of("call_a", "rain"),
            ToolResult.json("call_b", Json.ofText("{\"error\":\"cut\"}")),
            new ToolResult(
                "call_c", List.of(Part.text("a"), new Part.Structured(Json.ofText("[1]"))), false),
            new ToolResult("call_d", List.of(), true)),
        Message.assistant("It rains."));
  }

  private static List<Message> history() {
    Json details = Json.ofText("[{\"type\":\"reasoning.text\",\"index\":0}]");
    return List.of(
        Message.assistant(
            List.of(
                new Part.Reasoning("2 and 2"),
                Part.text("So: "),
                new ProviderItem("openai", "reasoning_details", details),
                new ProviderItem("openai", "annotations", Json.ofText("[{}]")),
                new ProviderItem("openai", "extra_content", Json.ofText("{\"a\":\"c2ln\"}")),
                new ProviderItem("other", "extra_content", Json.ofText("{\"a\":1}")),
                new ProviderItem("other", "reasoning_details", Json.ofText("[{}]")),
                Part.text("4."))),
        Message.assistant(List.of(new Part.Refusal("No."))),
        Message.assistant(List.of(new Part.Reasoning("only", "sig", "openai"))),
        Message.user("Why?"));
  }

  private static List<Message> historyOfAnthropic() {
    return List.of(
        Message.assistant(
            List.of(
                new ProviderItem(
                    "anthropic", "redacted_thinking", Json.ofText("{\"data\":\"b3A=\"}")),
                Part.text("4."))),
        Message.user("Why?"));
  }

  @Test
  void saysInTheTrailThatItemsOfAnotherProviderAreLeftOut() {
    encode(ChatRequest.of(historyOfAnthropic()), Delivery.WHOLE);

    assertThat(notes).containsExactly("items of another provider than openai were left out");
  }

  private static ChatRequest settings() {
    return ask()
        .maxOutputTokens(300)
        .temperature(0.2)
        .topP(0.9)
        .seed(9_007_199_254_740_993L)
        .frequencyPenalty(-0.5)
        .presencePenalty(1)
        .parallelToolCalls(true)
        .reasoning(ReasoningEffort.XHIGH)
        .userId("u-17")
        .metadata("team", "claims")
        .extraBody("store", true)
        .build();
  }

  @TestFactory
  Stream<DynamicTest> writesEveryFeature() throws IOException {
    Map<String, ChatRequest> requests = requests();
    List<String> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(FOLDER)) {
      all.forEach(file -> files.add(file.getFileName().toString().replace(".json", "")));
    }
    assertThat(requests.keySet()).containsExactlyInAnyOrderElementsOf(files);
    return requests.entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry)));
  }

  private void check(Map.Entry<String, ChatRequest> entry) throws IOException {
    Delivery delivery = entry.getKey().equals("stream") ? Delivery.STREAMED : Delivery.WHOLE;

    WireRequest written = encode(entry.getValue(), delivery);

    String expected = Files.readString(FOLDER.resolve(entry.getKey() + ".json"));
    assertThat(JSON.readTree(text(written))).isEqualTo(JSON.readTree(expected));
    assertThat(written.path()).isEqualTo("chat/completions");
  }

  @Test
  void toolArgumentsGoBackToTheByte() {
    String arguments = "{ \"a\" : 1.0,\n \"b\":\"\\u00e9\" }";
    ToolCall call = new ToolCall("c", "n", Json.ofText(arguments));

    String body =
        text(encode(ChatRequest.of(List.of(Message.assistant(List.of(call)))), Delivery.WHOLE));

    assertThat(JSON.readTree(body).at("/messages/0/tool_calls/0/function/arguments").stringValue())
        .isEqualTo(arguments);
  }

  @Test
  void saysInTheTrailWhatWasLeftOutOrChanged() {
    encode(ChatRequest.of(history()), Delivery.WHOLE);
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
  void refusesWhatHasNoFormAndNamesIt() {
    refuses(ask().metadata("team", "claims").build(), "metadata");
    refuses(ask().topK(5).build(), "topK");
    refuses(ask().toolChoice(ToolChoice.REQUIRED).build(), "toolChoice");
    refuses(user(Part.video(Media.of(BYTES, "video/mp4"))), "video");
    refuses(user(Part.audio(Media.of(BYTES, "audio/ogg"))), "WAV or MP3");
    refuses(user(Part.audio(Media.of(URI.create("https://example.org/a.wav")))), "WAV or MP3");
    refuses(user(Part.document(Media.of(URI.create("https://example.org/a.pdf")))), "document");
    refuses(user(Part.image(Media.of(BYTES, "image/\"png"))), "media type");
    refuses(user(Part.image(Media.of(URI.create("anthropic:file_1")))), "scheme anthropic");
    refuses(
        ChatRequest.of(
            List.of(
                new Message(
                    Role.SYSTEM,
                    List.of(Part.text("a"), Part.image(Media.of(BYTES, "image/png"))),
                    null,
                    null))),
        "image in a message of the system");
    refuses(
        ChatRequest.of(
            List.of(
                Message.tool(
                    new ToolResult(
                        "c", List.of(Part.video(Media.of(BYTES, "video/mp4"))), false)))),
        "video in a tool result");
    refuses(EmbeddingRequest.of("x"), "EMBEDDINGS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "messages", "stream", "n"})
  void refusesExtraFieldsThatWouldMakeTheAnswerAnother(String field) {
    refuses(ask().extraBody(field, "overridden").build(), "the extra field " + field + ",");
    refuses(ask().extraBody(field, 1).option(Leniency.DROP).build(), "the extra field " + field);
  }

  @Test
  void extraOptionsOfAStreamAreSentBesideTheUsageAndWithStreamsAlone() {
    ChatRequest request =
        ask().extraBody("stream_options", Json.ofText("{\"include_obfuscation\":false}")).build();

    assertThat(JSON.readTree(text(encode(request, Delivery.STREAMED))).path("stream_options"))
        .isEqualTo(JSON.readTree("{\"include_obfuscation\":false,\"include_usage\":true}"));
    assertThat(text(encode(request, Delivery.WHOLE))).doesNotContain("stream_options");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"include_usage\":false}", "{\"include_usage\":true}", "null", "1"})
  void theUsageOfAStreamIsNotTheCallersToSwitchOff(String options) {
    ChatRequest request = ask().extraBody("stream_options", Json.ofText(options)).build();

    refuses(request, "the extra field stream_options.include_usage,");
  }

  @Test
  void optionsOfAStreamAreRefusedAtAHostThatTakesNone() {
    ChatRequest request = ask().extraBody("stream_options", Json.ofText("{\"made_up\":1}")).build();
    WireCall call = new WireCall(request, "fireworks", "m", Delivery.STREAMED, notes::add);

    assertThatThrownBy(() -> new OpenAiChatFormat(CompatibleHost.FIREWORKS.dialect()).encode(call))
        .isInstanceOf(LlmException.class)
        .hasMessageContaining("the extra field stream_options");
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
              assertThat(e.provider()).isEqualTo("openai");
              assertThat(e.model()).isEqualTo("gpt-5-mini");
            })
        .hasMessageContaining(name);
  }

  @Test
  void dropsParametersWhereTheCallerAllowsIt() {
    ChatRequest request =
        ask().topK(5).toolChoice(ToolChoice.REQUIRED).option(Leniency.DROP).build();

    String body = text(encode(request, Delivery.WHOLE));

    assertThat(body).doesNotContain("top_k").doesNotContain("tool_choice");
    assertThat(notes).hasSize(2);
    assertThat(notes.get(0)).contains("topK");
  }

  @Test
  void growsForLargeRequests() {
    String text = "\u20ac".repeat(2_000_000);

    String body = text(encode(ChatRequest.of(text), Delivery.WHOLE));

    assertThat(JSON.readTree(body).at("/messages/0/content").stringValue()).isEqualTo(text);
  }

  @Test
  void repairsLoneSurrogatesWhereverTheyStandAndRemarksOnce() {
    ToolCall call = new ToolCall("c\uD83D", "n", Json.ofText("\"\uDE00\""));
    ChatRequest request =
        ask()
            .messages(
                List.of(
                    Message.system("\uDE00 \uD83D\uDE00").withName("n\uD83D"),
                    Message.assistant(List.of(new Part.Reasoning("x"), call)),
                    Message.user("y".repeat(9_000) + "\uD83D")))
            .tools(ToolSpec.of("t", "d\uD83D", CITY))
            .stop("s\uDE00")
            .extraBody("e\uDE00", Json.ofText("\"\uD83D\""))
            .build();

    String body = text(encode(request, Delivery.WHOLE));

    assertThat(body).doesNotContainIgnoringCase("\\ud83d").doesNotContainIgnoringCase("\\ude00");
    assertThat(JSON.readTree(body).toString()).contains("\uFFFD \uD83D\uDE00");
    assertThat(body.chars().filter(c -> c == 0xFFFD)).hasSize(9);
    assertThat(notes).hasSize(1);
  }

  @Test
  void rawJsonKeepsItsEscapesAndTextItsBackslashes() {
    String details = "[{\"type\":\"reasoning.text\",\"text\":\"\\ud83d\"}]";
    ChatRequest request =
        ChatRequest.of(
            List.of(
                Message.assistant(
                    List.of(
                        Part.text("\\ud83d"),
                        new ProviderItem("openai", "reasoning_details", Json.ofText(details))))));

    String body = text(encode(request, Delivery.WHOLE));

    assertThat(body).contains(details).contains("\"content\":\"\\\\ud83d\"");
  }

  private WireRequest encode(LlmRequest<?> request, Delivery delivery) {
    boolean stops = request instanceof ChatRequest chat && !chat.content().stop().isEmpty();
    String model = stops ? "gpt-4.1" : "gpt-5-mini"; // which takes none
    return Decoding.FORMAT.encode(new WireCall(request, "openai", model, delivery, notes::add));
  }

  private static String text(WireRequest request) {
    RequestBytes body = request.body();
    return new String(body.toByteArray(), StandardCharsets.UTF_8);
  }
}
