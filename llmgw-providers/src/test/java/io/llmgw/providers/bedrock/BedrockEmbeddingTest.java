package io.llmgw.providers.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.aws.AwsCredentials;
import io.llmgw.providers.aws.AwsKeys;
import io.llmgw.providers.bedrock.answer.TitanVector;
import io.llmgw.providers.embedding.VectorLength;
import io.llmgw.providers.replay.Assembled;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.replay.MutationReplay;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Vectors of Titan and Cohere by InvokeModel. */
@ExtendWith(LeakRule.class)
class BedrockEmbeddingTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String TITAN = "amazon.titan-embed-text-v2:0";
  private static final String COHERE = "eu.cohere.embed-v4:0";

  @TestFactory
  Stream<DynamicNode> readsWhatWasRecorded() {
    return Recordings.tests(
        recordings -> {
          List<Exchange> found =
              recordings.of("bedrock-invoke").stream()
                  .filter(each -> each.path().contains("embed"))
                  .toList();
          assertThat(found).hasSize(2);
          return found.stream()
              .map(each -> DynamicTest.dynamicTest(each.file(), () -> replay(each)));
        });
  }

  private static void replay(Exchange exchange) {
    JsonNode asked = exchange.request();
    EmbeddingRequest request = request(asked);
    assertThat(same(JSON.readTree(text(encode(request, exchange.model()))))).isEqualTo(same(asked));

    EmbeddingResponse read =
        Assembled.answer(request, reading(request, exchange.model()).events(exchange));

    JsonNode raw = JSON.readTree(exchange.body());
    JsonNode vector = raw.has("embedding") ? raw.path("embedding") : raw.at("/embeddings/float/0");
    assertThat(read.size()).isEqualTo(1);
    assertThat(read.vector(0)).hasSize(vector.size());
    for (int i = 0; i < vector.size(); i++) {
      assertThat(read.vector(0)[i]).isEqualTo(vector.get(i).floatValue());
    }
    String counted = exchange.headers().first("x-amzn-bedrock-input-token-count");
    long tokens =
        counted == null ? raw.path("inputTextTokenCount").longValue() : Long.parseLong(counted);
    assertThat(tokens).isPositive();
    assertThat(read.usage().inputTokens().tokens()).isEqualTo(tokens);
  }

  private static EmbeddingRequest request(JsonNode asked) {
    EmbeddingRequest.Builder request = EmbeddingRequest.builder();
    if (asked.has("inputText")) {
      request.input(asked.path("inputText").stringValue());
      request.dimensions(asked.path("dimensions").intValue());
      request.extraBody("normalize", asked.path("normalize").booleanValue());
    }
    asked.path("texts").forEach(text -> request.input(text.stringValue()));
    for (String field : List.of("input_type", "truncate")) {
      if (asked.has(field)) {
        request.extraBody(field, asked.path(field).stringValue());
      }
    }
    return request.build();
  }

  /** Without the type of the numbers, which is said here always. */
  private static JsonNode same(JsonNode request) {
    ObjectNode same = (ObjectNode) request.deepCopy();
    same.remove("embedding_types");
    return same;
  }

  @ParameterizedTest
  @EnumSource
  void titanIsAskedForOneTextAtATime(BedrockApi api) {
    try (SimulatedProvider server = SimulatedProvider.bedrock().start();
        LlmClient llm = client(signed(server).api(api))) {
      EmbeddingRequest request =
          EmbeddingRequest.builder()
              .model("bedrock/" + TITAN)
              .inputs(List.of("one", "two words"))
              .dimensions(256)
              .extraBody("normalize", false)
              .build();

      EmbeddingResponse read = llm.embed(request);

      assertThat(read.size()).isEqualTo(2);
      assertThat(read.vector(1)).hasSize(256).isNotEqualTo(read.vector(0));
      assertThat(read.usage().inputTokens().tokens()).isEqualTo(3);
      assertThat(server.requests())
          .extracting(ReceivedRequest::text)
          .containsExactly(
              "{\"inputText\":\"one\",\"dimensions\":256,\"normalize\":false}",
              "{\"inputText\":\"two words\",\"dimensions\":256,\"normalize\":false}");
      ReceivedRequest first = server.requests().get(0);
      assertThat(first.path()).isEqualTo("/model/amazon.titan-embed-text-v2%3A0/invoke");
      assertThat(first.header("authorization"))
          .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/");
    }
  }

  @Test
  void cohereIsToldWhatTextsAreFor() {
    EmbeddingRequest request =
        EmbeddingRequest.builder().inputs(List.of("a", "b")).dimensions(256).build();
    EmbeddingRequest question =
        EmbeddingRequest.builder().input("a").extraBody("input_type", "search_query").build();

    assertThat(text(encode(request, COHERE)))
        .isEqualTo(
            "{\"texts\":[\"a\",\"b\"],\"input_type\":\"search_document\","
                + "\"embedding_types\":[\"float\"],\"output_dimension\":256}");
    assertThat(text(encode(question, COHERE)))
        .isEqualTo(
            "{\"texts\":[\"a\"],\"embedding_types\":[\"float\"],\"input_type\":\"search_query\"}");
  }

  @Test
  void asManyTextsGoTogetherAsTheModelTakes() {
    try (SimulatedProvider server = SimulatedProvider.bedrock().start();
        LlmClient llm = client(signed(server))) {
      EmbeddingRequest.Builder texts =
          EmbeddingRequest.builder().inputs(Collections.nCopies(97, "x"));
      EmbeddingRequest.Builder three = EmbeddingRequest.builder().inputs(List.of("a", "b", "c"));

      assertThat(llm.embed(texts.model("bedrock/" + COHERE).build()).size()).isEqualTo(97);
      assertThat(server.requests()).hasSize(2);
      assertThat(llm.embed(three.model("bedrock/" + TITAN).build()).size()).isEqualTo(3);
      assertThat(server.requests()).hasSize(5);
    }
    EmbeddingRequest two = EmbeddingRequest.builder().inputs(List.of("a", "b")).build();
    assertThatThrownBy(() -> encode(two, TITAN)).hasMessageContaining("more than 1 texts at once");
  }

  @Test
  void aModelWhoseBodyIsNotKnownIsRefusedByName() {
    try (SimulatedProvider server = SimulatedProvider.bedrock().start();
        Provider provider = signed(server).build();
        LlmClient llm = client(signed(server))) {
      for (String model : List.of("amazon.nova-2-multimodal-embeddings-v1:0", "arn:aws:x:y/z")) {
        assertThat(provider.capabilities(model).has(Capability.EMBEDDINGS)).isFalse();
        LlmException error =
            catchThrowableOfType(
                LlmException.class,
                () -> llm.embed(EmbeddingRequest.of("words").withModel("bedrock/" + model)));

        assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
        assertThat(error).hasMessageContaining("EMBEDDINGS");
      }
      assertThat(provider.capabilities(TITAN).has(Capability.EMBEDDINGS)).isTrue();
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void whatHasNoPlaceIsRefusedOrLeftOut() {
    EmbeddingRequest ofUser = EmbeddingRequest.builder().input("a").userId("u-1").build();
    for (String model : List.of(TITAN, COHERE)) {
      assertThatThrownBy(() -> encode(ofUser, model)).hasMessageContaining("userId");
      assertThat(text(encode(ofUser.with(Leniency.DROP), model))).doesNotContain("u-1");
    }
    assertThatThrownBy(() -> encode(with("inputText", "x"), TITAN))
        .hasMessageContaining("the extra field inputText");
    assertThatThrownBy(() -> encode(with("model", "x"), TITAN))
        .hasMessageContaining("the extra field model");
    assertThatThrownBy(() -> encode(with("texts", "x"), COHERE))
        .hasMessageContaining("the extra field texts");
    assertThatThrownBy(() -> encode(with("embeddingTypes", List.of("binary")), TITAN))
        .hasMessageContaining("without float");
    assertThat(text(encode(with("embeddingTypes", List.of("binary", "float")), TITAN)))
        .contains("\"embeddingTypes\":[\"binary\",\"float\"]");
  }

  private static EmbeddingRequest with(String field, Object value) {
    return EmbeddingRequest.builder().input("a").extraBody(field, value).build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"embedding\":[]} | PROTOCOL",
        "{\"embedding\":7} | PROTOCOL",
        "{\"embeddingsByType\":{\"binary\":[1,0]}} | PROTOCOL",
        "{\"inputTextTokenCount\":1} | PROTOCOL",
        "[] | PROTOCOL",
        "{\"message\":\"secret\"} | SERVER"
      })
  void whatIsNoVectorIsAFailure(String body, ErrorKind kind) {
    EmbeddingRequest request = EmbeddingRequest.of("words");

    LlmException error =
        catchThrowableOfType(
            LlmException.class, () -> reading(request, TITAN).whole(body, event -> {}));

    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error).hasMessageNotContaining("secret");
  }

  @Test
  void aVectorThatStandsByItsTypeAloneIsOne() {
    try (SimulatedProvider server =
            SimulatedProvider.bedrock()
                .answer(
                    Reply.raw(
                        200,
                        "application/json",
                        "{\"embeddingsByType\":{\"binary\":[1],\"float\":[0.5,-1]}}"))
                .start();
        LlmClient llm = client(signed(server))) {
      EmbeddingResponse read = llm.embed(EmbeddingRequest.of("a").withModel("bedrock/" + TITAN));

      assertThat(read.vector(0)).containsExactly(0.5f, -1f);
    }
  }

  @Test
  @Fault({"I23", "F066"})
  void readsBrokenVectorsOrSaysWhatTheyAre() {
    EmbeddingRequest request = EmbeddingRequest.of("words");
    WireFormat format = new OfTitan(Decoding.FORMAT.forRequest(request));
    String body =
        "{\"embedding\":[0.5,-1.0e0],\"embeddingsByType\":{\"binary\":[1,0],\"float\":[0.5,-1]},"
            + "\"inputTextTokenCount\":2}";

    MutationReplay.ofBodies(format, request, body, "{\"message\":\"no\"}").run();
  }

  /** Reads every answer as one of Titan's, whatever the model is called. */
  private record OfTitan(WireFormat format) implements WireFormat {
    @Override
    public WireRequest encode(WireCall call) {
      return format.encode(call);
    }

    @Override
    public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
      new TitanVector(VectorLength.any(), head).decode(body, length, events);
    }

    @Override
    public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
      return format.frames(head, events);
    }
  }

  private static LlmClient client(Bedrock.Builder bedrock) {
    return LlmClient.builder().provider(bedrock.build()).retries(Retries.none()).build();
  }

  private static Bedrock.Builder signed(SimulatedProvider server) {
    return Bedrock.builder()
        .region("eu-central-1")
        .baseUrl(server.baseUrl())
        .credentials(AwsKeys.of(AwsCredentials.of("AKIDEXAMPLE", "secret")));
  }

  private static FormatReading reading(EmbeddingRequest request, String model) {
    return new FormatReading(
        Decoding.FORMAT.forRequest(request), "bedrock", model, Framing.AWS_EVENT_STREAM);
  }

  private static WireRequest encode(EmbeddingRequest request, String model) {
    WireCall call = new WireCall(request, "bedrock", model, Delivery.WHOLE, note -> {});
    return Decoding.FORMAT.forRequest(request).encode(call);
  }

  private static String text(WireRequest request) {
    return new String(request.body().toByteArray(), StandardCharsets.UTF_8);
  }
}
