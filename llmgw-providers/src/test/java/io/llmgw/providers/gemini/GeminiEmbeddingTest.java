package io.llmgw.providers.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.providers.replay.Assembled;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireRequest;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(LeakRule.class)
class GeminiEmbeddingTest {
  private static final String PLACE = "v1beta1/projects/p/locations/global/";
  private static final String GOOGLE = "publishers/google/models/";

  private static final JsonMapper JSON = JsonMapper.shared();

  @TestFactory
  Stream<DynamicNode> readsWhatWasRecorded() {
    return Recordings.tests(
        recordings ->
            recordings.of("gemini-embed").stream()
                .map(each -> DynamicTest.dynamicTest(each.file(), () -> replay(each))));
  }

  private static void replay(Exchange exchange) {
    JsonNode raw = JSON.readTree(exchange.body());
    JsonNode asked = exchange.request().path("requests");
    EmbeddingRequest.Builder request = EmbeddingRequest.builder();
    for (JsonNode one : asked) {
      request.input(one.at("/content/parts/0/text").stringValue());
    }
    if (asked.at("/0/outputDimensionality").isNumber()) {
      request.dimensions(asked.at("/0/outputDimensionality").intValue());
    }
    if (asked.at("/0/taskType").isString()) {
      request.extraBody("taskType", asked.at("/0/taskType").stringValue());
    }
    EmbeddingRequest built = request.build();
    String model = asked.at("/0/model").stringValue();

    assertThat(JSON.readTree(body(Decoding.FORMAT, built, model))).isEqualTo(exchange.request());

    FormatReading reading =
        new FormatReading(Decoding.FORMAT.forRequest(built), "gemini", "gemini-test");
    EmbeddingResponse read = Assembled.answer(built, reading.events(exchange));
    for (int i = 0; i < read.size(); i++) {
      JsonNode values = raw.path("embeddings").get(i).path("values");
      assertThat(read.vector(i)).hasSize(values.size());
      for (int k = 0; k < values.size(); k++) {
        assertThat(read.vector(i)[k]).isEqualTo(values.get(k).floatValue());
      }
    }
    assertThat(read.usage().inputTokens().tokens())
        .isEqualTo(raw.at("/usageMetadata/promptTokenCount").asLong(0));
  }

  @Test
  void vertexIsAskedForAPrediction() {
    EmbeddingRequest request =
        EmbeddingRequest.builder()
            .input("words")
            .dimensions(3)
            .extraBody("task_type", "RETRIEVAL_QUERY")
            .build();

    WireRequest written = encode(Decoding.VERTEX, request, "gemini-embedding-001");

    assertThat(written.path()).isEqualTo(PLACE + GOOGLE + "gemini-embedding-001:predict");
    assertThat(text(written))
        .isEqualTo(
            "{\"instances\":[{\"content\":\"words\",\"task_type\":\"RETRIEVAL_QUERY\"}],"
                + "\"parameters\":{\"outputDimensionality\":3}}");
  }

  @Test
  void whatVertexHasForAllTextsIsSaidOfAllOfThem() {
    EmbeddingRequest request =
        EmbeddingRequest.builder()
            .input("words")
            .dimensions(3)
            .extraBody("autoTruncate", false)
            .extraBody("outputDimensionality", 4)
            .extraBody("taskType", "RETRIEVAL_QUERY")
            .extraBody("title", "a")
            .build();

    assertThat(JSON.readTree(text(encode(Decoding.VERTEX, request, "text-embedding-005"))))
        .isEqualTo(
            JSON.readTree(
                "{\"instances\":[{\"content\":\"words\",\"task_type\":\"RETRIEVAL_QUERY\","
                    + "\"title\":\"a\"}],"
                    + "\"parameters\":{\"autoTruncate\":false,\"outputDimensionality\":4}}"));
  }

  @Test
  void aTextThatVertexHasCutIsInTheTrail() {
    try (SimulatedProvider server =
            SimulatedProvider.gemini().answer(prediction(false)).answer(prediction(true)).start();
        LlmClient llm =
            LlmClient.builder()
                .provider(
                    Vertex.builder()
                        .project("p-1")
                        .location("europe-west1")
                        .tokens(Keys.of("t-1"))
                        .baseUrl(server.baseUrl())
                        .build())
                .defaultEmbeddingModel("vertexai/text-embedding-005")
                .build()) {
      EmbeddingResponse whole = llm.embed("words");
      EmbeddingResponse cut = llm.embed("words");

      assertThat(cut.vector(0)).containsExactly(0.5f);
      assertThat(whole.served().trail().toString()).doesNotContain("too long");
      assertThat(cut.served().trail().toString())
          .contains("texts that were too long were cut by vertexai", "autoTruncate");
    }
  }

