package io.llmgw.api.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.content.Media;
import io.llmgw.api.image.GeneratedImage;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.image.ImageResponse;
import io.llmgw.api.json.Json;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.moderation.ModerationResponse;
import io.llmgw.api.moderation.ModerationVerdict;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.RequestBuilder;
import io.llmgw.api.request.Retries;
import io.llmgw.api.rerank.RankedDocument;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.rerank.RerankResponse;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.speech.SpeechFormat;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.speech.SpeechResponse;
import io.llmgw.api.transcription.TranscriptDetails;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.api.transcription.TranscriptionResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests and answers of every operation, stored and read again. */
class OperationJsonTest {
  private static final Media.Bytes SOUND = Media.of(new byte[] {1, 2}, "audio/wav");
  private static final int MUTATIONS = 500;

  private static <B extends RequestBuilder<B>> B framed(B builder) {
    return builder
        .model("a/m")
        .userId("u-1")
        .extraBody("x", List.of(1, "y"))
        .extraHeader("x-trace", "abc")
        .option(Retries.upTo(2));
  }

  static Stream<LlmRequest<?>> requests() {
    return Stream.of(
        ChatRequest.of("Why?"),
        EmbeddingRequest.of("Why?"),
        ModerationRequest.of("one", "two"),
        framed(ModerationRequest.builder()).input("one").build(),
        RerankRequest.of("q", List.of("one", "two")),
        framed(RerankRequest.builder()).query("q").document("one").topN(1).build(),
        ImageRequest.of("a cat"),
        framed(ImageRequest.builder()).prompt("a cat").count(2).size("1x1").quality("hd").build(),
        SpeechRequest.of("hello"),
        framed(SpeechRequest.builder())
            .text("hello")
            .instructions("slowly")
            .voice("alloy")
            .format(SpeechFormat.WAV)
            .speed(1.5)
            .build(),
        TranscriptionRequest.of(SOUND),
        framed(TranscriptionRequest.builder())
            .audio(SOUND)
            .prompt("Ada")
            .language("en")
            .temperature(0.5)
            .timed()
            .build());
  }

  static Stream<LlmResponse> responses() {
    ChatResponse some = Samples.response();
    ModerationVerdict verdict =
        new ModerationVerdict(
            true, List.of(new ModerationVerdict.Category("violence", true, 0.75)));
    TranscriptDetails details =
        new TranscriptDetails(
            "en",
            Duration.ofMillis(1500),
            List.of(new TranscriptDetails.Segment(Duration.ZERO, Duration.ofSeconds(1), "hi")));
    return Stream.of(
        new ModerationResponse(List.of(verdict), some.usage(), some.served(), some.head()),
        new RerankResponse(
            List.of(new RankedDocument(1, 0.5), new RankedDocument(0, -3)),
            some.usage(),
            some.served(),
            some.head()),
        new ImageResponse(
            List.of(
                new GeneratedImage(Media.of(new byte[] {9}, "image/png"), "a grey cat"),
                new GeneratedImage(Media.of(URI.create("https://example.com/cat")), null)),
            some.usage(),
            some.served(),
            some.head()),
        new SpeechResponse(SOUND, some.usage(), some.served(), some.head()),
        new TranscriptionResponse("hi", details, some.usage(), some.served(), some.head()),
        new TranscriptionResponse(
            "", TranscriptDetails.NONE, some.usage(), some.served(), some.head()));
  }

  private static Json again(Json json) {
    return Json.ofText(json.text());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void readsARequestAsItWasWritten(LlmRequest<?> request) {
    Json json = again(LlmJson.write(request));

    assertThat(LlmJson.readRequest(json, request.getClass())).isEqualTo(request);
  }

  @ParameterizedTest
  @MethodSource("responses")
  void readsAnAnswerAsItWasWritten(LlmResponse response) {
    Json json = again(LlmJson.write(response));

    assertThat(LlmJson.readResponse(json, response.getClass())).isEqualTo(response);
  }

  /** What version 1 looks like must never change: it is in the stores of our users. */
  @Test
  void versionOneStaysAsItIs() {
    assertThat(LlmJson.write(RerankRequest.of("q", List.of("d"))).text())
        .isEqualTo("{\"llmgw\":1,\"rerankRequest\":{\"query\":\"q\",\"documents\":[\"d\"]}}");
    assertThat(LlmJson.write(ModerationRequest.of("a")).text())
        .isEqualTo("{\"llmgw\":1,\"moderationRequest\":{\"inputs\":[\"a\"]}}");
    assertThat(LlmJson.write(ImageRequest.builder().prompt("a").count(2).size("s").build()).text())
        .isEqualTo("{\"llmgw\":1,\"imageRequest\":{\"prompt\":\"a\",\"count\":2,\"size\":\"s\"}}");
    assertThat(
            LlmJson.write(SpeechRequest.builder().text("a").format(SpeechFormat.MP3).build())
                .text())
        .isEqualTo("{\"llmgw\":1,\"speechRequest\":{\"text\":\"a\",\"format\":\"mp3\"}}");
    assertThat(LlmJson.write(TranscriptionRequest.builder().audio(SOUND).timed().build()).text())
        .isEqualTo(
            "{\"llmgw\":1,\"transcriptionRequest\":{\"audio\":"
                + "{\"mediaType\":\"audio/wav\",\"base64\":\"AQI=\"},\"timed\":true}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"llmgw\":1,\"request\":{}} | the JSON must have \"rerankRequest\"",
        "{\"llmgw\":1,\"rerankRequest\":{}} | /rerankRequest must have \"query\"",
        "{\"llmgw\":1,\"rerankRequest\":{\"query\":\"Ada\"}} | /rerankRequest has fields that are"
            + " out of range or do not go together",
        "{\"llmgw\":1,\"rerankRequest\":{\"query\":\"Ada\",\"documents\":[\"d\"],\"Ada\":1}} |"
            + " /rerankRequest has a field that version 1 does not know",
      })
  void refusesWhatItDidNotWrite(String json, String message) {
    assertThatThrownBy(() -> LlmJson.readRequest(Json.ofText(json), RerankRequest.class))
        .isInstanceOf(LlmJsonException.class)
        .hasMessage(message);
  }

  @Test
  void needsTheClassOfOneOperation() {
    Json json = LlmJson.write(RerankRequest.of("q", List.of("d")));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> LlmJson.readResponse(json, LlmResponse.class))
        .withMessage("LlmResponse is not the class of one operation, such as RerankRequest");
  }

  @Test
  void neverFailsOtherwiseHoweverTheJsonIsChanged() {
    Random random = new Random(7);
    requests()
        .forEach(
            request -> {
              Json json = LlmJson.write(request);
              for (int i = 0; i < MUTATIONS; i++) {
                Json asked = HostileJson.mutated(json, random);
                HostileJson.isRefused(() -> LlmJson.readRequest(asked, request.getClass()));
              }
            });
    responses()
        .forEach(
            response -> {
              Json json = LlmJson.write(response);
              for (int i = 0; i < MUTATIONS; i++) {
                Json answered = HostileJson.mutated(json, random);
                HostileJson.isRefused(() -> LlmJson.readResponse(answered, response.getClass()));
              }
            });
  }
}
