package io.llmgw.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.llmgw.api.content.Media;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.speech.SpeechFormat;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.transcription.TranscriptionRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of operations that are neither chats nor embeddings. */
class OperationRequestTest {
  private static final Media.Bytes SOUND = Media.of(new byte[] {1}, "audio/wav");

  static Stream<LlmRequest<?>> requests() {
    return Stream.of(
        ModerationRequest.of("a"),
        RerankRequest.of("a", List.of("b")),
        ImageRequest.of("a"),
        SpeechRequest.of("a"),
        TranscriptionRequest.of(SOUND));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void changesOneThingAtATime(LlmRequest<?> request) {
    LlmRequest<?> other = request.withModel("a/m").with(Leniency.DROP);

    assertThat(request.model()).isNull();
    assertThat(other.model()).isEqualTo("a/m");
    assertThat(other.option(Leniency.class)).isEqualTo(Leniency.DROP);
    assertThat(other.content()).isSameAs(request.content());
    assertThat(other.operation()).isEqualTo(request.operation());
    assertThat(request.withContent(request.content())).isSameAs(request);
    assertThat(other).isNotEqualTo(request);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void refusesContentOfAnotherOperation(LlmRequest<?> request) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.withContent(EmbeddingRequest.of("a").content()))
        .withMessageStartingWith("this request needs ")
        .withMessageEndingWith(", not EmbeddingContent");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void refusesABlankModel(LlmRequest<?> request) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.withModel(" "))
        .withMessage("the model must not be blank");
  }

  @Test
  void buildersCollectWhatIsTold() {
    RerankRequest request =
        RerankRequest.builder()
            .model("a/m")
            .query("q")
            .document("one")
            .documents(List.of("two", "three"))
            .topN(2)
            .userId("u")
            .extraBody("return_documents", false)
            .extraHeader("X-A", "1")
            .option(Leniency.DROP)
            .build();

    assertThat(request.model()).isEqualTo("a/m");
    assertThat(request.content().query()).isEqualTo("q");
    assertThat(request.content().documents()).containsExactly("one", "two", "three");
    assertThat(request.wanted()).isEqualTo(2);
    assertThat(request.content().userId()).isEqualTo("u");
    assertThat(request.content().extraBody()).containsKey("return_documents");
    assertThat(request.content().extraHeaders()).containsEntry("x-a", "1");
    assertThat(request.option(Leniency.class)).isEqualTo(Leniency.DROP);
  }

  @Test
  void allDocumentsAreWantedUnlessFewerAre() {
    RerankRequest two = RerankRequest.of("q", List.of("one", "two"));

    assertThat(two.wanted()).isEqualTo(2);
    assertThat(new RerankRequest(null, two.content(), 9, RequestOptions.EMPTY).wanted())
        .isEqualTo(2);
  }

  @Test
  void refusesWhatIsMissing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModerationRequest.builder().build())
        .withMessage("there must be at least one input");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RerankRequest.builder().document("d").build())
        .withMessage("the query must not be empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RerankRequest.of("q", List.of("d", "")))
        .withMessage("the document must not be empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageRequest.of(""))
        .withMessage("the prompt must not be empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpeechRequest.builder().build())
        .withMessage("the text must not be empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TranscriptionRequest.builder().build())
        .withMessage("the audio must be there");
  }

  @Test
  void refusesWhatIsOutOfRangeAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RerankRequest.builder().topN(0))
        .withMessage("topN must be at least 1, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageRequest.builder().count(0))
        .withMessage("count must be at least 1, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpeechRequest.builder().speed(5))
        .withMessage("speed must be from 0.25 to 4.0, not 5.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TranscriptionRequest.builder().temperature(Double.NaN))
        .withMessage("temperature must be from 0.0 to 2.0, not NaN");
  }

  @Test
  void refusesASecondValue() {
    assertThatIllegalStateException()
        .isThrownBy(() -> SpeechRequest.builder().format(SpeechFormat.WAV).format(SpeechFormat.MP3))
        .withMessage("format is set already");
    assertThatIllegalStateException()
        .isThrownBy(() -> ModerationRequest.builder().model("a/m").model("a/m"))
        .withMessage("model is set already");
  }
}
