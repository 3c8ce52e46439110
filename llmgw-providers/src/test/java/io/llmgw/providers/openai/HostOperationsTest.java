package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.moderation.ModerationResponse;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.speech.SpeechFormat;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Operations other than chats, as hosts of OpenAI's protocol have them in their own ways. */
@ExtendWith(LeakRule.class)
class HostOperationsTest {
  private static final Media.Bytes SOUND =
      Media.of("hello world".getBytes(StandardCharsets.UTF_8), "audio/mpeg");

  private static LlmClient mistral(SimulatedProvider server) {
    return client(Mistral.builder().baseUrl(server.baseUrl()).keys(Keys.of("k")).build());
  }

  private static LlmClient host(SimulatedProvider server, CompatibleHost host) {
    return client(host.builder().baseUrl(server.baseUrl()).keys(Keys.of("k")).build());
  }

  private static LlmClient client(Provider provider) {
    return LlmClient.builder()
        .provider(provider)
        .defaultModel(provider.name() + "/m")
        .retries(Retries.none())
        .build();
  }

  private static ReceivedRequest only(SimulatedProvider server) {
    assertThat(server.requests()).hasSize(1);
    return server.requests().get(0);
  }

  private static TranscriptionRequest.Builder recording() {
    return TranscriptionRequest.builder().audio(SOUND);
  }

  private static void refused(LlmClient llm, LlmRequest<?> request, String what) {
    LlmException error = catchThrowableOfType(LlmException.class, () -> llm.send(request));

    assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
    assertThat(error).hasMessageContaining(what);
  }

  /** Mistral says of each category whether it is found, and nothing of all of them. */
  @Test
  void mistralJudgesTexts() {
    String body =
        "{\"id\":\"mod-1\",\"model\":\"mistral-moderation-2411\",\"results\":["
            + "{\"categories\":{\"sexual\":false,\"pii\":false},"
            + "\"category_scores\":{\"sexual\":0.01,\"pii\":0.02}},"
            + "{\"categories\":{\"sexual\":false,\"pii\":true},"
            + "\"category_scores\":{\"sexual\":0.01,\"pii\":0.98}}]}";
    try (SimulatedProvider server =
            SimulatedProvider.openAi().answer(Reply.raw(200, "application/json", body)).start();
        LlmClient llm = mistral(server)) {
      ModerationResponse answer = llm.moderate("hello", "my number is 1");

      assertThat(answer.verdict(0).isFlagged()).isFalse();
      assertThat(answer.verdict(1).isFlagged()).isTrue();
      assertThat(answer.verdict(1).flaggedCategories()).containsExactly("pii");
      assertThat(only(server).path()).isEqualTo("/v1/moderations");
      assertThat(only(server).text())
          .isEqualTo("{\"model\":\"m\",\"input\":[\"hello\",\"my number is 1\"]}");
    }
  }

