package io.llmgw.providers.gemini;

import static io.llmgw.providers.gemini.GeminiRequests.BYTES;
import static io.llmgw.providers.gemini.GeminiRequests.CITY;
import static io.llmgw.providers.gemini.GeminiRequests.WEATHER;
import static io.llmgw.providers.gemini.GeminiRequests.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.content.CacheMark;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolResult;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One file per feature of the wire: what a request must look like there. With {@code
 * -Dllmgw.write=true} the files are written, to be read in a review.
 */
class GeminiRequestGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/gemini/requests");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String MODEL = "gemini-3-flash-preview";
  private static final String OLDER = "gemini-2.5-flash";

  private final List<String> notes = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> writesEveryFeature() throws IOException {
    Map<String, ChatRequest> requests = GeminiRequests.all();
    if (!Boolean.getBoolean("llmgw.write")) {
      List<String> files = new ArrayList<>();
      try (Stream<Path> all = Files.list(FOLDER)) {
        all.forEach(file -> files.add(file.getFileName().toString().replace(".json", "")));
      }
      assertThat(requests.keySet()).containsExactlyInAnyOrderElementsOf(files);
    }
    return requests.entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry)));
  }

  private void check(Map.Entry<String, ChatRequest> entry) throws IOException {
    boolean stream = entry.getKey().equals("stream");

    WireRequest written =
        encode(entry.getValue(), MODEL, stream ? Delivery.STREAMED : Delivery.WHOLE);

    Path file = FOLDER.resolve(entry.getKey() + ".json");
    if (Boolean.getBoolean("llmgw.write")) {
      Files.createDirectories(FOLDER);
      JsonNode tree = JSON.readTree(text(written));
      Files.writeString(
          file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n");
    }
    assertThat(JSON.readTree(text(written))).isEqualTo(JSON.readTree(Files.readString(file)));
    assertThat(written.path())
        .isEqualTo(
            "v1beta/models/gemini-3-flash-preview:"
                + (stream ? "streamGenerateContent?alt=sse" : "generateContent"));
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-2.5-flash, v1beta/models/gemini-2.5-flash:generateContent",
    "models/gemini-2.5-flash, v1beta/models/gemini-2.5-flash:generateContent",
    "tunedModels/mine-1, v1beta/tunedModels/mine-1:generateContent",
    "a b?c#d, v1beta/models/a%20b%3Fc%23d:generateContent",
    "gr\u00fcn, v1beta/models/gr%C3%BCn:generateContent"
  })
  void aModelIsAPartOfThePath(String model, String path) {
    assertThat(encode(ask().build(), model, Delivery.WHOLE).path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"models/../../secret", "models//x", "./x", "models/"})
  void aModelDoesNotLeadElsewhere(String model) {
    assertThatThrownBy(() -> encode(ask().build(), model, Delivery.WHOLE))
        .hasMessageContaining("a model with such a path");
  }

  @Test
  void atVertexItIsOneOfThePublisherAndLabelsAreTaken() {
    ChatRequest request = ask().metadata("team", "claims").build();
    WireCall call = new WireCall(request, "vertexai", "gemini-2.5-pro", Delivery.WHOLE, n -> {});

    WireRequest written = Decoding.VERTEX.encode(call);

    assertThat(written.path())
        .isEqualTo(
            "v1beta1/projects/p/locations/global/publishers/google/models/gemini-2.5-pro"
                + ":generateContent");
    assertThat(JSON.readTree(text(written)).path("labels"))
        .isEqualTo(JSON.createObjectNode().put("team", "claims"));
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-2.5-flash, HIGH, 16384, ''",
    "gemini-2.5-flash, MINIMAL, 512, ''",
    "gemini-2.5-flash, MEDIUM, 8192, ''",
    "gemini-2.5-flash, MAX, 24576, ''",
    "gemini-2.5-pro, MAX, 32768, ''",
    "gemini-2.5-flash-lite-preview-09-2025, LOW, 2048, ''",
    "models/gemini-2.5-pro, LOW, 2048, ''",
    "gemini-live-2.5-flash-preview, LOW, 2048, ''",
    "gemini-exp-1206, LOW, -2, LOW",
    "gemini-3-flash-preview, MINIMAL, -2, MINIMAL",
    "gemini-3-flash-preview, MEDIUM, -2, MEDIUM",
    "gemini-3-pro-preview, MEDIUM, -2, HIGH",
    "gemini-3-pro-preview, MINIMAL, -2, LOW",
    "gemini-3.1-pro-preview, MEDIUM, -2, MEDIUM",
    "gemini-3.5-flash-lite, XHIGH, -2, HIGH",
    "gemini-flash-latest, LOW, -2, LOW"
  })
  void anEffortIsSentInTheFormOfTheModel(
      String model, ReasoningEffort effort, int budget, String level) {
    JsonNode body = body(ask().reasoning(effort).build(), model);

    JsonNode config = body.at("/generationConfig/thinkingConfig");
    assertThat(config.path("includeThoughts").asBoolean(false)).isTrue();
    assertThat(config.path("thinkingBudget").asInt(-2)).isEqualTo(budget);
    assertThat(config.path("thinkingLevel").asString("")).isEqualTo(level);
    boolean same = effort.name().equals(level);
    assertThat(notes).hasSize(same ? 0 : 1);
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-2.5-flash, 5000, true, 5000, ''",
    "gemini-2.5-flash, -1, true, -1, ''",
    "gemini-2.5-flash, 0, false, 0, ''",
    "gemini-2.5-flash, 99999, true, 24576, ''",
    "gemini-2.5-flash-lite, 5, true, 512, ''",
    "gemini-2.5-pro, 5, true, 128, ''",
    "gemini-2.5-pro, 0, false, 128, ''",
    "gemini-2.5-pro, 99999, true, 32768, ''",
    "gemini-3-pro-preview, 5000, true, -2, HIGH",
    "gemini-3-flash-preview, 5000, true, -2, MEDIUM",
    "gemini-3-pro-preview, 0, false, -2, LOW",
    "gemini-3-flash-preview, 0, false, -2, MINIMAL",
    "gemini-3-flash-preview, -1, true, -2, ''"
  })
  void aBudgetIsSentInTheFormOfTheModel(
      String model, int asked, boolean shown, int budget, String level) {
    JsonNode body = body(ask().reasoning(ReasoningSettings.budgetTokens(asked)).build(), model);

    JsonNode config = body.at("/generationConfig/thinkingConfig");
    assertThat(config.path("includeThoughts").asBoolean(false)).isEqualTo(shown);
    assertThat(config.path("thinkingBudget").asInt(-2)).isEqualTo(budget);
    assertThat(config.path("thinkingLevel").asString("")).isEqualTo(level);
  }

  @Test
  void ofAnEffortAndABudgetTheTrailSaysWhichGaveWay() {
    ChatRequest both = ask().reasoning(new ReasoningSettings(ReasoningEffort.HIGH, 5_000)).build();

    assertThat(body(both, OLDER).at("/generationConfig/thinkingConfig/thinkingBudget").intValue())
        .isEqualTo(5_000);
    assertThat(body(both, MODEL).at("/generationConfig/thinkingConfig/thinkingLevel").asString())
        .isEqualTo("HIGH");
    assertThat(notes)
        .containsExactly(
            "reasoning effort HIGH was left out beside a budget",
            "a reasoning budget was left out beside effort HIGH");
  }

  @Test
  void saysInTheTrailWhatWasLeftOutOrChanged() {
    GeminiRequests.all().values().forEach(request -> encode(request, MODEL, Delivery.WHOLE));

    assertThat(notes)
        .containsExactlyInAnyOrder(
            "system messages inside the conversation were moved to its beginning",
            "an empty message of the assistant was left out",
            "the name of a document was left out: the protocol has no place for it",
            "arguments of a tool call that are no JSON object were sent as one with them",
            "fields of tool calls of another provider than gemini were left out",
            "a call that gemini did not sign was sent as not to be checked",
            "items that are no parts of gemini were left out",
            "reasoning of another provider than gemini was left out",
            "items that are no parts of gemini were left out",
            "a call that gemini did not sign was sent as not to be checked");
  }

  @Test
  void olderModelsNeedNoSignature() {
    String body = body(GeminiRequests.all().get("history-of-another-provider"), OLDER).toString();

    assertThat(body).doesNotContain("thoughtSignature");
  }

  @Test
  void refusesWhatHasNoFormAndNamesIt() {
    refuses(ask().parallelToolCalls(false).build(), "parallelToolCalls");
    refuses(ask().metadata("team", "claims").build(), "metadata");
    refuses(ask().userId("u").build(), "userId");
    refuses(ask().temperature(2.5).build(), "a temperature above 2");
    refuses(ask().seed(1L << 40).build(), "a seed of more than 32 bits");
    refuses(ask().stop("a", "b", "c", "d", "e", "f").build(), "more than 5 stop sequences");
    refuses(ask().toolChoice(ToolChoice.REQUIRED).build(), "toolChoice");
    refuses(ChatRequest.of(List.of(Message.user("x").withName("ada"))), "name");
    refuses(ChatRequest.of(List.of(Message.system("x"))), "nobody but the system");
    refuses(ChatRequest.of(List.of(Message.tool(ToolResult.of("c", "x")))), "without the call");
    refuses(ask().reasoning(ReasoningEffort.LOW).build(), "gemini-2.0-flash", "reasoning");
    refuses(
        ask().tools(WEATHER).responseFormat(ResponseFormat.json()).build(),
        OLDER,
        "a response format beside tools");
  }

  @Test
  void dropsParametersWhereTheCallerAllowsIt() {
    ChatRequest request =
        ask()
            .parallelToolCalls(false)
            .metadata("team", "claims")
            .userId("u")
            .temperature(2.5)
            .seed(1L << 40)
            .stop("a", "b", "c", "d", "e", "f")
            .toolChoice(ToolChoice.REQUIRED)
            .reasoning(ReasoningEffort.LOW)
            .option(Leniency.DROP)
            .build();

    JsonNode body = body(request, "gemini-2.0-flash");

    assertThat(body.propertyNames()).containsExactlyInAnyOrder("contents", "generationConfig");
    assertThat(body.at("/generationConfig").toString())
        .isEqualTo("{\"stopSequences\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}");
    assertThat(notes).hasSize(8).allMatch(note -> note.startsWith("left out for gemini: "));
  }

  @Test
  void refusesMediaThatItCannotRead() {
    refuses(user(Part.image(Media.of(BYTES, "image/gif"))), "not PNG, JPEG, WebP, HEIC or HEIF");
    refuses(user(Part.image(Media.of(URI.create("ftp://a/b")))), "scheme ftp");
    refuses(user(Part.document(Media.of(BYTES, "application/msword"))), "neither PDF nor text");
    refuses(
        user(new Part.Image(Media.of(BYTES, "image/png"), Part.Image.Detail.HIGH)),
        "the detail of an image");
    refuses(
        user(Part.document(Media.of(BYTES, "application/pdf")).withCitations()), "citations of");
    refuses(
        ChatRequest.of(
            List.of(
                new Message(
                    Role.SYSTEM, List.of(Part.image(Media.of(BYTES, "image/png"))), null, null),
                Message.user("x"))),
        "image in a message of the system");
  }

  @Test
  void anOlderModelIsShownTheImageOfAToolByTheUser() {
    JsonNode contents = body(imageFromATool(), OLDER).path("contents");

    assertThat(contents.get(2).toString()).doesNotContain("inlineData");
    assertThat(contents.get(3).at("/parts/1/inlineData/mimeType").stringValue())
        .isEqualTo("image/png");
  }

  private static ChatRequest imageFromATool() {
    Part image = Part.image(Media.of(BYTES, "image/png"));
    return ChatRequest.of(
        List.of(
            Message.user("x"),
            Message.assistant(List.of(new ToolCall("c", "look", Json.object()))),
            Message.tool(new ToolResult("c", List.of(image), false))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"projects/1/locations/us-central1/endpoints/42", "endpoints/42"})
  void aModelThatWasTunedIsToldHowMuchToThink(String model) {
    JsonNode body = body(ask().reasoning(ReasoningEffort.LOW).build(), model);

    assertThat(body.at("/generationConfig/thinkingConfig/thinkingBudget").isNumber()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "generationConfig, candidateCount",
    "generationConfig, candidate_count",
    "generation_config, candidate_count"
  })
  void refusesSeveralCandidatesOfWhichAllButOneWouldBeLost(String config, String field) {
    Json several = Json.ofText("{\"topK\":1,\"" + field + "\":2}");

    refuses(ask().extraBody(config, several).build(), "the extra field " + field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "contents", "systemInstruction", "system_instruction"})
  void refusesExtraFieldsThatWouldMakeTheAnswerAnother(String field) {
    refuses(ask().extraBody(field, 1).option(Leniency.DROP).build(), "the extra field " + field);
  }

  @Test
  void extraFieldsTakeThePlaceOfOurs() {
    ChatRequest request =
        ask()
            .temperature(0.5)
            .tools(WEATHER)
            .toolChoice(ToolChoice.AUTO)
            .extraBody("generationConfig", 1)
            .extraBody("tools", 2)
            .extraBody("toolConfig", 3)
            .build();

    JsonNode body = body(request, MODEL);

    assertThat(body.properties()).hasSize(4);
    for (String field : request.content().extraBody().keySet()) {
      assertThat(body.path(field).isNumber()).as(field).isTrue();
    }
  }

  @Test
  void cacheMarksAreLeftOutAndThatIsSaid() {
    body(ask().tools(WEATHER.withCacheMark(CacheMark.SHORT)).build(), MODEL);

    assertThat(notes).containsExactly("cache marks were left out: the protocol of gemini has none");
  }

  @Test
  void toolArgumentsGoBackToTheByte() {
    String body = text(encode(GeminiRequests.all().get("tool-turns"), MODEL, Delivery.WHOLE));

    assertThat(body).contains("\"args\":{ \"city\" : \"Oslo\" }");
  }

  @Test
  void aSchemaThatIsNotStrictIsSentAsOneThatIs() {
    body(ask().responseFormat(ResponseFormat.schema("city", CITY, false)).build(), MODEL);

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
              assertThat(e.provider()).isEqualTo("gemini");
              assertThat(e.model()).isEqualTo(model);
            })
        .hasMessageContaining(name);
  }

  private JsonNode body(ChatRequest request, String model) {
    return JSON.readTree(text(encode(request, model, Delivery.WHOLE)));
  }

  private WireRequest encode(LlmRequest<?> request, String model, Delivery delivery) {
    return Decoding.FORMAT.encode(new WireCall(request, "gemini", model, delivery, notes::add));
  }

  private static String text(WireRequest request) {
    return new String(request.body().toByteArray(), StandardCharsets.UTF_8);
  }
}
