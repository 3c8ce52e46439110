package io.llmgw.providers.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.image.GeneratedImage;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.moderation.ModerationResponse;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.speech.SpeechFormat;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.api.transcription.TranscriptionResponse;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.providers.OperationSamples;
import io.llmgw.providers.openai.CompatibleHost;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.openai.OpenAiApi;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Moderation, rerank, images, speech and transcription at a server of OpenAI's protocol. */
class OperationsOverHttpTest {
  private static final Media.Bytes SOUND =
      Media.of("hello world".getBytes(StandardCharsets.UTF_8), "audio/mpeg");

  private static LlmClient client(SimulatedProvider server) {
    return client(OpenAi.builder().baseUrl(server.baseUrl()).keys(Keys.of("sk-1")).build());
  }

  /** As OpenAI has no rerank. */
  private static LlmClient compatible(SimulatedProvider server) {
    return client(CompatibleHost.VLLM.builder().baseUrl(server.baseUrl()).build());
  }

  private static LlmClient client(Provider provider) {
    return LlmClient.builder()
        .provider(provider)
        .defaultModel(provider.name() + "/m")
        .retries(Retries.none())
        .closeGrace(Duration.ZERO)
        .build();
  }

  static Stream<LlmRequest<?>> ofOpenAi() {
    return Stream.of(
            Capability.MODERATION,
            Capability.IMAGE_GENERATION,
            Capability.SPEECH,
            Capability.TRANSCRIPTION)
        .map(OperationSamples::request);
  }

  private static String only(SimulatedProvider server) {
    assertThat(server.requests()).hasSize(1);
    return server.requests().get(0).text();
  }

