package io.llmgw.providers.anthropic;

import static io.llmgw.providers.anthropic.AnthropicRequests.BYTES;
import static io.llmgw.providers.anthropic.AnthropicRequests.WEATHER;
import static io.llmgw.providers.anthropic.AnthropicRequests.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.content.CacheMark;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolResult;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One file per feature of the wire: what a request must look like there. */
class AnthropicRequestGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/anthropic/requests");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String MODEL = "claude-sonnet-4-6";

  private final List<String> notes = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> writesEveryFeature() throws IOException {
    Map<String, ChatRequest> requests = AnthropicRequests.all();
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

    WireRequest written = encode(entry.getValue(), MODEL, delivery);

    String expected = Files.readString(FOLDER.resolve(entry.getKey() + ".json"));
    assertThat(JSON.readTree(text(written))).isEqualTo(JSON.readTree(expected));
    assertThat(written.path()).isEqualTo("v1/messages");
  }

  @ParameterizedTest
  @CsvSource({
    "claude-3-7-sonnet-20250219, enabled, 16384",
    "claude-sonnet-4-20250514, enabled, 16384",
    "claude-opus-4-5, enabled, 16384",
    "us.anthropic.claude-haiku-4-5-20251001-v1:0, enabled, 16384",
    "deepseek-reasoner, enabled, 16384",
    "claude-sonnet-4-6, adaptive, 0",
    "anthropic/claude-4.6-opus, adaptive, 0",
    "claude-opus-4-7, adaptive, 0",
    "claude-sonnet-5, adaptive, 0",
    "claude-mythos-preview, adaptive, 0"
  })
  void anEffortIsSentInTheFormOfTheModel(String model, String type, int budget) {
    JsonNode body = body(ask().reasoning(ReasoningEffort.HIGH).build(), model);

    assertThat(body.at("/thinking/type").stringValue()).isEqualTo(type);
    assertThat(body.at("/thinking/budget_tokens").asInt(0)).isEqualTo(budget);
    assertThat(body.at("/output_config/effort").asString("")).isEqualTo(budget == 0 ? "high" : "");
    assertThat(body.at("/max_tokens").intValue()).isEqualTo(8192 + (budget == 0 ? 24_576 : budget));
    assertThat(notes).hasSize(budget == 0 ? 0 : 1);
  }

  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-4-5, 5000, enabled, 5000, ''",
    "claude-sonnet-4-6, 5000, enabled, 5000, ''",
    "claude-opus-4-7, 5000, adaptive, 0, medium",
    "claude-opus-4-7, 100, adaptive, 0, low",
    "claude-opus-4-7, 50000, adaptive, 0, high",
    "claude-sonnet-4-5, 100, enabled, 1024, ''",
    "claude-sonnet-4-5, -1, enabled, 16384, ''",
    "claude-opus-4-7, -1, adaptive, 0, ''",
    "claude-sonnet-4-5, 0, disabled, 0, ''",
    "claude-opus-4-7, 0, '', 0, ''"
  })
  void aBudgetIsSentInTheFormOfTheModel(
      String model, int asked, String type, int sent, String effort) {
    JsonNode body = body(ask().reasoning(ReasoningSettings.budgetTokens(asked)).build(), model);

    assertThat(body.at("/thinking/type").asString("")).isEqualTo(type);
    assertThat(body.at("/thinking/budget_tokens").asInt(0)).isEqualTo(sent);
    assertThat(body.at("/output_config/effort").asString("")).isEqualTo(effort);
  }

  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-4-5, 5000, 5000, '', reasoning effort HIGH was left out beside a budget",
    "claude-sonnet-4-6, 5000, 5000, high, ",
    "claude-opus-4-7, 5000, 0, high, a reasoning budget was left out beside effort HIGH",
    "claude-sonnet-4-6, -1, 0, high, a reasoning budget was left out beside effort HIGH"
  })
  void ofAnEffortAndABudgetTheTrailSaysWhichGaveWay(
      String model, int asked, int sent, String effort, @Nullable String note) {
    ReasoningSettings both = new ReasoningSettings(ReasoningEffort.HIGH, asked);

    JsonNode body = body(ask().reasoning(both).build(), model);

    assertThat(body.at("/thinking/budget_tokens").asInt(0)).isEqualTo(sent);
    assertThat(body.at("/output_config/effort").asString("")).isEqualTo(effort);
    assertThat(notes).isEqualTo(note == null ? List.of() : List.of(note));
  }

  @Test
  void aBudgetLeavesRoomForTheAnswer() {
    ChatRequest derived = ask().reasoning(ReasoningEffort.HIGH).maxOutputTokens(4_096).build();
    ChatRequest given =
        ask().reasoning(ReasoningSettings.budgetTokens(4_096)).maxOutputTokens(4_096).build();

    JsonNode body = body(derived, "claude-sonnet-4-5");

    assertThat(body.at("/thinking/budget_tokens").intValue()).isEqualTo(2_048);
    assertThat(body.at("/max_tokens").intValue()).isEqualTo(4_096);
    refuses(given, "a reasoning budget of 4096 tokens");
    refuses(
        ask().reasoning(ReasoningEffort.LOW).maxOutputTokens(1_024).build(),
        "claude-sonnet-4-5",
        "a reasoning budget of 2048 tokens");
  }

  @Test
  void saysInTheTrailWhatWasLeftOutOrChanged() {
    AnthropicRequests.all().values().forEach(request -> encode(request, MODEL, Delivery.WHOLE));

    assertThat(notes)
        .containsExactlyInAnyOrder(
            "system messages inside the conversation were moved to its beginning",
            "an empty message of the assistant was left out",
            "arguments of a tool call that are no JSON object were sent as one with them",
            "fields of tool calls of another provider than anthropic were left out",
            "items that are no blocks of anthropic were left out",
            "items that are no blocks of anthropic were left out",
            "reasoning that anthropic did not sign was left out",
            "an empty message of the assistant was left out",
            "reasoning of effort XHIGH was sent as effort high",
            "a reasoning budget was left out: the turn under way began without reasoning that "
                + "anthropic signed",
            "reasoning that anthropic did not sign was left out");
  }

  @Test
  void refusesWhatHasNoFormAndNamesIt() {
    refuses(ask().seed(1).build(), "seed");
    refuses(ask().frequencyPenalty(1).build(), "frequencyPenalty");
    refuses(ask().presencePenalty(1).build(), "presencePenalty");
    refuses(ask().metadata("team", "claims").build(), "metadata");
    refuses(ask().temperature(1.5).build(), "a temperature above 1");
    refuses(ask().responseFormat(ResponseFormat.json()).build(), "json without a schema");
    refuses(ask().toolChoice(ToolChoice.REQUIRED).build(), "toolChoice");
    refuses(ChatRequest.of(List.of(Message.user("x").withName("ada"))), "name");
    refuses(ChatRequest.of(List.of(Message.system("x"))), "nobody but the system");
    refuses(EmbeddingRequest.of("x"), "EMBEDDINGS");
  }

  @Test
  void refusesWhatThinkingForbids() {
    refuses(ask().reasoning(ReasoningEffort.LOW).temperature(0.5).build(), "temperature while");
    refuses(ask().reasoning(ReasoningEffort.LOW).topK(5).build(), "topK while");
    refuses(
        ask().reasoning(ReasoningEffort.LOW).tools(WEATHER).toolChoice(ToolChoice.REQUIRED).build(),
        "a forced toolChoice while");
    assertThat(
            body(ask().reasoning(ReasoningEffort.LOW).temperature(1).build(), MODEL)
                .path("temperature")
                .doubleValue())
        .isEqualTo(1);
    assertThat(
            body(ask().reasoning(ReasoningEffort.NONE).temperature(0.5).topK(5).build(), MODEL)
                .has("top_k"))
        .isTrue();
  }

  @Test
  void refusesMediaThatItCannotRead() {
    refuses(user(Part.video(Media.of(BYTES, "video/mp4"))), "video in a message of the user");
    refuses(user(Part.audio(Media.of(BYTES, "audio/wav"))), "audio in a message of the user");
    refuses(user(Part.image(Media.of(BYTES, "image/tiff"))), "not JPEG, PNG, GIF or WebP");
    refuses(user(Part.image(Media.of(URI.create("gs://a/b")))), "scheme gs");
    refuses(user(Part.document(Media.of(BYTES, "application/msword"))), "neither PDF nor text");
    refuses(
        user(new Part.Image(Media.of(BYTES, "image/png"), Part.Image.Detail.HIGH)),
        "the detail of an image");
    refuses(
        ChatRequest.of(
            List.of(
                new Message(
                    Role.SYSTEM, List.of(Part.image(Media.of(BYTES, "image/png"))), null, null),
                Message.user("x"))),
        "image in a message of the system");
    refuses(
        ChatRequest.of(
            List.of(
                Message.tool(
                    new ToolResult(
                        "c", List.of(Part.audio(Media.of(BYTES, "audio/wav"))), false)))),
        "audio in a tool result");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/csv",
        "text/plain; charset=\"UTF-8\"",
        "application/json",
        "application/xml",
        "application/ld+json",
        "image/svg+xml"
      })
  void textIsADocumentWhateverItsTypeIsCalled(String type) {
    byte[] bytes = "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.UTF_8);

    JsonNode body = body(user(Part.document(Media.of(bytes, type), "data")), MODEL);

    assertThat(body.at("/messages/0/content/0/source"))
        .isEqualTo(
            JSON.createObjectNode()
                .put("type", "text")
                .put("media_type", "text/plain")
                .put("data", "{\"a\":\"\u00e9\"}"));
  }

  @Test
  void textOfAnotherCharsetIsReadByItOrRefused() {
    byte[] bytes = "gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1);

    JsonNode body =
        body(user(Part.document(Media.of(bytes, "text/plain;charset=iso-8859-1"))), MODEL);

    assertThat(body.at("/messages/0/content/0/source/data").stringValue()).isEqualTo("gr\u00fcn");
    refuses(
        user(Part.document(Media.of(bytes, "text/plain; charset=made-up"))),
        "a document in a charset that is unknown here");
    refuses(user(Part.document(Media.of(bytes, "text/plain"))), "bytes that are not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "messages", "system", "stream"})
  void refusesExtraFieldsThatWouldMakeTheAnswerAnother(String field) {
    refuses(ask().extraBody(field, "overridden").build(), "the extra field " + field + ",");
    refuses(ask().extraBody(field, 1).option(Leniency.DROP).build(), "the extra field " + field);
  }

  @Test
  void extraFieldsTakeThePlaceOfOurs() {
    ChatRequest request =
        ask()
            .reasoning(ReasoningEffort.HIGH)
            .tools(WEATHER)
            .toolChoice(ToolChoice.AUTO)
            .stop("END")
            .userId("u")
            .topP(0.5)
            .topK(1)
            .extraBody("thinking", 1)
            .extraBody("output_config", 2)
            .extraBody("tools", 3)
            .extraBody("tool_choice", 4)
            .extraBody("stop_sequences", 5)
            .extraBody("metadata", 6)
            .extraBody("top_p", 7)
            .extraBody("top_k", 8)
            .extraBody("max_tokens", 9)
            .build();

    JsonNode body = body(request, MODEL);

    assertThat(body.properties()).hasSize(11);
    for (String field : request.content().extraBody().keySet()) {
      assertThat(body.path(field).isNumber()).as(field).isTrue();
    }
  }

  @Test
  void dropsParametersWhereTheCallerAllowsIt() {
    ChatRequest request =
        ask()
            .seed(1)
            .frequencyPenalty(1)
            .presencePenalty(1)
            .metadata("team", "claims")
            .temperature(0.5)
            .topK(1)
            .reasoning(ReasoningEffort.LOW)
            .toolChoice(ToolChoice.REQUIRED)
            .tools(WEATHER)
            .responseFormat(ResponseFormat.json())
            .option(Leniency.DROP)
            .build();

    JsonNode body = body(request, MODEL);

    assertThat(body.propertyNames())
        .containsExactlyInAnyOrder(
            "model", "max_tokens", "tools", "messages", "thinking", "output_config");
    assertThat(notes).hasSize(8).allMatch(note -> note.startsWith("left out for anthropic: "));
  }

  @Test
  void ofTooManyCacheMarksTheLastOnesStay() {
    List<Message> marked = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      marked.add(Message.user("x" + i).withCacheMark(CacheMark.SHORT));
    }
    ChatRequest.Builder request =
        ChatRequest.builder().messages(marked).tools(WEATHER.withCacheMark(CacheMark.SHORT));

    refuses(request.build(), "more than 4 cache marks");
    JsonNode body = body(request.option(Leniency.DROP).build(), MODEL);

    assertThat(body.path("tools").toString()).doesNotContain("cache_control");
    assertThat(body.path("messages").findValues("cache_control")).hasSize(4);
  }

  @Test
  void toolArgumentsGoBackToTheByte() {
    String body = text(encode(AnthropicRequests.all().get("tool-turns"), MODEL, Delivery.WHOLE));

    assertThat(body).contains("\"input\":{ \"city\" : \"Oslo\" }");
  }

  @Test
  void aSchemaThatIsNotStrictIsSentAsOneThatIs() {
    Json schema = AnthropicRequests.CITY;

    body(ask().responseFormat(ResponseFormat.schema("city", schema, false)).build(), MODEL);

    assertThat(notes).singleElement().asString().contains("strict");
  }

  private static ChatRequest user(Part part) {
    return ChatRequest.of(List.of(Message.user(part)));
  }

  private void refuses(LlmRequest<?> request, String name) {
    refuses(request, MODEL, name);
  }

  private void refuses(LlmRequest<?> request, String model, String name) {
    assertThatThrownBy(() -> encode(request, model, Delivery.WHOLE))
        .isInstanceOfSatisfying(
            LlmException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
              assertThat(e.isRetryable()).isFalse();
              assertThat(e.provider()).isEqualTo("anthropic");
              assertThat(e.model()).isEqualTo(model);
            })
        .hasMessageContaining(name);
  }

  private JsonNode body(ChatRequest request, String model) {
    return JSON.readTree(text(encode(request, model, Delivery.WHOLE)));
  }

  private WireRequest encode(LlmRequest<?> request, String model, Delivery delivery) {
    return Decoding.FORMAT.encode(new WireCall(request, "anthropic", model, delivery, notes::add));
  }

  private static String text(WireRequest request) {
    RequestBytes body = request.body();
    return new String(body.toByteArray(), StandardCharsets.UTF_8);
  }
}