  @Test
  void olderModelsOfVertexTakeManyTextsAtOnce() {
    String vectors = String.join(",", Collections.nCopies(3, "{\"embeddings\":{\"values\":[1]}}"));
    Reply reply = Reply.raw(200, "application/json", "{\"predictions\":[" + vectors + "]}");
    try (SimulatedProvider server = SimulatedProvider.gemini().always(reply).start();
        LlmClient llm =
            LlmClient.builder()
                .provider(
                    Vertex.builder()
                        .project("p-1")
                        .location("europe-west1")
                        .tokens(Keys.of("t-1"))
                        .baseUrl(server.baseUrl())
                        .build())
                .defaultEmbeddingModel("vertexai/text-embedding-005")
                .build()) {
      assertThat(llm.embed("a", "b", "c").size()).isEqualTo(3);

      assertThat(server.requests()).hasSize(1);
    }
  }

  private static Reply prediction(boolean truncated) {
    return Reply.raw(
        200,
        "application/json",
        "{\"predictions\":[{\"embeddings\":{\"statistics\":{\"truncated\":"
            + truncated
            + ",\"token_count\":7},\"values\":[0.5]}}]}");
  }

  /** The only binding is below a project and a location ({@code PredictionService}). */
  @ParameterizedTest
  @CsvSource({
    "gemini-embedding-2, " + PLACE + GOOGLE + "gemini-embedding-2",
    "google/gemini-embedding-2, " + PLACE + GOOGLE + "gemini-embedding-2",
    "publishers/google/models/gemini-embedding-2, " + PLACE + GOOGLE + "gemini-embedding-2",
    "intfloat/multilingual-e5-maas, " + PLACE + "publishers/intfloat/models/multilingual-e5-maas",
    "publishers/intfloat/models/multilingual-e5-maas, "
        + PLACE
        + "publishers/intfloat/models/multilingual-e5-maas",
    "projects/q/locations/us/publishers/intfloat/models/e5-maas, "
        + "v1beta1/projects/q/locations/us/publishers/intfloat/models/e5-maas"
  })
  void laterModelsOfVertexAreGivenOneContent(String model, String path) {
    EmbeddingRequest request =
        EmbeddingRequest.builder()
            .input("words")
            .dimensions(3)
            .extraBody("taskType", "RETRIEVAL_QUERY")
            .extraBody("autoTruncate", false)
            .build();

    WireRequest written = encode(Decoding.VERTEX, request, model);

    assertThat(written.path()).isEqualTo(path + ":embedContent");
    assertThat(text(written))
        .isEqualTo(
            "{\"content\":{\"parts\":[{\"text\":\"words\"}]},\"embedContentConfig\":{"
                + "\"outputDimensionality\":3,\"taskType\":\"RETRIEVAL_QUERY\","
                + "\"autoTruncate\":false}}");
  }

