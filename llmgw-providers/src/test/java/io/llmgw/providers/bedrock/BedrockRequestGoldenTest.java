package io.llmgw.providers.bedrock;

import static io.llmgw.providers.bedrock.BedrockRequests.BYTES;
import static io.llmgw.providers.bedrock.BedrockRequests.WEATHER;
import static io.llmgw.providers.bedrock.BedrockRequests.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.content.CacheMark;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolCall;
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

/** One file per feature of the wire: what a request must look like there. */
class BedrockRequestGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/bedrock/requests");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String CLAUDE = "eu.anthropic.claude-sonnet-4-6";
  private static final String NOVA = "us.amazon.nova-lite-v1:0";

  private final List<String> notes = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> writesEveryFeature() throws IOException {
    Map<String, ChatRequest> requests = BedrockRequests.all();
    List<String> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(FOLDER)) {
      all.forEach(file -> files.add(file.getFileName().toString().replace(".json", "")));
    }
    assertThat(requests.keySet()).containsExactlyInAnyOrderElementsOf(files);
    return requests.entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry)));
  }

  private void check(Map.Entry<String, ChatRequest> entry) throws IOException {
    boolean streamed = entry.getKey().equals("stream");

    WireRequest written =
        encode(entry.getValue(), CLAUDE, streamed ? Delivery.STREAMED : Delivery.WHOLE);

    String expected = Files.readString(FOLDER.resolve(entry.getKey() + ".json"));
    assertThat(JSON.readTree(text(written))).isEqualTo(JSON.readTree(expected));
    assertThat(written.path())
        .isEqualTo("model/" + CLAUDE + (streamed ? "/converse-stream" : "/converse"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "us.anthropic.claude-3-7-sonnet-20250219-v1:0 | `{\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":16384}}` |",
        "eu.anthropic.claude-sonnet-4-5-20250929-v1:0 | `{\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":16384}}` |",
        "anthropic.claude-opus-4-7 | `{\"thinking\":{\"type\":\"adaptive\"}}` | high",
        "us.amazon.nova-2-lite-v1:0 | `{\"reasoningConfig\":{\"type\":\"enabled\",\"maxReasoningEffort\":\"high\"}}` |",
        "openai.gpt-oss-120b-1:0 | `{\"reasoning_effort\":\"high\"}` |",
        "qwen.qwen3-32b-v1:0 | `{\"reasoning_config\":\"high\"}` |"
      })
  void anEffortIsSentInTheFormOfTheFamily(String model, String fields, String effort) {
    JsonNode body = body(ask().reasoning(ReasoningEffort.HIGH).build(), model);

    assertThat(body.path("additionalModelRequestFields")).isEqualTo(JSON.readTree(fields));
    assertThat(body.at("/outputConfig/effort").asString(null)).isEqualTo(effort);
  }

  @ParameterizedTest
  @CsvSource({
    "us.amazon.nova-2-lite-v1:0, MINIMAL, low, reasoning of effort MINIMAL was sent as effort low",
    "us.amazon.nova-2-lite-v1:0, MEDIUM, medium, ",
    "openai.gpt-oss-20b-1:0, MAX, high, reasoning of effort MAX was sent as effort high"
  })
  void theNearestEffortIsSent(String model, ReasoningEffort effort, String sent, String note) {
    String body = body(ask().reasoning(effort).build(), model).toString();

    assertThat(body).contains("\"" + sent + "\"");
    assertThat(notes).isEqualTo(note == null ? List.of() : List.of(note));
  }

  @Test
  void aBudgetIsAnEffortWhereNoBudgetIsKnown() {
    ChatRequest.Builder ask = ask();
    ChatRequest little = ask.reasoning(ReasoningSettings.budgetTokens(100)).build();
    ChatRequest any = ask().reasoning(ReasoningSettings.budgetTokens(-1)).build();

    assertThat(body(little, "openai.gpt-oss-20b-1:0").toString())
        .contains("\"reasoning_effort\":\"low\"");
    assertThat(body(any, "us.amazon.nova-2-lite-v1:0").toString())
        .contains("\"maxReasoningEffort\":\"high\"");
    assertThat(notes).hasSize(2).allMatch(note -> note.startsWith("a reasoning budget was sent"));
  }

  @Test
  void thinkingIsForbiddenWhereThereIsAWordForIt() {
    ChatRequest none = ask().reasoning(ReasoningEffort.NONE).build();

    assertThat(body(none, "us.amazon.nova-2-lite-v1:0").path("additionalModelRequestFields"))
        .isEqualTo(JSON.readTree("{\"reasoningConfig\":{\"type\":\"disabled\"}}"));
    assertThat(body(none, "qwen.qwen3-32b-v1:0").has("additionalModelRequestFields")).isFalse();
    assertThat(body(none, "mistral.m").has("additionalModelRequestFields")).isFalse();
    assertThat(notes).hasSize(1);
  }

  @Test
  void novaHasItsOwnNameForTopK() {
    assertThat(body(ask().topK(5).build(), NOVA).path("additionalModelRequestFields"))
        .isEqualTo(JSON.readTree("{\"inferenceConfig\":{\"topK\":5}}"));
    assertThat(body(ask().topK(5).build(), "mistral.m").path("additionalModelRequestFields"))
        .isEqualTo(JSON.readTree("{\"top_k\":5}"));
  }

  @Test
  void whatTheCallerGivesTheModelComesBeforeOurs() {
    ChatRequest.Builder request = ask().topK(5).reasoning(ReasoningEffort.NONE);

    JsonNode own =
        body(
            request
                .extraBody(
                    "additionalModelRequestFields",
                    Json.ofText("{\"top_k\":7,\"thinking\":{\"type\":\"made_up\"}}"))
                .build(),
            CLAUDE);
    JsonNode odd = body(ask().topK(5).extraBody("additionalModelRequestFields", 1).build(), CLAUDE);

    assertThat(own.path("additionalModelRequestFields"))
        .isEqualTo(JSON.readTree("{\"top_k\":7,\"thinking\":{\"type\":\"made_up\"}}"));
    assertThat(odd.path("additionalModelRequestFields").intValue()).isEqualTo(1);
  }

  @Test
  void saysInTheTrailWhatWasLeftOutOrChanged() {
    BedrockRequests.all().values().forEach(request -> encode(request, CLAUDE, Delivery.WHOLE));

    assertThat(notes)
        .containsExactlyInAnyOrder(
            "system messages inside the conversation were moved to its beginning",
            "an empty message of the assistant was left out",
            "tools were left out, as none is to be called",
            "tools that were called before were named: the conversation is refused without",
            "arguments of a tool call that are no JSON object were sent as one with them",
            "fields of tool calls of another provider than bedrock were left out",
            "tools that were called before were named: the conversation is refused without",
            "items that are no blocks of bedrock were left out",
            "tools that were called before were named: the conversation is refused without",
            "an empty message of the assistant was left out",
            "reasoning that bedrock did not sign was left out",
            "items that are no blocks of bedrock were left out");
  }

  @Test
  void refusesWhatHasNoFormAndNamesIt() {
    refuses(ask().seed(1).build(), "seed");
    refuses(ask().frequencyPenalty(1).build(), "frequencyPenalty");
    refuses(ask().presencePenalty(1).build(), "presencePenalty");
    refuses(ask().parallelToolCalls(false).build(), "parallelToolCalls");
    refuses(ask().userId("u").build(), "userId");
    refuses(ask().temperature(1.5).build(), "a temperature above 1");
    refuses(ask().responseFormat(ResponseFormat.json()).build(), "json without a schema");
    refuses(ask().toolChoice(ToolChoice.REQUIRED).build(), "toolChoice");
    refuses(ChatRequest.of(List.of(Message.user("x").withName("ada"))), "name");
    refuses(ChatRequest.of(List.of(Message.system("x"))), "nobody but the system");
    refuses(EmbeddingRequest.of("x"), "EMBEDDINGS");
    refuses(ask().reasoning(ReasoningEffort.LOW).temperature(0.5).build(), "temperature while");
    refuses(ask().reasoning(ReasoningEffort.LOW).topK(5).build(), "topK while");
    refuses(
        ask().reasoning(ReasoningEffort.LOW).tools(WEATHER).toolChoice(ToolChoice.REQUIRED).build(),
        "a forced toolChoice while");
    refuses(ask().reasoning(ReasoningEffort.LOW).build(), "mistral.m", "the parameter reasoning");
  }

  @Test
  void toolsThatWereCalledCannotBeForbidden() {
    ChatRequest.Builder request =
        ChatRequest.builder()
            .messages(
                List.of(
                    Message.user("x"),
                    Message.assistant(List.of(new ToolCall("t", "weather", Json.object()))),
                    Message.tool(ToolResult.of("t", "rain"))))
            .tools(WEATHER)
            .toolChoice(ToolChoice.NONE);

    refuses(request.build(), "toolChoice NONE");
    JsonNode body = body(request.option(Leniency.DROP).build(), CLAUDE);

    assertThat(body.at("/toolConfig/tools")).hasSize(1);
    assertThat(body.path("toolConfig").has("toolChoice")).isFalse();
  }

  @Test
  void refusesMediaThatItCannotRead() {
    refuses(user(Part.image(Media.of(BYTES, "image/tiff"))), "media of its media type as image");
    refuses(user(Part.document(Media.of(BYTES, "application/zip"))), "as document");
    refuses(user(Part.image(Media.of(URI.create("s3://a/b")))), "of no media type as image");
    refuses(
        user(Part.image(new Media.Link(URI.create("https://a/b"), "image/png"))), "scheme https");
    refuses(
        user(new Part.Image(Media.of(BYTES, "image/png"), Part.Image.Detail.HIGH)),
        "the detail of an image");
    refuses(
        ChatRequest.of(
            List.of(
                Message.tool(
                    new ToolResult(
                        "c", List.of(Part.audio(Media.of(BYTES, "audio/wav"))), false)))),
        "audio in a tool result");
  }

  @Test
  void mediaThatAModelMadeAreLeftOut() {
    Part image = Part.image(Media.of(BYTES, "image/png"));

    JsonNode body =
        body(
            ChatRequest.of(
                List.of(
                    Message.user("x"),
                    Message.assistant(List.of(Part.text("Here."), image)),
                    Message.user("y"),
                    Message.assistant(List.of(image)),
                    Message.user("z"))),
            CLAUDE);

    assertThat(body.toString()).contains("Here.").doesNotContain("image");
    assertThat(notes)
        .containsExactly(
            "an empty message of the assistant was left out",
            "media that a model made were left out: bedrock has no place for them");
  }

  @Test
  void mediaMayLieInABucket() {
    String body =
        text(
            encode(
                ChatRequest.of(List.of(BedrockRequests.inBucket("s3://bucket/a.pdf"))),
                NOVA,
                Delivery.WHOLE));

    assertThat(body).contains("\"source\":{\"s3Location\":{\"uri\":\"s3://bucket/a.pdf\"}}");
  }

  @Test
  void cacheMarksAreWrittenWhereTheModelTakesThem() {
    ChatRequest marked = BedrockRequests.all().get("cache-marks");
    String arn = "arn:aws:bedrock:us-east-1:1:application-inference-profile/x";

    assertThat(text(encode(marked, NOVA, Delivery.WHOLE)).split("cachePoint", -1)).hasSize(4);
    assertThat(text(encode(marked, arn, Delivery.WHOLE)).split("cachePoint", -1)).hasSize(5);
    assertThat(text(encode(marked, "mistral.m", Delivery.WHOLE))).doesNotContain("cachePoint");
    assertThat(notes).filteredOn(note -> note.startsWith("cache marks were left out")).hasSize(2);
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
    JsonNode body = body(request.option(Leniency.DROP).build(), CLAUDE);

    assertThat(body.path("toolConfig").toString()).doesNotContain("cachePoint");
    assertThat(body.path("messages").findValues("cachePoint")).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"modelId", "messages", "system"})
  void refusesExtraFieldsThatWouldMakeTheAnswerAnother(String field) {
    refuses(ask().extraBody(field, "overridden").build(), "the extra field " + field + ",");
  }

  @Test
  void extraFieldsTakeThePlaceOfOurs() {
    ChatRequest request =
        ask()
            .reasoning(ReasoningEffort.HIGH)
            .tools(WEATHER)
            .stop("END")
            .metadata("team", "claims")
            .extraBody("inferenceConfig", 1)
            .extraBody("toolConfig", 2)
            .extraBody("outputConfig", 3)
            .extraBody("requestMetadata", 4)
            .build();

    JsonNode body = body(request, CLAUDE);

    assertThat(body.properties()).hasSize(6);
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
            .parallelToolCalls(false)
            .userId("u")
            .temperature(1.5)
            .toolChoice(ToolChoice.REQUIRED)
            .responseFormat(ResponseFormat.json())
            .reasoning(ReasoningEffort.LOW)
            .option(Leniency.DROP)
            .build();

    JsonNode body = body(request, "mistral.m");

    assertThat(body.propertyNames()).containsExactly("messages");
    assertThat(notes).hasSize(9).allMatch(note -> note.startsWith("left out for bedrock: "));
  }

  @Test
  void aTurnOfWhiteSpaceAloneIsRefusedByName() {
    ChatRequest blank = ChatRequest.of(" \n");
    ChatRequest later =
        ChatRequest.of(
            List.of(Message.user("x"), Message.assistant("y"), Message.user(Part.text("\t"))));
    ChatRequest besideWords = ChatRequest.of(List.of(Message.user(" "), Message.user("x")));

    for (ChatRequest request : List.of(blank, later)) {
      assertThatThrownBy(() -> encode(request, CLAUDE, Delivery.WHOLE))
          .isInstanceOfSatisfying(
              LlmException.class,
              error -> assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED))
          .hasMessageContaining("a message of the user that is blank");
    }
    assertThat(text(encode(besideWords, CLAUDE, Delivery.WHOLE))).contains("\"x\"");
  }

  @Test
  void toolArgumentsGoBackToTheByte() {
    String body = text(encode(BedrockRequests.all().get("tool-turns"), CLAUDE, Delivery.WHOLE));

    assertThat(body).contains("\"input\":{ \"city\" : \"Oslo\" }");
  }

  private static ChatRequest user(Part part) {
    return ChatRequest.of(List.of(Message.user(part)));
  }

  private void refuses(LlmRequest<?> request, String name) {
    refuses(request, CLAUDE, name);
  }

  private void refuses(LlmRequest<?> request, String model, String name) {
    assertThatThrownBy(() -> encode(request, model, Delivery.WHOLE))
        .isInstanceOfSatisfying(
            LlmException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
              assertThat(e.provider()).isEqualTo("bedrock");
              assertThat(e.model()).isEqualTo(model);
            })
        .hasMessageContaining(name);
  }

  private JsonNode body(ChatRequest request, String model) {
    return JSON.readTree(text(encode(request, model, Delivery.WHOLE)));
  }

  private WireRequest encode(LlmRequest<?> request, String model, Delivery delivery) {
    return Decoding.FORMAT.encode(new WireCall(request, "bedrock", model, delivery, notes::add));
  }

  private static String text(WireRequest request) {
    return new String(request.body().toByteArray(), StandardCharsets.UTF_8);
  }
}