  @Test
  void mistralWritesDownWhatIsSaid() {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = mistral(server)) {
      TranscriptionRequest request =
          recording().language("en").temperature(0.2).timed().extraBody("diarize", true).build();

      assertThat(llm.transcribe(request).text()).isEqualTo("hello world");
      assertThat(only(server).path()).isEqualTo("/v1/audio/transcriptions");
      assertThat(only(server).text())
          .contains("name=\"model\"\r\n\r\nm\r\n")
          .contains("name=\"language\"\r\n\r\nen\r\n")
          .contains("name=\"temperature\"\r\n\r\n0.2\r\n")
          .contains("name=\"timestamp_granularities\"\r\n\r\nsegment\r\n")
          .contains("name=\"diarize\"\r\n\r\ntrue\r\n")
          .doesNotContain("response_format", "granularities[]");
    }
  }

  @Test
  void mistralIsNotToldWordsToSpell() {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = mistral(server)) {
      TranscriptionRequest request = recording().prompt("secret").build();

      refused(llm, request, "the parameter TranscriptionRequest.prompt");
      assertThat(llm.transcribe(request.with(Leniency.DROP)).text()).isEqualTo("hello world");
      assertThat(only(server).text()).doesNotContain("secret");
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"GROQ", "TOGETHER", "OPENROUTER", "VLLM", "GPUSTACK", "LITELLM"})
  void timesAreAskedForAsAtOpenAiUnlessTheHostHasAnotherWay(CompatibleHost host) {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = host(server, host)) {
      assertThat(llm.transcribe(recording().timed().build()).segments()).hasSize(1);
      assertThat(only(server).text())
          .contains("name=\"response_format\"\r\n\r\nverbose_json\r\n")
          .contains("name=\"timestamp_granularities[]\"\r\n\r\nsegment\r\n");
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {"SAMBANOVA", "VENICE", "ZAI"})
  void aHostWithoutTimesIsNotAskedForThem(CompatibleHost host) {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = host(server, host)) {
      TranscriptionRequest timed = recording().timed().build();

      refused(llm, timed, "times in a transcript");
      assertThat(llm.transcribe(timed.with(Leniency.DROP)).text()).isEqualTo("hello world");
      assertThat(only(server).text()).doesNotContain("response_format", "timestamp");
    }
  }

  /** Groq's limit is that of a request with a picture. */
  @Test
  void aRecordingIsNotHeldToTheLimitOfPictures() {
    TranscriptionRequest large =
        TranscriptionRequest.of(Media.of(new byte[5 << 20], "audio/mpeg")).withModel("groq/m");
    try (SimulatedProvider server = SimulatedProvider.openAi().always("words").start();
        LlmClient groq = host(server, CompatibleHost.GROQ);
        LlmClient limited =
            client(
                CompatibleHost.GROQ
                    .builder()
                    .baseUrl(server.baseUrl())
                    .mediaLimits(MediaLimits.UNKNOWN.withRequestBytes(3 << 20))
                    .build())) {
      assertThat(groq.transcribe(large).text()).isEqualTo("words");
      refused(limited, large, "a request with media");
    }
  }

  @Test
  void aVoiceThatTheHostDoesNotHaveIsNotMadeUp() {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = host(server, CompatibleHost.GROQ)) {
      SpeechRequest request =
          SpeechRequest.builder().text("hello").voice("troy").format(SpeechFormat.WAV).build();

      llm.speak("hello");
      assertThat(llm.speak(request).audio().mediaType()).isEqualTo("audio/wav");

      assertThat(server.requests().get(0).text())
          .isEqualTo("{\"model\":\"m\",\"input\":\"hello\"}");
      assertThat(server.requests().get(1).text())
          .isEqualTo(
              "{\"model\":\"m\",\"input\":\"hello\",\"voice\":\"troy\","
                  + "\"response_format\":\"wav\"}");
    }
  }

  @Test
  void howATextIsSpokenIsSaidAsTheHostHasIt() {
    SpeechRequest slow = SpeechRequest.builder().text("hello").instructions("slowly").build();
    SpeechRequest opus = SpeechRequest.builder().text("hello").format(SpeechFormat.OPUS).build();
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient groq = host(server, CompatibleHost.GROQ);
        LlmClient venice = host(server, CompatibleHost.VENICE)) {
      refused(groq, slow, "the parameter SpeechRequest.instructions");
      refused(groq, opus, "the format OPUS of sound");
      assertThat(server.requests()).isEmpty();

      venice.speak(slow);
      venice.speak(opus);

      assertThat(server.requests().get(0).text()).contains("\"prompt\":\"slowly\"");
      assertThat(server.requests().get(1).text()).contains("\"response_format\":\"opus\"");
    }
  }

  @Test
  void whatAnImageIsToBeLikeIsNotSaidToAHostThatDoesNotTakeIt() {
    ImageRequest large = ImageRequest.builder().prompt("a cat").size("1024x1024").build();
    ImageRequest good = ImageRequest.builder().prompt("a cat").quality("high").build();
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient together = host(server, CompatibleHost.TOGETHER);
        LlmClient xai = host(server, CompatibleHost.XAI)) {
      refused(together, large, "the parameter ImageRequest.size");
      refused(together, good, "the parameter ImageRequest.quality");
      refused(xai, large, "the parameter ImageRequest.size");
      assertThat(server.requests()).isEmpty();

      xai.generateImage(good);
      together.generateImage(large.with(Leniency.DROP));

      assertThat(server.requests().get(0).text())
          .isEqualTo("{\"model\":\"m\",\"prompt\":\"a cat\",\"quality\":\"high\"}");
      assertThat(server.requests().get(1).text())
          .isEqualTo("{\"model\":\"m\",\"prompt\":\"a cat\"}");
    }
  }

  @Test
  void nvidiaIsToldWhatTextsAreEmbeddedFor() {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = host(server, CompatibleHost.NVIDIA)) {
      llm.embed(EmbeddingRequest.builder().model("nvidia/m").input("a").build());
      llm.embed(
          EmbeddingRequest.builder()
              .model("nvidia/m")
              .input("a")
              .extraBody("input_type", "query")
              .build());

      assertThat(server.requests().get(0).text())
          .isEqualTo("{\"model\":\"m\",\"input\":[\"a\"],\"input_type\":\"passage\"}");
      assertThat(server.requests().get(1).text())
          .isEqualTo("{\"model\":\"m\",\"input\":[\"a\"],\"input_type\":\"query\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    ", images/generations, /openai/v1/images/generations",
    "preview, images/generations, /openai/v1/images/generations?api-version=preview",
    "2024-10-21, images/generations, "
        + "/openai/deployments/ours/images/generations?api-version=2024-10-21",
    ", audio/speech, /openai/v1/audio/speech",
    "2024-10-21, audio/speech, /openai/deployments/ours/audio/speech?api-version=2024-10-21",
    ", audio/transcriptions, /openai/v1/audio/transcriptions",
    "2024-10-21, audio/transcriptions, "
        + "/openai/deployments/ours/audio/transcriptions?api-version=2024-10-21"
  })
  void azureHasEachOperationAtItsAddress(@Nullable String version, String kind, String path) {
    for (String api : new String[] {"chat-completions", "responses"}) {
      Map<String, String> settings =
          version == null ? Map.of("api", api) : Map.of("api", api, "api-version", version);
      try (SimulatedProvider server = SimulatedProvider.azureOpenAi().start();
          LlmClient llm = client(server.provider(settings))) {
        LlmRequest<?> request =
            switch (kind) {
              case "images/generations" -> ImageRequest.of("a cat");
              case "audio/speech" -> SpeechRequest.of("hello");
              default -> recording().build();
            };

        llm.send(request.withModel("azure/ours"));

        assertThat(only(server).path()).isEqualTo(path);
      }
    }
  }
}