  @Test
  void whatIsGivenInTheConfigurationOfAContentIsJoinedWithOurs() {
    EmbeddingRequest request =
        EmbeddingRequest.builder()
            .input("words")
            .dimensions(3)
            .extraBody("title", "t")
            .extraBody("autoTruncate", true)
            .extraBody("embedContentConfig", Json.ofText("{\"autoTruncate\":false,\"new\":1}"))
            .extraBody("other", 2)
            .build();
    EmbeddingRequest plain = EmbeddingRequest.of("words");

    assertThat(body(Decoding.VERTEX, request, "gemini-embedding-2"))
        .isEqualTo(
            "{\"content\":{\"parts\":[{\"text\":\"words\"}]},\"embedContentConfig\":{"
                + "\"outputDimensionality\":3,\"title\":\"t\",\"autoTruncate\":false,\"new\":1},"
                + "\"other\":2}");
    assertThat(body(Decoding.VERTEX, plain, "gemini-embedding-2"))
        .isEqualTo("{\"content\":{\"parts\":[{\"text\":\"words\"}]}}");
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-embedding-001, " + PLACE + GOOGLE + "gemini-embedding-001",
    "publishers/google/models/gemini-embedding-001, " + PLACE + GOOGLE + "gemini-embedding-001",
    "projects/gemini-maas/locations/l/endpoints/1234, "
        + "v1beta1/projects/gemini-maas/locations/l/endpoints/1234",
    "models/1234, " + PLACE + "models/1234",
    "text-embedding-005, " + PLACE + GOOGLE + "text-embedding-005"
  })
  void allBeforeAndEndpointsOfTheProjectPredict(String model, String path) {
    assertThat(encode(Decoding.VERTEX, EmbeddingRequest.of("words"), model).path())
        .isEqualTo(path + ":predict");
  }

  @Test
  void textsForALaterModelOfVertexAreAskedForOneByOne() {
    Reply reply =
        Reply.raw(
            200,
            "application/json",
            "{\"embedding\":{\"values\":[0.5,-1]},\"usageMetadata\":{\"promptTokenCount\":4,"
                + "\"totalTokenCount\":4},\"truncated\":true}");
    try (SimulatedProvider server = SimulatedProvider.gemini().always(reply).start();
        LlmClient llm =
            LlmClient.builder()
                .provider(
                    Vertex.builder()
                        .project("p-1")
                        .location("europe-west1")
                        .tokens(Keys.of("t-1"))
                        .baseUrl(server.baseUrl())
                        .build())
                .defaultEmbeddingModel("vertexai/gemini-embedding-2")
                .build()) {
      EmbeddingResponse read = llm.embed("a", "b");

      assertThat(read.vector(0)).containsExactly(0.5f, -1f);
      assertThat(read.usage().inputTokens().tokens()).isEqualTo(8);
      assertThat(read.served().trail().toString()).contains("texts that were too long were cut");
      assertThat(server.requests())
          .hasSize(2)
          .allSatisfy(
              asked ->
                  assertThat(asked.path())
                      .isEqualTo(
                          "/v1beta1/projects/p-1/locations/europe-west1/publishers/google"
                              + "/models/gemini-embedding-2:embedContent"));
    }
  }

  @Test
  void aPredictionIsAVector() {
    EmbeddingRequest request = EmbeddingRequest.of("words");
    FormatReading reading = new FormatReading(Decoding.VERTEX.forRequest(request), "vertexai", "m");
    List<LlmEvent> events = new ArrayList<>();

    reading.whole(
        "{\"predictions\":[{\"embeddings\":{\"statistics\":{\"truncated\":false,"
            + "\"token_count\":7},\"values\":[0.5,-1]}}],\"metadata\":{}}",
        events::add);

    EmbeddingResponse read = Assembled.answer(request, events);
    assertThat(read.vector(0)).containsExactly(0.5f, -1f);
    assertThat(read.usage().inputTokens().tokens()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"embeddings\":[]} | EMPTY_RESPONSE",
        "{\"embeddings\":[{}]} | PROTOCOL",
        "{\"embeddings\":[7]} | PROTOCOL",
        "{\"embedding\":{}} | PROTOCOL",
        "{\"embedding\":null} | PROTOCOL",
        "{\"embeddings\":[{\"values\":[]}]} | PROTOCOL",
        "{\"embeddings\":[{\"values\":[1]},{\"values\":[1]}]} | PROTOCOL",
        "{\"hello\":1} | PROTOCOL",
        "[] | PROTOCOL",
        "{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\"}} | RATE_LIMIT"
      })
  void whatIsNoVectorIsAFailure(String body, ErrorKind kind) {
    EmbeddingRequest request = EmbeddingRequest.of("words");
    FormatReading reading = new FormatReading(Decoding.FORMAT.forRequest(request), "gemini", "m");

    LlmException error =
        catchThrowableOfType(LlmException.class, () -> reading.whole(body, event -> {}));

    assertThat(error.kind()).isEqualTo(kind);
  }

  @Test
  void vectorsThatCannotBeComparedAreAFailure() {
    EmbeddingRequest request = EmbeddingRequest.of("a", "b");
    FormatReading reading = new FormatReading(Decoding.FORMAT.forRequest(request), "gemini", "m");

    LlmException error =
        catchThrowableOfType(
            LlmException.class,
            () ->
                reading.whole(
                    "{\"embeddings\":[{\"values\":[1,1]},{\"values\":[2]}]}", event -> {}));

    assertThat(error.kind()).isEqualTo(ErrorKind.PROTOCOL);
    assertThat(error).hasMessageContaining("vectors of different lengths");
  }

  @Test
  void moreTextsThanTheHostTakesAreRefusedOrSplit() {
    List<String> many = Collections.nCopies(101, "words");
    EmbeddingRequest request = EmbeddingRequest.builder().inputs(many).build();

    assertThatThrownBy(() -> encode(Decoding.FORMAT, request, "m"))
        .hasMessageContaining("more than 100 texts at once");
    assertThatThrownBy(
            () -> encode(Decoding.VERTEX, EmbeddingRequest.of("a", "b"), "gemini-embedding-001"))
        .hasMessageContaining("more than 1 texts at once");
    try (SimulatedProvider server = SimulatedProvider.gemini().start();
        LlmClient llm = LlmClient.builder().provider(server.provider()).build()) {
      EmbeddingResponse read = llm.embed(request.withModel(server.model()));

      assertThat(read.size()).isEqualTo(101);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void theUserHasNoPlaceAndFieldsOfOursStayOurs() {
    EmbeddingRequest ofUser = EmbeddingRequest.builder().input("a").userId("u").build();
    EmbeddingRequest fixed = EmbeddingRequest.builder().input("a").extraBody("content", 1).build();

    assertThatThrownBy(() -> encode(Decoding.FORMAT, ofUser, "m")).hasMessageContaining("userId");
    assertThatThrownBy(() -> encode(Decoding.FORMAT, fixed, "m"))
        .hasMessageContaining("the extra field content");
  }

  private static String body(GeminiFormat format, EmbeddingRequest request, String model) {
    return text(encode(format, request, model));
  }

  private static WireRequest encode(GeminiFormat format, EmbeddingRequest request, String model) {
    WireCall call = new WireCall(request, "gemini", model, Delivery.WHOLE, note -> {});
    return format.forRequest(request).encode(call);
  }

  private static String text(WireRequest request) {
    return new String(request.body().toByteArray(), StandardCharsets.UTF_8);
  }
}
