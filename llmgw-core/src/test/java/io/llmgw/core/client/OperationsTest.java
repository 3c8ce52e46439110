package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.DocumentRanked;
import io.llmgw.api.event.InputJudged;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.image.ImageResponse;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.moderation.ModerationVerdict;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Operation;
import io.llmgw.api.rerank.RankedDocument;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.TokenCount;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Moderation, rerank, images, speech and transcription, by their doors. */
class OperationsTest {
  private static final Media.Bytes SOUND = Media.of(new byte[] {1, 2, 3}, "audio/wav");
  private static final TokenCount NOTHING = new TokenCount(0, Provenance.ESTIMATED);
  private static final Part PICTURE = Part.image(Media.of(new byte[] {4}, "image/png"));

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("b");

  private LlmClientBuilder builder() {
    return LlmClient.builder().provider(a).provider(b).defaultModel("a/m");
  }

  static Stream<LlmRequest<?>> requests() {
    return Stream.of(
        ModerationRequest.of("hello"),
        RerankRequest.of("q", List.of("one", "two")),
        ImageRequest.of("a cat"),
        SpeechRequest.of("hello"),
        TranscriptionRequest.of(SOUND));
  }

  @Test
  void judgesTexts() {
    ModerationVerdict fine = new ModerationVerdict(false, List.of());
    ModerationVerdict bad = new ModerationVerdict(true, List.of());
    a.always(script -> script.events(new InputJudged(1, bad), new InputJudged(0, fine)));
    try (LlmClient llm = builder().build()) {
      assertThat(llm.moderate("hello", "you").verdicts()).containsExactly(fine, bad);
      ModerationRequest request = ModerationRequest.of("hello", "you");
      assertThat(llm.moderateAsync(request).join().isFlagged()).isTrue();
    }
  }

  @Test
  void putsDocumentsInOrder() {
    a.always(
        script ->
            script.events(
                new DocumentRanked(new RankedDocument(0, 0.1)),
                new DocumentRanked(new RankedDocument(1, 0.9))));
    List<String> documents = List.of("one", "two");
    try (LlmClient llm = builder().build()) {
      assertThat(llm.rerank("q", documents).inOrder(documents)).containsExactly("two", "one");
      assertThat(llm.rerankAsync(RerankRequest.of("q", documents)).join().best().index()).isOne();
    }
  }

  @Test
  void makesImages() {
    a.always(script -> script.events(new MediaProduced(0, PICTURE)));
    try (LlmClient llm = builder().build()) {
      assertThat(llm.generateImage("a cat").image().media())
          .isEqualTo(((Part.Image) PICTURE).media());
      assertThat(llm.generateImageAsync(ImageRequest.of("a cat")).join().images()).hasSize(1);
    }
  }

  @Test
  void speaks() {
    a.always(script -> script.events(new MediaProduced(0, Part.audio(SOUND))));
    try (LlmClient llm = builder().build()) {
      assertThat(llm.speak("hello").audio()).isEqualTo(SOUND);
      assertThat(llm.speakAsync(SpeechRequest.of("hello")).join().audio()).isEqualTo(SOUND);
    }
  }

  @Test
  void writesDownWhatIsSaid() {
    a.always("hello");
    try (LlmClient llm = builder().build()) {
      assertThat(llm.transcribe(SOUND).text()).isEqualTo("hello");
      assertThat(llm.transcribeAsync(TranscriptionRequest.of(SOUND)).join().text())
          .isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void whatNoProviderOffersIsRefusedByName(LlmRequest<?> request) {
    a.with(Capabilities.of(Capability.CHAT));
    try (LlmClient llm = builder().build()) {
      LlmException refusal = catchThrowableOfType(LlmException.class, () -> llm.send(request));
      CompletionException later =
          catchThrowableOfType(CompletionException.class, () -> llm.sendAsync(request).join());

      assertThat(refusal.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
      assertThat(refusal)
          .hasMessageContaining("provider 'a' does not offer ")
          .hasMessageContaining(Capability.of(request.operation()).name());
      assertThat(later.getCause())
          .isInstanceOf(LlmException.class)
          .hasMessage(refusal.getMessage());
      assertThat(a.received()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void eachOperationMayHaveADefaultModel(LlmRequest<?> request) {
    a.with(Capabilities.of(Capability.CHAT));
    b.always(script -> script.fail(ErrorKind.CONTENT_POLICY));
    try (LlmClient llm = builder().defaultModel(request.operation(), "b/own").build()) {
      LlmException failure = catchThrowableOfType(LlmException.class, () -> llm.send(request));

      assertThat(failure.model()).isEqualTo("own");
      assertThat(llm.explain(request).toString()).contains("b/own");
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aDefaultModelThatDoesNotOfferTheOperationIsRefusedAtBuild(LlmRequest<?> request) {
    a.with(Capabilities.of(Capability.CHAT));
    LlmClientBuilder builder = builder().defaultModel(request.operation(), "a/m");

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageStartingWith("default model of " + request.operation() + " 'a/m': [a/m]")
        .withMessageEndingWith("name a model of a provider that does");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void anAnswerOfAnotherOperationIsABreach(LlmRequest<?> request) {
    boolean isText = request.operation() == Operation.TRANSCRIPTION;
    if (isText) {
      a.always(script -> script.events(new MediaProduced(0, PICTURE)));
    } else {
      a.always(script -> script.reasoning("hm"));
    }
    try (LlmClient llm = builder().build()) {
      LlmException failure = catchThrowableOfType(LlmException.class, () -> llm.send(request));

      assertThat(failure).hasMessageContaining("answers " + request.operation() + " with ");
    }
  }

  @Test
  void theTokensOfMediaAreUnknownWhereNobodyCountsThem() {
    a.always(script -> script.events(new MediaProduced(0, PICTURE)).usage(Usage.UNKNOWN));
    try (LlmClient llm = builder().build()) {
      ImageResponse answer = llm.generateImage("a cat");

      assertThat(answer.usage().isKnown(TokenKind.INPUT)).isTrue();
      assertThat(answer.usage().isKnown(TokenKind.OUTPUT)).isFalse();
      assertThat(answer.served().cost().isKnown()).isFalse();
    }
  }

  @Test
  void verdictsAndScoresAreNoOutput() {
    a.answers(
        script ->
            script
                .events(new InputJudged(0, new ModerationVerdict(false, List.of())))
                .usage(Usage.UNKNOWN));
    a.answers(
        script -> script.events(new DocumentRanked(new RankedDocument(0, 1))).usage(Usage.UNKNOWN));
    try (LlmClient llm = builder().build()) {
      assertThat(llm.moderate("hello").usage().outputTokens()).isEqualTo(NOTHING);
      assertThat(llm.rerank("q", List.of("d")).usage().outputTokens()).isEqualTo(NOTHING);
    }
  }
}
