package io.llmgw.providers.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.Parameter;
import io.llmgw.providers.dialect.VectorForm;
import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.replay.Cuts;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.replay.ListedHeaders;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.test.Fault;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EmbeddingFormatTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Dialect PLAIN = Dialect.of("plain").can(Capability.EMBEDDINGS).build();
  private static final Dialect OTHER =
      Dialect.of("other")
          .can(Capability.EMBEDDINGS)
          .calls(Parameter.DIMENSIONS, "output_dimension")
          .refuses(Parameter.USER_ID)
          .embeds(new EmbeddingLimits(2, 10))
          .vectors(VectorForm.BASE64_FLOATS)
          .build();

  private static final Dialect BYTES =
      Dialect.of("bytes").can(Capability.EMBEDDINGS).vectors(VectorForm.BASE64_BYTES).build();

  private final List<String> notes = new ArrayList<>();

  @Test
  void writesTheTextsInTheirOrder() {
    EmbeddingRequest request =
        EmbeddingRequest.builder()
            .inputs(List.of("a", "\u20ac \uD83D"))
            .dimensions(64)
            .userId("u")
            .build();

    assertThat(encode(PLAIN, request))
        .isEqualTo(
            JSON.readTree(
                "{\"model\":\"m\",\"input\":[\"a\",\"\u20ac \uFFFD\"],\"dimensions\":64,\"user\":\"u\"}"));
  }

  @Test
  void writesWhatTheHostCallsOtherwiseAndAsksForBase64() {
    EmbeddingRequest request = EmbeddingRequest.builder().input("a").dimensions(64).build();

    assertThat(encode(OTHER, request))
        .isEqualTo(
            JSON.readTree(
                "{\"model\":\"m\",\"input\":[\"a\"],\"encoding_format\":\"base64\","
                    + "\"output_dimension\":64}"));
  }

  @Test
  void extraFieldsTakeThePlaceOfOurs() {
    EmbeddingRequest request =
        EmbeddingRequest.builder()
            .input("a")
            .dimensions(64)
            .extraBody("encoding_format", "float")
            .extraBody("output_dimension", 8)
            .extraBody("input_type", "query")
            .build();

    assertThat(encode(OTHER, request))
        .isEqualTo(
            JSON.readTree(
                "{\"model\":\"m\",\"input\":[\"a\"],\"encoding_format\":\"float\","
                    + "\"output_dimension\":8,\"input_type\":\"query\"}"));
  }

  @Test
  void refusesWhatHasNoFormAndNamesIt() {
    EmbeddingRequest.Builder ask = EmbeddingRequest.builder().input("a");

    refuses(OTHER, EmbeddingRequest.builder().input("a").userId("u").build(), "userId");
    refuses(OTHER, EmbeddingRequest.of("a", "b", "c"), "LlmClient.embed");
    refuses(PLAIN, ask.extraBody("input", "x").build(), "the extra field input");
    refuses(
        PLAIN,
        EmbeddingRequest.builder().input("a").extraBody("encoding_format", "int8").build(),
        "encoding");
    refuses(
        PLAIN,
        EmbeddingRequest.builder()
            .input("a")
            .extraBody("encoding_format", Json.ofText("[null]"))
            .build(),
        "encoding");
  }

  @Test
  void dropsWhatTheCallerAllowsToBeDropped() {
    EmbeddingRequest request =
        EmbeddingRequest.builder().input("a").userId("u").option(Leniency.DROP).build();

    assertThat(encode(OTHER, request).has("user")).isFalse();
    assertThat(notes).singleElement().asString().contains("userId");
  }

  @Test
  void readsNumbersAndBase64OutOfOrderByTheirNumbers() {
    List<LlmEvent> events =
        decode(
            2,
            "{\"object\":\"list\",\"id\":\"e-1\",\"model\":\"m-1\",\"data\":["
                + "{\"index\":1,\"embedding\":\"AACAPwAAAMA=\"},"
                + "{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.5,-1e-3]}],"
                + "\"usage\":{\"prompt_tokens\":7,\"total_tokens\":7},\"new\":{\"x\":[1]}}");

    assertThat(events.subList(1, 4))
        .containsExactly(
            new VectorProduced(0, new float[] {0.5f, -0.001f}),
            new VectorProduced(1, new float[] {1, -2}),
            new Completed(FinishReason.STOP, Usage.reported(7, 0)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"total_tokens\":7} | 7",
        "{\"total_tokens\":9,\"prompt_tokens\":7} | 7",
        "{\"prompt_tokens\":null,\"total_tokens\":7} | 7"
      })
  void allTokensAreThoseOfTheTexts(String usage, long tokens) {
    List<LlmEvent> events = decode(1, "{\"data\":[{\"embedding\":[1]}],\"usage\":" + usage + "}");

    assertThat(events.get(2))
        .isEqualTo(new Completed(FinishReason.STOP, Usage.reported(tokens, 0)));
  }

  /** As Perplexity writes them: a signed byte each, from -128 to 127. */
  @Test
  void readsBytesInBase64WhereTheHostHasNothingElse() {
    List<LlmEvent> events =
        decode(BYTES, 1, "{\"data\":[{\"index\":0,\"embedding\":\"gAD/fw==\"}]}");

    assertThat(events.get(1)).isEqualTo(new VectorProduced(0, new float[] {-128, 0, -1, 127}));
  }

  @Test
  void asksForBytesInBase64AndRefusesWhatTheHostDoesNotWrite() {
    assertThat(encode(BYTES, EmbeddingRequest.of("a")))
        .isEqualTo(
            JSON.readTree(
                "{\"model\":\"m\",\"input\":[\"a\"],\"encoding_format\":\"base64_int8\"}"));
    EmbeddingRequest.Builder ask = EmbeddingRequest.builder().input("a");
    for (String other : List.of("float", "base64", "base64_binary")) {
      refuses(BYTES, ask.extraBody("encoding_format", other).build(), "than base64_int8");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"prompt_tokens\":7,\"cost\":0.00002} | 0.00002",
        "{\"prompt_tokens\":7,\"cost\":{\"input_cost\":1,\"total_cost\":0.5}} | 0.5"
      })
  void tellsWhatTheHostCharges(String usage, BigDecimal dollars) {
    List<LlmEvent> events = decode(1, "{\"data\":[{\"embedding\":[1]}],\"usage\":" + usage + "}");

    assertThat(events.get(1)).isEqualTo(new BillReported(Cost.reported(dollars, "USD"), null));
  }

  @Test
  void vectorsWithoutNumbersAreInOrder() {
    List<LlmEvent> events = decode(2, "{\"data\":[{\"embedding\":[1]},{\"embedding\":[2]}]}");

    assertThat(events.subList(1, 4))
        .containsExactly(
            new VectorProduced(0, new float[] {1}),
            new VectorProduced(1, new float[] {2}),
            new Completed(FinishReason.STOP, Usage.UNKNOWN));
  }

  @ParameterizedTest
  @Fault({"F050", "F051", "F052", "F058"})
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "EMPTY_RESPONSE | ` `",
        "EMPTY_RESPONSE | {\"data\":[]}",
        "STREAM_BROKEN | {\"data\":[{\"embedding\":[1",
        "PROTOCOL | <html>",
        "PROTOCOL | {}",
        "PROTOCOL | []",
        "PROTOCOL | {\"data\":{}}",
        "PROTOCOL | {\"data\":[{\"embedding\":[1]}]}",
        "PROTOCOL | {\"data\":[{\"embedding\":[1]},{\"embedding\":[1]},{\"embedding\":[1]}]}",
        "PROTOCOL | {\"data\":[{\"index\":1,\"embedding\":[1]},{\"index\":1,\"embedding\":[1]}]}",
        "PROTOCOL | {\"data\":[{\"index\":0},{\"index\":1,\"embedding\":[1]}]}",
        "PROTOCOL | {\"data\":[{\"embedding\":[]},{\"embedding\":[1]}]}",
        "PROTOCOL | {\"data\":[{\"embedding\":[null]},{\"embedding\":[1]}]}",
        "PROTOCOL | {\"data\":[{\"embedding\":[1e400]},{\"embedding\":[1]}]}",
        "PROTOCOL | {\"data\":[{\"embedding\":\"AACAfw==\"},{\"embedding\":[1]}]}",
        "PROTOCOL | {\"data\":[{\"embedding\":\"AACA\"},{\"embedding\":[1]}]}",
        "PROTOCOL | {\"data\":[{\"embedding\":\"?\"},{\"embedding\":[1]}]}",
        "PROTOCOL | {\"data\":[{\"embedding\":7},{\"embedding\":[1]}]}",
        "PROTOCOL | {\"data\":[[1],[2]]}",
        "RATE_LIMIT | {\"error\":{\"code\":\"rate_limit_exceeded\"}}",
        "OVERLOADED | {\"error\":{\"type\":\"overloaded\"},\"data\":[]}",
        "SERVER | {\"message\":\"no such thing\"}"
      })
  void whatIsNoVectorForEachTextIsAFailureOfItsKind(ErrorKind kind, String body) {
    LlmException failure = catchThrowableOfType(LlmException.class, () -> decode(2, body));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.getCause()).isNull();
    assertThat(failure.provider()).isEqualTo("plain");
  }

  @Test
  void aStreamIsNoAnswer() {
    byte[] stream = "data: {}\n\n".getBytes(StandardCharsets.UTF_8);

    for (byte[] body : new byte[][] {stream, {}}) {
      assertThatThrownBy(
              () ->
                  new FormatReading(
                          new EmbeddingFormat(PLAIN, EmbeddingRequest.of("a")), "plain", "m")
                      .stream(Cuts.whole(body), head(), event -> {}))
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.PROTOCOL));
    }
  }

  private static AnswerHead head() {
    return new AnswerHead("plain", "m", 200, ListedHeaders.of(), Instant.EPOCH);
  }

  private static List<LlmEvent> decode(int inputs, String body) {
    return decode(PLAIN, inputs, body);
  }

  private static List<LlmEvent> decode(Dialect dialect, int inputs, String body) {
    List<LlmEvent> events = new ArrayList<>();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    new EmbeddingDecoder(inputs, dialect.embeddings().vectors(), VectorLength.any(), head())
        .decode(bytes, bytes.length, events::add);
    return events;
  }

  private void refuses(Dialect dialect, EmbeddingRequest request, String what) {
    assertThatThrownBy(() -> encode(dialect, request))
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED))
        .hasMessageContaining(what);
  }

  private JsonNode encode(Dialect dialect, EmbeddingRequest request) {
    RequestBytes body =
        new EmbeddingFormat(dialect, request)
            .encode(new WireCall(request, dialect.name(), "m", Delivery.WHOLE, notes::add))
            .body();
    return JSON.readTree(new String(body.toByteArray(), StandardCharsets.UTF_8));
  }
}
