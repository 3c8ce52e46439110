package io.llmgw.providers.cohere;

import static io.llmgw.providers.cohere.CohereRequests.BYTES;
import static io.llmgw.providers.cohere.CohereRequests.STRICT;
import static io.llmgw.providers.cohere.CohereRequests.WEATHER;
import static io.llmgw.providers.cohere.CohereRequests.ask;
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
class CohereRequestGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/cohere/requests");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String MODEL = "command-a-plus-05-2026";

  private final List<String> notes = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> writesEveryFeature() throws IOException {
    Map<String, ChatRequest> requests = CohereRequests.all();
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
        encode(entry.getValue(), MODEL, streamed ? Delivery.STREAMED : Delivery.WHOLE);

    String expected = Files.readString(FOLDER.resolve(entry.getKey() + ".json"));
    assertThat(JSON.readTree(text(written))).isEqualTo(JSON.readTree(expected));
    assertThat(written.path()).isEqualTo("v2/chat");
  }

  @ParameterizedTest
  @CsvSource({
    "MINIMAL, 512",
    "LOW, 2048",
    "MEDIUM, 8192",
    "HIGH, 16384",
    "XHIGH,",
    "MAX,",
  })
  void anEffortIsABudget(ReasoningEffort effort, Integer budget) {
    JsonNode thinking = body(ask().reasoning(effort).build()).path("thinking");

    assertThat(thinking.path("type").stringValue()).isEqualTo("enabled");
    assertThat(thinking.has("token_budget")).isEqualTo(budget != null);
    assertThat(thinking.path("token_budget").asInt(0)).isEqualTo(budget == null ? 0 : budget);
    assertThat(notes)
        .containsExactly(
            "reasoning of effort "
                + effort
                + " was sent "
                + (budget == null ? "without a budget" : "as a budget of " + budget + " tokens"));
  }

  @Test
  void aBudgetIsSentAsItIsUnlessThereIsNoLimit() {
    ChatRequest both = ask().reasoning(new ReasoningSettings(ReasoningEffort.LOW, 900)).build();
    ChatRequest any = ask().reasoning(ReasoningSettings.budgetTokens(-1)).build();

    assertThat(body(both).at("/thinking/token_budget").intValue()).isEqualTo(900);
    assertThat(body(any).path("thinking")).isEqualTo(JSON.readTree("{\"type\":\"enabled\"}"));
    assertThat(notes).containsExactly("reasoning effort LOW was left out beside a budget");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"command", "command-r7b-12-2024", "Command-A-03-2025", "c4ai-aya-vision-8b"})
  void aModelThatDoesNotThinkIsNotToldTo(String model) {
    ChatRequest thinks = ask().reasoning(ReasoningEffort.LOW).build();
    ChatRequest off = ask().reasoning(ReasoningEffort.NONE).build();

    assertThatThrownBy(() -> encode(thinks, model, Delivery.WHOLE))
        .hasMessageContaining("reasoning");
    assertThat(text(encode(off, model, Delivery.WHOLE))).doesNotContain("thinking");
  }

  @Test
  void saysInTheTrailWhatWasLeftOutOrChanged() {
    CohereRequests.all().values().forEach(request -> encode(request, MODEL, Delivery.WHOLE));
    encode(
        ChatRequest.of(List.of(Message.user("x").withCacheMark(CacheMark.SHORT))),
        MODEL,
        Delivery.WHOLE);
    encode(
        ask().responseFormat(ResponseFormat.schema("city", CohereRequests.CITY, false)).build(),
        MODEL,
        Delivery.WHOLE);

    assertThat(notes)
        .containsExactlyInAnyOrder(
            "an empty message of the assistant was left out",
            "of the tools only the one was sent that is required",
            "fields of tool calls of another provider than cohere were left out",
            "the mark that a tool failed was left out: cohere has none",
            "reasoning of another provider than cohere was left out",
            "items of another provider than cohere were left out",
            "an empty message of the assistant was left out",
            "reasoning of effort LOW was sent as a budget of 2048 tokens",
            "cache marks were left out: the protocol of cohere has none",
            "the schema of the answer is strict: cohere has no other form");
  }

  @Test
  void refusesWhatHasNoFormAndNamesIt() {
    refuses(ask().parallelToolCalls(false).build(), "parallelToolCalls");
    refuses(ask().userId("u").build(), "userId");
    refuses(ask().metadata("a", "b").build(), "metadata");
    refuses(ask().topP(1).build(), "a topP that is not within 0.01 and 0.99");
    refuses(ask().topK(501).build(), "a topK");
    refuses(ask().presencePenalty(-1).build(), "a presencePenalty");
    refuses(ask().frequencyPenalty(1.5).build(), "a frequencyPenalty");
    refuses(ask().stop("a", "b", "c", "d", "e", "f").build(), "more than 5 stop sequences");
    refuses(ask().toolChoice(ToolChoice.REQUIRED).build(), "toolChoice without tools");
    refuses(
        ask().tools(WEATHER).toolChoice(ToolChoice.named("clock")).build(),
        "toolChoice with the name of none");
    refuses(ask().tools(WEATHER, STRICT).build(), "some are strict");
    refuses(
        ask().tools(WEATHER).responseFormat(ResponseFormat.json()).build(),
        "a response format beside tools");
    refuses(
        ask()
            .extraBody("documents", Json.ofText("[\"a\"]"))
            .responseFormat(ResponseFormat.json())
            .build(),
        "a response format beside documents");
    refuses(ChatRequest.of(List.of(Message.user("x").withName("ada"))), "the name in a message");
  }

  @Test
  void leavesOutWhatMayBe() {
    ChatRequest request =
        ask()
            .topP(1)
            .userId("u")
            .stop("a", "b", "c", "d", "e", "f")
            .tools(WEATHER, STRICT)
            .responseFormat(ResponseFormat.json())
            .option(Leniency.DROP)
            .build();

    JsonNode body = body(request);

    assertThat(body.propertyNames())
        .containsExactlyInAnyOrder("model", "messages", "tools", "stop_sequences");
    assertThat(body.path("stop_sequences")).hasSize(5);
    assertThat(notes).hasSize(5).allMatch(note -> note.startsWith("left out for cohere: "));
  }

  @Test
  void whatCannotBeLeftOutIsRefusedAlways() {
    refusesAlways(user(Part.audio(Media.of(BYTES, "audio/mpeg"))), "audio");
    refusesAlways(user(Part.video(Media.of(BYTES, "video/mp4"))), "video");
    refusesAlways(user(Part.image(Media.of(URI.create("gs://a/b")))), "scheme gs");
    refusesAlways(user(Part.document(Media.of(BYTES, "application/pdf"))), "DOCUMENTS");
    refusesAlways(
        user(Part.document(Media.of(URI.create("https://example.org/a.txt")))), "DOCUMENTS");
    refusesAlways(
        ChatRequest.of(
            List.of(Message.user(Part.document(Media.of(new byte[] {65}, "text/plain"))))),
        "a message of documents alone");
    refusesAlways(
        ChatRequest.of(
            List.of(
                new Message(
                    Role.SYSTEM, List.of(Part.image(Media.of(BYTES, "image/png"))), null, null),
                Message.user("x"))),
        "image");
    refuses(
        ChatRequest.of(
            List.of(
                Message.user("x"),
                Message.assistant(List.of(new ToolCall("a", "f", Json.object()))),
                Message.tool(
                    new ToolResult(
                        "a", List.of(Part.video(Media.of(BYTES, "video/mp4"))), false)))),
        "video in a tool result");
    refusesAlways(ask().extraBody("model", "m").build(), "the extra field model");
    refusesAlways(ask().extraBody("stream", true).build(), "the extra field stream");
    refusesAlways(
        ChatRequest.builder()
            .message(
                Message.user(
                    Part.text("x"), Part.document(Media.of(new byte[] {65}, "text/plain"))))
            .extraBody("documents", Json.ofText("[]"))
            .build(),
        "beside the extra field documents");
  }

  private static ChatRequest user(Part part) {
    return ChatRequest.of(List.of(Message.user(Part.text("x"), part)));
  }

  private void refuses(ChatRequest request, String named) {
    refusesAlways(request, named);
    encode(request.with(Leniency.DROP), MODEL, Delivery.WHOLE);
  }

  private void refusesAlways(ChatRequest request, String named) {
    assertThatThrownBy(() -> encode(request, MODEL, Delivery.WHOLE))
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED))
        .hasMessageContaining(named);
  }

  private JsonNode body(ChatRequest request) {
    return JSON.readTree(text(encode(request, MODEL, Delivery.WHOLE)));
  }

  private WireRequest encode(ChatRequest request, String model, Delivery delivery) {
    return Decoding.FORMAT.encode(new WireCall(request, "cohere", model, delivery, notes::add));
  }

  private static String text(WireRequest request) {
    return new String(request.body().toByteArray(), StandardCharsets.UTF_8);
  }
}
