package io.llmgw.providers.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.providers.replay.Assembled;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireRequest;
import io.llmgw.test.LeakRule;
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
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(LeakRule.class)
class CohereEmbeddingTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @TestFactory
  Stream<DynamicNode> readsWhatWasRecorded() {
    return Recordings.tests(
        recordings ->
            recordings.of("cohere-embed").stream()
                .map(each -> DynamicTest.dynamicTest(each.file(), () -> replay(each))));
  }

  private static void replay(Exchange exchange) {
    JsonNode raw = JSON.readTree(exchange.body());
    EmbeddingRequest request = request(exchange.request());

    assertThat(same(JSON.readTree(text(encode(request, exchange.model())))))
        .isEqualTo(same(exchange.request()));

    EmbeddingResponse read = Assembled.answer(request, reading(request).events(exchange));
    JsonNode lists = raw.path("embeddings");
    JsonNode vectors = lists.isArray() ? lists : lists.path("float");
    assertThat(read.size()).isEqualTo(vectors.size());
    for (int i = 0; i < read.size(); i++) {
      JsonNode values = vectors.get(i);
      assertThat(read.vector(i)).hasSize(values.size());
      for (int k = 0; k < values.size(); k++) {
        assertThat(read.vector(i)[k]).isEqualTo(values.get(k).floatValue());
      }
    }
    assertThat(read.head().responseId()).isEqualTo(raw.path("id").stringValue());
    assertThat(read.usage().inputTokens().tokens())
        .isEqualTo(raw.at("/meta/billed_units/input_tokens").longValue());
  }

  private static EmbeddingRequest request(JsonNode asked) {
    EmbeddingRequest.Builder request = EmbeddingRequest.builder();
    asked.path("texts").forEach(text -> request.input(text.stringValue()));
    for (String field : List.of("input_type", "truncate")) {
      if (asked.path(field).isString()) {
        request.extraBody(field, asked.path(field).stringValue());
      }
    }
    return request.build();
  }

  /** Without what says nothing; the first version of the API knew no types of numbers. */
  private static JsonNode same(JsonNode request) {
    ObjectNode same = (ObjectNode) request.deepCopy();
    same.remove("embedding_types");
    for (String field : List.of("max_tokens", "output_dimension")) {
      if (same.path(field).isNull()) {
        same.remove(field);
      }
    }
    return same;
  }

  @Test
  void asksForFloatsOfThisLength() {
    EmbeddingRequest request = EmbeddingRequest.builder().input("a").dimensions(256).build();

    WireRequest written = encode(request, "embed-v4.0");

    assertThat(written.path()).isEqualTo("v2/embed");
    assertThat(text(written))
        .isEqualTo(
            "{\"model\":\"embed-v4.0\",\"texts\":[\"a\"],\"input_type\":\"search_document\","
                + "\"embedding_types\":[\"float\"],\"output_dimension\":256}");
  }

  @Test
  void readsFloatsInBase64() {
    EmbeddingRequest request = typed("[\"base64\"]");
    List<LlmEvent> events = new ArrayList<>();

    reading(request)
        .whole("{\"embeddings\":{\"int8\":[[1]],\"base64\":[\"AAAAPwAAgL8=\"]}}", events::add);

    assertThat(Assembled.answer(request, events).vector(0)).containsExactly(0.5f, -1f);
    assertThatThrownBy(() -> encode(typed("[\"int8\"]"), "m"))
        .hasMessageContaining("an embedding type other than float and base64");
    assertThatThrownBy(() -> encode(typed("[\"float\",\"int8\"]"), "m"))
        .hasMessageContaining("an embedding type");
  }

  private static EmbeddingRequest typed(String types) {
    return EmbeddingRequest.builder()
        .input("a")
        .extraBody("embedding_types", Json.ofText(types))
        .build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"embeddings\":{\"float\":[]}} | EMPTY_RESPONSE",
        "{\"embeddings\":{\"int8\":[[1]]}} | PROTOCOL",
        "{\"embeddings\":{\"float\":[7]}} | PROTOCOL",
        "{\"embeddings\":{\"float\":[[]]}} | PROTOCOL",
        "{\"embeddings\":{\"float\":[[1],[1]]}} | PROTOCOL",
        "{\"embeddings\":7} | PROTOCOL",
        "{\"hello\":1} | PROTOCOL",
        "[] | PROTOCOL",
        "{\"message\":\"secret\"} | SERVER",
        "{\"id\":\"1\",\"message\":\"secret\",\"error_type\":\"too_many_requests\"} | RATE_LIMIT"
      })
  void whatIsNoVectorIsAFailure(String body, ErrorKind kind) {
    FormatReading reading = reading(EmbeddingRequest.of("words"));

    LlmException error =
        catchThrowableOfType(LlmException.class, () -> reading.whole(body, event -> {}));

    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error).hasMessageNotContaining("secret");
  }

  @Test
  void moreTextsThanTheHostTakesAreRefusedOrSplit() {
    List<String> many = Collections.nCopies(97, "words");
    EmbeddingRequest request = EmbeddingRequest.builder().inputs(many).build();

    assertThatThrownBy(() -> encode(request, "m"))
        .hasMessageContaining("more than 96 texts at once");
    try (SimulatedProvider server = SimulatedProvider.cohere().start();
        LlmClient llm = LlmClient.builder().provider(server.provider()).build()) {
      EmbeddingResponse read = llm.embed(request.withModel(server.model()));

      assertThat(read.size()).isEqualTo(97);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void theUserHasNoPlaceAndFieldsOfOursStayOurs() {
    EmbeddingRequest ofUser = EmbeddingRequest.builder().input("a").userId("u").build();
    EmbeddingRequest fixed = EmbeddingRequest.builder().input("a").extraBody("texts", 1).build();

    assertThatThrownBy(() -> encode(ofUser, "m")).hasMessageContaining("userId");
    assertThatThrownBy(() -> encode(fixed, "m")).hasMessageContaining("the extra field texts");
  }

  private static FormatReading reading(EmbeddingRequest request) {
    return new FormatReading(Decoding.FORMAT.forRequest(request), "cohere", "embed-test");
  }

  private static WireRequest encode(EmbeddingRequest request, String model) {
    WireCall call = new WireCall(request, "cohere", model, Delivery.WHOLE, note -> {});
    return Decoding.FORMAT.forRequest(request).encode(call);
  }

  private static String text(WireRequest request) {
    return new String(request.body().toByteArray(), StandardCharsets.UTF_8);
  }
}
