package io.llmgw.providers.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.Media;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.image.GeneratedImage;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.image.ImageResponse;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.rerank.RankedDocument;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.rerank.RerankResponse;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.speech.SpeechResponse;
import io.llmgw.api.transcription.TranscriptDetails.Segment;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.api.transcription.TranscriptionResponse;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.replay.Assembled;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.replay.RecordedError;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every recorded rerank, image, sound and transcript, against another reading of the same bytes.
 */
class OperationsReplayTest {
  private static final Dialect DIALECT = Dialect.of("openai").build();
  private static final JsonMapper JSON = JsonMapper.shared();

  @TestFactory
  Stream<DynamicNode> readsWhatHostsSent() {
    return Recordings.tests(
        recordings ->
            Stream.of("rerank", "images", "audio")
                .flatMap(api -> recordings.of(api).stream())
                .map(each -> DynamicTest.dynamicTest(each.file(), () -> replay(each))));
  }

  private static void replay(Exchange exchange) {
    if (exchange.status() >= 400) {
      RecordedError.ofOpenAi(exchange)
          .compare(
              new FormatReading(new ImageFormat(DIALECT, ImageRequest.of("x")), "openai", "m"));
    } else if (exchange.path().endsWith("/rerank")) {
      rerank(exchange);
    } else if (exchange.path().endsWith("/speech")) {
      speech(exchange);
    } else if (exchange.path().endsWith("/transcriptions")) {
      transcript(exchange);
    } else {
      images(exchange);
    }
  }

  private static <R extends LlmResponse> R read(
      Exchange exchange, WireFormat format, LlmRequest<R> request) {
    FormatReading reading = new FormatReading(format, exchange.provider(), "m");
    return Assembled.answer(request, reading.events(exchange));
  }

  private static void rerank(Exchange exchange) {
    String top = exchange.provider().equals("voyage") ? "top_k" : "top_n";
    JsonNode raw = JSON.readTree(exchange.body());
    JsonNode results = raw.path(raw.has("data") ? "data" : "results");
    RerankRequest request = rerankOf(exchange.request(), top, results.size());
    RerankFormat format = new RerankFormat("rerank", top, request);

    RerankResponse read = read(exchange, format, request);

    List<RankedDocument> expected = new ArrayList<>();
    results.forEach(
        each ->
            expected.add(
                new RankedDocument(
                    each.path("index").intValue(), each.path("relevance_score").doubleValue())));
    assertThat(read.ranking()).containsExactlyElementsOf(expected); // all of them best first
    assertThat(read.head().responseId()).isEqualTo(raw.path("id").asString(null));
    long tokens = raw.path("usage").path("total_tokens").asLong(-1);
    assertThat(read.usage().isKnown(TokenKind.INPUT)).isEqualTo(tokens >= 0);
    assertThat(read.usage().inputTokens().tokens()).isEqualTo(Math.max(0, tokens));
    if (exchange.request().isObject()) {
      ObjectNode asked = exchange.request().deepCopy().asObject();
      asked.remove("truncation"); // Voyage's own
      assertThat(sent(format, request, exchange.model())).isEqualTo(asked);
    }
  }

  private static RerankRequest rerankOf(JsonNode asked, String top, int results) {
    if (!asked.isObject()) {
      return RerankRequest.of("anything", Collections.nCopies(results, "anything"));
    }
    RerankRequest.Builder request =
        RerankRequest.builder().query(asked.path("query").stringValue());
    asked.path("documents").forEach(each -> request.document(each.stringValue()));
    if (asked.has(top)) {
      request.topN(asked.path(top).intValue());
    }
    return request.build();
  }

  private static void speech(Exchange exchange) {
    JsonNode asked = exchange.request();
    SpeechRequest.Builder builder =
        SpeechRequest.builder()
            .text(asked.path("input").stringValue())
            .voice(asked.path("voice").stringValue())
            .speed(asked.path("speed").doubleValue());
    if (asked.has("response_format")) {
      builder.format(
          io.llmgw.api.speech.SpeechFormat.valueOf(
              asked.path("response_format").stringValue().toUpperCase(Locale.ROOT)));
    }
    if (asked.has("instructions")) {
      builder.instructions(asked.path("instructions").stringValue());
    }
    SpeechRequest request = builder.build();
    SpeechFormat format = new SpeechFormat(DIALECT, request);
    byte[] sound =
        Base64.getDecoder().decode(JSON.readTree(exchange.body()).path("base64").stringValue());
    FormatReading reading = new FormatReading(format, exchange.provider(), "m");
    List<LlmEvent> events = new ArrayList<>();
    format.decodeWhole(sound, sound.length, reading.head(exchange), events::add);

    SpeechResponse read = Assembled.answer(request, events);

    assertThat(read.audio().bytes()).isEqualTo(sound);
    assertThat(read.audio().mediaType()).isEqualTo(exchange.headers().first("content-type"));
    assertThat(read.usage().isUnknown()).isTrue();
    assertThat(sent(format, request, exchange.model())).isEqualTo(asked);
  }

  private static void transcript(Exchange exchange) {
    JsonNode raw = JSON.readTree(exchange.body());
    TranscriptionRequest request = TranscriptionRequest.of(Media.of(new byte[] {1}, "audio/mpeg"));

    TranscriptionResponse read = read(exchange, new TranscriptionFormat(DIALECT, request), request);

    assertThat(read.text()).isEqualTo(raw.path("text").stringValue());
    assertThat(read.language()).isEqualTo(raw.path("language").asString(null));
    assertThat(read.segments()).hasSize(raw.path("segments").size());
    for (int i = 0; i < read.segments().size(); i++) {
      Segment segment = read.segments().get(i);
      JsonNode each = raw.path("segments").get(i);
      assertThat(segment.text()).isEqualTo(each.path("text").stringValue());
      assertThat(segment.start().toMillis())
          .isEqualTo(Math.round(each.path("start").doubleValue() * 1000));
      assertThat(segment.end().toMillis())
          .isEqualTo(Math.round(each.path("end").doubleValue() * 1000));
    }
    JsonNode usage = raw.path("usage");
    assertThat(read.usage().inputTokens().tokens()).isEqualTo(usage.path("prompt_tokens").asLong());
    assertThat(read.usage().outputTokens().tokens())
        .isEqualTo(usage.path("completion_tokens").asLong());
    assertThat(read.head().model()).isEqualTo(raw.path("model").stringValue());
  }

  private static void images(Exchange exchange) {
    JsonNode raw = JSON.readTree(exchange.body());
    ImageRequest request = ImageRequest.of("anything");

    ImageResponse read = read(exchange, new ImageFormat(DIALECT, request), request);

    assertThat(read.images()).hasSize(raw.path("data").size());
    for (int i = 0; i < read.images().size(); i++) {
      GeneratedImage image = read.images().get(i);
      JsonNode each = raw.path("data").get(i);
      assertThat(((Media.Bytes) image.media()).base64())
          .isEqualTo(each.path("b64_json").stringValue());
      assertThat(image.media().mediaType())
          .isEqualTo("image/" + raw.path("output_format").stringValue());
      assertThat(image.revisedPrompt()).isEqualTo(each.path("revised_prompt").asString(null));
    }
  }

  private static JsonNode sent(WireFormat format, LlmRequest<?> request, String model) {
    WireCall call = new WireCall(request, "p", model, Delivery.WHOLE, note -> {});
    return JSON.readTree(format.encode(call).body().toByteArray());
  }
}
