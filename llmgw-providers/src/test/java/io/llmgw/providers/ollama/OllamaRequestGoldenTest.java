package io.llmgw.providers.ollama;

import static io.llmgw.providers.ollama.OllamaRequests.BYTES;
import static io.llmgw.providers.ollama.OllamaRequests.CITY;
import static io.llmgw.providers.ollama.OllamaRequests.WEATHER;
import static io.llmgw.providers.ollama.OllamaRequests.ask;
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
import io.llmgw.api.request.Leniency;
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
class OllamaRequestGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/ollama/requests");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String MODEL = "qwen3:4b";

  private final List<String> notes = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> writesEveryFeature() throws IOException {
    Map<String, ChatRequest> requests = OllamaRequests.all();
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

    WireRequest written = encode(entry.getValue(), stream ? Delivery.STREAMED : Delivery.WHOLE);

    Path file = FOLDER.resolve(entry.getKey() + ".json");
    if (Boolean.getBoolean("llmgw.write")) {
      Files.createDirectories(FOLDER);
      JsonNode tree = JSON.readTree(text(written));
      Files.writeString(
          file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n");
    }
    assertThat(JSON.readTree(text(written))).isEqualTo(JSON.readTree(Files.readString(file)));
    assertThat(written.path()).isEqualTo("api/chat");
  }

  @ParameterizedTest
  @CsvSource({
    "MINIMAL, low, 1",
    "LOW, low, 0",
    "MEDIUM, medium, 0",
    "HIGH, high, 0",
    "XHIGH, high, 1",
    "MAX, max, 0"
  })
  void anEffortIsTheNearestThatServersKnow(ReasoningEffort effort, String word, int remarks) {
    assertThat(body(ask().reasoning(effort).build()).path("think").asString("")).isEqualTo(word);
    assertThat(notes).hasSize(remarks);
  }

  @ParameterizedTest
  @CsvSource({"0, false, 0", "-1, true, 0", "100, \"low\", 1", "5000, \"medium\", 1"})
  void aBudgetIsASwitchOrAnEffort(int budget, String think, int remarks) {
    JsonNode body = body(ask().reasoning(ReasoningSettings.budgetTokens(budget)).build());

    assertThat(body.path("think").toString()).isEqualTo(think);
    assertThat(notes).hasSize(remarks);
  }

  @Test
  void ofAnEffortAndABudgetTheEffortIsSent() {
    ReasoningSettings both = new ReasoningSettings(ReasoningEffort.HIGH, 5_000);

    assertThat(body(ask().reasoning(both).build()).path("think").asString("")).isEqualTo("high");
    assertThat(notes).containsExactly("a reasoning budget was left out beside effort HIGH");
  }

  @Test
  void theWindowIsAskedForUnlessTheRequestNamesAnother() {
    OllamaFormat format = new OllamaFormat(32_768);

    assertThat(body(format, ask().build()).at("/options/num_ctx").intValue()).isEqualTo(32_768);
    assertThat(body(format, OllamaRequests.all().get("extra-body")).at("/options/num_ctx"))
        .isEqualTo(JSON.readTree("8192"));
    assertThat(body(ask().build()).has("options")).isFalse();
  }

  @Test
  void saysInTheTrailWhatWasLeftOutOrChanged() {
    OllamaRequests.all().values().forEach(request -> encode(request, Delivery.WHOLE));

    assertThat(notes)
        .containsExactlyInAnyOrder(
            "that a tool is strict was left out: ollama has no word for it",
            "tools were left out, since none may be called",
            "arguments of a tool call that are no JSON object were sent as one with them",
            "the mark that a tool failed was left out: ollama has none",
            "fields of tool calls of another provider than ollama were left out",
            "reasoning of another provider than ollama was left out",
            "items of earlier turns were left out: ollama takes none");
  }

  @Test
  void refusesWhatHasNoFormAndNamesIt() {
    refuses(ask().tools(WEATHER).toolChoice(ToolChoice.REQUIRED).build(), "toolChoice");
    refuses(ask().tools(WEATHER).toolChoice(ToolChoice.named("weather")).build(), "toolChoice");
    refuses(ask().parallelToolCalls(false).build(), "parallelToolCalls");
    refuses(ask().metadata("team", "claims").build(), "metadata");
    refuses(ask().userId("u").build(), "userId");
    refuses(ChatRequest.of(List.of(Message.user("x").withName("ada"))), "name");
    refuses(user(Part.document(Media.of(BYTES, "application/pdf"))), "document");
    refuses(user(Part.audio(Media.of(BYTES, "audio/mpeg"))), "audio");
    refuses(user(Part.video(Media.of(BYTES, "video/mp4"))), "video");
    refuses(user(Part.image(Media.of(URI.create("https://example.org/a.png")))), "its address");
    refuses(
        user(new Part.Image(Media.of(BYTES, "image/png"), Part.Image.Detail.HIGH)),
        "the detail of an image");
    Part image = Part.image(Media.of(BYTES, "image/png"));
    refuses(
        ChatRequest.of(List.of(new Message(Role.SYSTEM, List.of(image), null, null))),
        "image in a message of the system");
    Part pages = Part.document(Media.of(BYTES, "application/pdf"));
    refuses(
        ChatRequest.of(List.of(Message.tool(new ToolResult("c", List.of(pages), false)))),
        "document in a tool result");
  }

  @Test
  void dropsParametersWhereTheCallerAllowsIt() {
    ChatRequest request =
        ask()
            .tools(WEATHER)
            .toolChoice(ToolChoice.REQUIRED)
            .parallelToolCalls(false)
            .metadata("team", "claims")
            .userId("u")
            .option(Leniency.DROP)
            .build();

    assertThat(body(request).propertyNames())
        .containsExactlyInAnyOrder("model", "messages", "stream", "tools");
    assertThat(notes).hasSize(4).allMatch(note -> note.startsWith("left out for ollama: "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "messages", "stream"})
  void refusesExtraFieldsThatWouldMakeTheAnswerAnother(String field) {
    refuses(ask().extraBody(field, 1).option(Leniency.DROP).build(), "the extra field " + field);
  }

  @Test
  void extraFieldsTakeThePlaceOfOurs() {
    ChatRequest request =
        ask()
            .temperature(0.5)
            .tools(WEATHER)
            .responseFormat(ResponseFormat.json())
            .reasoning(ReasoningEffort.LOW)
            .extraBody("options", 1)
            .extraBody("tools", 2)
            .extraBody("format", 3)
            .extraBody("think", 4)
            .build();

    JsonNode body = body(new OllamaFormat(4_096), request);

    assertThat(body.properties()).hasSize(7);
    for (String field : request.content().extraBody().keySet()) {
      assertThat(body.path(field).isNumber()).as(field).isTrue();
    }
  }

  @Test
  void cacheMarksAreLeftOutAndThatIsSaid() {
    body(ask().tools(WEATHER.withCacheMark(CacheMark.SHORT)).build());

    assertThat(notes).containsExactly("cache marks were left out: the protocol of ollama has none");
  }

  @Test
  void toolArgumentsGoBackToTheByte() {
    String body = text(encode(OllamaRequests.all().get("tool-turns"), Delivery.WHOLE));

    assertThat(body).contains("\"arguments\":{ \"city\" : \"Oslo\" }", "\"odd\":{\"n\":1.50}");
  }

  @Test
  void aSchemaThatIsNotStrictIsSentAsOneThatIs() {
    Json schema = CITY;

    body(ask().responseFormat(ResponseFormat.schema("city", schema, false)).build());

    assertThat(notes).singleElement().asString().contains("strict");
  }

  private static ChatRequest user(Part part) {
    return ChatRequest.of(List.of(Message.user(part)));
  }

  private void refuses(ChatRequest request, String name) {
    assertThatThrownBy(() -> encode(request, Delivery.WHOLE))
        .isInstanceOfSatisfying(
            LlmException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
              assertThat(e.isRetryable()).isFalse();
              assertThat(e.provider()).isEqualTo("ollama");
              assertThat(e.model()).isEqualTo(MODEL);
            })
        .hasMessageContaining(name);
  }

  private JsonNode body(ChatRequest request) {
    return body(Decoding.FORMAT, request);
  }

  private JsonNode body(OllamaFormat format, ChatRequest request) {
    return JSON.readTree(text(encode(format, request, Delivery.WHOLE)));
  }

  private WireRequest encode(ChatRequest request, Delivery delivery) {
    return encode(Decoding.FORMAT, request, delivery);
  }

  private WireRequest encode(OllamaFormat format, ChatRequest request, Delivery delivery) {
    return format.encode(new WireCall(request, "ollama", MODEL, delivery, notes::add));
  }

  private static String text(WireRequest request) {
    return new String(request.body().toByteArray(), StandardCharsets.UTF_8);
  }
}