  @ParameterizedTest
  @EnumSource
  void judgesTexts(OpenAiApi api) {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm =
            client(
                OpenAi.builder().api(api).baseUrl(server.baseUrl()).keys(Keys.of("k")).build())) {
      ModerationResponse answer = llm.moderate("hello", "I will harm you");

      assertThat(answer.verdict(0).isFlagged()).isFalse();
      assertThat(answer.verdict(1).flaggedCategories()).containsExactly("violence");
      assertThat(answer.verdict(1).score("hate")).isEqualTo(0.001);
      assertThat(answer.head().responseId()).isEqualTo("modr-1");
      assertThat(only(server))
          .isEqualTo("{\"model\":\"m\",\"input\":[\"hello\",\"I will harm you\"]}");
      assertThat(server.requests().get(0).path()).isEqualTo("/v1/moderations");
    }
  }

  @Test
  void putsDocumentsInOrder() {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = compatible(server)) {
      List<String> documents = List.of("a cat", "the blue sky", "blue");
      RerankRequest best =
          RerankRequest.builder().query("blue sky").documents(documents).topN(2).build();

      assertThat(llm.rerank("blue sky", documents).inOrder(documents))
          .containsExactly("the blue sky", "blue", "a cat");
      assertThat(llm.rerank(best).inOrder(documents)).containsExactly("the blue sky", "blue");
      assertThat(llm.rerank(best).usage().isKnown(TokenKind.INPUT)).isTrue();
      ReceivedRequest second = server.requests().get(1);
      assertThat(second.path()).isEqualTo("/v1/rerank");
      assertThat(second.text())
          .isEqualTo(
              "{\"model\":\"m\",\"query\":\"blue sky\","
                  + "\"documents\":[\"a cat\",\"the blue sky\",\"blue\"],\"top_n\":2}");
    }
  }

  @Test
  void makesImages() {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = client(server)) {
      ImageRequest request =
          ImageRequest.builder()
              .prompt("a cat")
              .count(2)
              .size("1024x1024")
              .quality("high")
              .userId("u-1")
              .extraBody("background", "transparent")
              .build();

      List<GeneratedImage> images = llm.generateImage(request).images();

      assertThat(images).hasSize(2);
      assertThat(images.get(1).media().mediaType()).isEqualTo("image/png");
      assertThat(images.get(1).revisedPrompt()).isEqualTo("a cat");
      assertThat(only(server))
          .isEqualTo(
              "{\"model\":\"m\",\"prompt\":\"a cat\",\"n\":2,\"size\":\"1024x1024\","
                  + "\"quality\":\"high\",\"user\":\"u-1\",\"background\":\"transparent\"}");
    }
  }

  @Test
  void speaks() {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = client(server)) {
      SpeechRequest request =
          SpeechRequest.builder()
              .text("hello")
              .instructions("slowly")
              .voice("nova")
              .format(SpeechFormat.FLAC)
              .speed(1.5)
              .build();

      Media.Bytes audio = llm.speak(request).audio();

      assertThat(audio.bytes()).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
      assertThat(audio.mediaType()).isEqualTo("audio/flac");
      assertThat(only(server))
          .isEqualTo(
              "{\"model\":\"m\",\"input\":\"hello\",\"voice\":\"nova\","
                  + "\"instructions\":\"slowly\",\"response_format\":\"flac\",\"speed\":1.5}");
      assertThat(server.requests().get(0).header("accept")).startsWith("audio/*");
    }
  }

  @Test
  void writesDownWhatIsSaid() {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = client(server)) {
      TranscriptionRequest request =
          TranscriptionRequest.builder()
              .audio(SOUND)
              .prompt("world")
              .language("en")
              .temperature(0.2)
              .timed()
              .extraBody("include[]", "logprobs")
              .build();

      TranscriptionResponse answer = llm.transcribe(request);

      assertThat(answer.text()).isEqualTo("hello world");
      assertThat(answer.language()).isEqualTo("english");
      assertThat(answer.segments()).hasSize(1);
      assertThat(answer.duration()).isEqualTo(Duration.ofMillis(1500));
      assertThat(answer.usage().inputTokens().tokens()).isEqualTo(10);
      String type = server.requests().get(0).header("content-type");
      String boundary = "--" + type.substring("multipart/form-data; boundary=".length());
      assertThat(only(server))
          .isEqualTo(
              field(boundary, "model", "m")
                  + field(boundary, "prompt", "world")
                  + field(boundary, "language", "en")
                  + field(boundary, "temperature", "0.2")
                  + field(boundary, "response_format", "verbose_json")
                  + field(boundary, "timestamp_granularities[]", "segment")
                  + field(boundary, "include[]", "logprobs")
                  + boundary
                  + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"audio.mp3\"\r\n"
                  + "Content-Type: audio/mpeg\r\n\r\nhello world\r\n"
                  + boundary
                  + "--\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "audio/webm;codecs=opus, webm",
    "audio/ogg; codecs=opus, ogg",
    "Audio/MPEG, mp3",
    "audio/x-m4a, m4a",
    "audio/vnd.wave, wav"
  })
  void theNameOfARecordingEndsAsHostsWantIt(String type, String ending) {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = client(server)) {
      Media.Bytes sound = Media.of("words".getBytes(StandardCharsets.UTF_8), type);

      llm.transcribe(TranscriptionRequest.of(sound).withModel(server.model()));

      assertThat(only(server)).contains("filename=\"audio." + ending + "\"");
    }
  }

  @Test
  void aListInAFormIsAFieldForEach() {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = client(server)) {
      llm.transcribe(
          TranscriptionRequest.builder()
              .audio(Media.of("words".getBytes(StandardCharsets.UTF_8), "audio/mpeg"))
              .model(server.model())
              .timed()
              .extraBody("timestamp_granularities[]", List.of("word", "segment"))
              .build());

      String type = server.requests().get(0).header("content-type");
      String boundary = "--" + type.substring("multipart/form-data; boundary=".length());
      assertThat(only(server))
          .containsOnlyOnce(
              field(boundary, "timestamp_granularities[]", "word")
                  + field(boundary, "timestamp_granularities[]", "segment"));
    }
  }

  private static String field(String boundary, String name, String value) {
    return boundary
        + "\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  @Test
  void aPassageWithoutTimesIsNoReasonToLoseATranscript() {
    String body =
        "{\"text\":\"one two three four\",\"segments\":["
            + "{\"start\":0.0,\"end\":1.0,\"text\":\"one\"},{\"text\":\"two\"},"
            + "{\"start\":3.0,\"end\":2.0,\"text\":\"three\"},{\"start\":4,\"end\":\"x\"},7,"
            + "{\"start\":3.0,\"end\":4.0,\"text\":\"four\"}]}";
    try (SimulatedProvider server =
            SimulatedProvider.openAi().answer(Reply.raw(200, "application/json", body)).start();
        LlmClient llm = client(server)) {
      TranscriptionResponse answer =
          llm.transcribe(TranscriptionRequest.builder().audio(SOUND).timed().build());

      assertThat(answer.text()).isEqualTo("one two three four");
      assertThat(answer.segments()).extracting(each -> each.text()).containsExactly("one", "four");
    }
  }

  @Test
  void noNameAndNoTypeBreaksOutOfAForm() {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = client(server)) {
      TranscriptionRequest request =
          TranscriptionRequest.builder()
              .audio(Media.of(new byte[] {1}, "audio/x\r\nX-Evil: 1"))
              .extraBody("a\"\r\nX-Evil: 2", "v")
              .build();

      llm.transcribe(request);

      assertThat(only(server))
          .contains("name=\"a%22%0D%0AX-Evil: 2\"", "Content-Type: application/octet-stream\r\n")
          .doesNotContain("\nX-Evil");
    }
  }

  @ParameterizedTest
  @MethodSource("ofOpenAi")
  void oneAttemptIsOneRequestAndARefusalIsTyped(LlmRequest<?> request) {
    try (SimulatedProvider server =
            SimulatedProvider.openAi()
                .answer(Reply.status(429).header("retry-after", "1"))
                .start();
        LlmClient llm = client(server)) {
      LlmException error = catchThrowableOfType(LlmException.class, () -> llm.send(request));

      assertThat(error.kind()).isEqualTo(ErrorKind.RATE_LIMIT);
      assertThat(error.retryAfter()).isEqualTo(Duration.ofSeconds(1));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("ofOpenAi")
  void isRepeatedByTheGatewayAlone(LlmRequest<?> request) {
    try (SimulatedProvider server =
            SimulatedProvider.openAi().answer(Reply.status(503)).answer("words").start();
        LlmClient llm =
            LlmClient.builder()
                .provider(server.provider())
                .defaultModel(server.model())
                .time(VirtualTime.skipping())
                .closeGrace(Duration.ZERO)
                .build()) {
      LlmResponse answer = llm.sendAsync(request).join();

      assertThat(answer.served().attempts()).hasSize(2);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @MethodSource("ofOpenAi")
  void anErrorInsideASuccessIsAnError(LlmRequest<?> request) {
    String body = "{\"error\":{\"message\":\"no\",\"code\":\"rate_limit_exceeded\"}}";
    try (SimulatedProvider server =
            SimulatedProvider.openAi().answer(Reply.raw(200, "application/json", body)).start();
        LlmClient llm = client(server)) {
      LlmException error = catchThrowableOfType(LlmException.class, () -> llm.send(request));

      assertThat(error.kind()).isEqualTo(ErrorKind.RATE_LIMIT);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "{\"data\":[]}", "{\"results\":[]}", "{\"data\":[{}]}", "x"})
  void whatIsNoAnswerIsATypedError(String body) {
    ofOpenAi()
        .filter(request -> !(request instanceof SpeechRequest))
        .forEach(
            request -> {
              try (SimulatedProvider server =
                      SimulatedProvider.openAi()
                          .answer(Reply.raw(200, "application/json", body))
                          .start();
                  LlmClient llm = client(server)) {
                LlmException error =
                    catchThrowableOfType(LlmException.class, () -> llm.send(request));

                assertThat(error.kind())
                    .isIn(ErrorKind.PROTOCOL, ErrorKind.EMPTY_RESPONSE, ErrorKind.STREAM_BROKEN);
              }
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"results\":[{\"index\":2,\"relevance_score\":1},{\"index\":0,\"relevance_score\":1}]}",
        "{\"results\":[{\"index\":0,\"relevance_score\":1},{\"index\":0,\"relevance_score\":1}]}",
        "{\"results\":[{\"index\":0,\"relevance_score\":1}]}",
        "{\"results\":[{\"index\":0,\"relevance_score\":1e999},{\"index\":1}]}"
      })
  void aRankingThatDoesNotMatchTheDocumentsIsAnError(String body) {
    try (SimulatedProvider server =
            SimulatedProvider.openAi().answer(Reply.raw(200, "application/json", body)).start();
        LlmClient llm = compatible(server)) {
      LlmException error =
          catchThrowableOfType(
              LlmException.class, () -> llm.rerank("words", List.of("one", "two")));

      assertThat(error.kind()).isEqualTo(ErrorKind.PROTOCOL);
    }
  }

  @Test
  void anEmptySoundAndATextAreErrors() {
    for (Reply reply :
        List.of(Reply.raw(200, "audio/mpeg", ""), Reply.raw(200, "text/plain", "sorry"))) {
      try (SimulatedProvider server = SimulatedProvider.openAi().answer(reply).start();
          LlmClient llm = client(server)) {
        LlmException error = catchThrowableOfType(LlmException.class, () -> llm.speak("hello"));

        assertThat(error.kind()).isIn(ErrorKind.EMPTY_RESPONSE, ErrorKind.PROTOCOL);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"webp, image/webp", "JPEG, image/jpeg", "a/b\\r\\nX: y, image/png"})
  void whatBytesDoNotTellTheAnswerSaysInAWord(String format, String type) {
    String body = "{\"data\":[{\"b64_json\":\"AQI=\"}],\"output_format\":\"" + format + "\"}";
    try (SimulatedProvider server =
            SimulatedProvider.openAi().answer(Reply.raw(200, "application/json", body)).start();
        LlmClient llm = client(server)) {
      assertThat(llm.generateImage("a cat").image().media().mediaType()).isEqualTo(type);
    }
  }

  @Test
  void anImageMayBeAnAddress() {
    String body = "{\"data\":[{\"url\":\"https://example.com/cat.png\"}]}";
    try (SimulatedProvider server =
            SimulatedProvider.openAi().answer(Reply.raw(200, "application/json", body)).start();
        LlmClient llm = client(server)) {
      assertThat(llm.generateImage("a cat").image().media()).isInstanceOf(Media.Link.class);
    }
  }

  static Stream<LlmRequest<?>> withAFixedField() {
    return Stream.of(
        ImageRequest.builder().prompt("a cat").extraBody("model", "other").build(),
        SpeechRequest.builder().text("words").extraBody("stream_format", "sse").build(),
        TranscriptionRequest.builder().audio(SOUND).extraBody("stream", true).build());
  }

  @ParameterizedTest
  @MethodSource("withAFixedField")
  void aFieldThatTheGatewayWritesIsNotGivenASecondTime(LlmRequest<?> request) {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = client(server)) {
      LlmException error = catchThrowableOfType(LlmException.class, () -> llm.send(request));

      assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
      assertThat(error).hasMessageContaining("the extra field ");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void anEndUserIsLeftOutWhereThereIsNoPlaceForOneIfTheCallerSaysSo() {
    SpeechRequest request = SpeechRequest.builder().text("hello").userId("u-1").build();
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = client(server)) {
      LlmException error = catchThrowableOfType(LlmException.class, () -> llm.speak(request));

      assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
      assertThat(llm.speak(request.with(Leniency.DROP)).audio().size()).isEqualTo(5);
      assertThat(only(server)).doesNotContain("u-1");
    }
  }
}
