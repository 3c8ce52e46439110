package io.llmgw.api.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.DocumentRanked;
import io.llmgw.api.event.InputJudged;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.TranscriptDescribed;
import io.llmgw.api.image.GeneratedImage;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.image.ImageResponse;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.moderation.ModerationResponse;
import io.llmgw.api.moderation.ModerationVerdict;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.rerank.RankedDocument;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.rerank.RerankResponse;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.transcription.TranscriptDetails;
import io.llmgw.api.transcription.TranscriptDetails.Segment;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.api.transcription.TranscriptionResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers of operations that are neither chats nor embeddings. */
class OperationAssemblerTest {
  private static final Served SERVED =
      new Served(
          "call-1",
          null,
          null,
          null,
          CacheStatus.NONE,
          List.of(),
          Duration.ZERO,
          Usage.UNKNOWN,
          Cost.UNKNOWN,
          List.of());
  private static final Media.Bytes SOUND = Media.of(new byte[] {1}, "audio/wav");
  private static final Media PICTURE = Media.of(new byte[] {2}, "image/png");
  private static final ModerationVerdict FINE = new ModerationVerdict(false, List.of());
  private static final ModerationVerdict BAD =
      new ModerationVerdict(
          true,
          List.of(
              new ModerationVerdict.Category("hate", false, 0.25),
              new ModerationVerdict.Category("violence", true, 0.75)));

  private static <R extends LlmResponse> R answer(LlmRequest<R> request, LlmEvent... content) {
    ResponseAssembler<R> assembler = ResponseAssembler.of(request);
    assembler.accept(Started.inProcess());
    for (LlmEvent event : content) {
      assembler.accept(event);
    }
    assembler.accept(new Completed(FinishReason.STOP, Usage.reported(3, 0)));
    return assembler.response(SERVED);
  }

  @Test
  void verdictsStandInTheOrderOfTheInputs() {
    ModerationResponse answer =
        answer(ModerationRequest.of("a", "b"), new InputJudged(1, BAD), new InputJudged(0, FINE));

    assertThat(answer.verdicts()).containsExactly(FINE, BAD);
    assertThat(answer.isFlagged()).isTrue();
    assertThat(answer.verdict(1).flaggedCategories()).containsExactly("violence");
    assertThat(answer.verdict(1).score("hate")).isEqualTo(0.25);
    assertThat(answer.verdict(1).score("other")).isZero();
    assertThat(answer.usage()).isEqualTo(Usage.reported(3, 0));
  }

  @Test
  void aVerdictMustNotBeMissingOrDoubledOrOfNoInput() {
    ModerationRequest two = ModerationRequest.of("a", "b");

    assertThatIllegalStateException()
        .isThrownBy(() -> answer(two, new InputJudged(1, BAD)))
        .withMessage("1 of 2 verdicts are missing");
    assertThatIllegalStateException()
        .isThrownBy(() -> answer(two, new InputJudged(1, BAD), new InputJudged(1, BAD)))
        .withMessage("a second verdict 1");
    assertThatIllegalStateException()
        .isThrownBy(() -> answer(two, new InputJudged(2, BAD)))
        .withMessage("verdict 2 for 2 inputs");
  }

  @Test
  void documentsStandInTheOrderOfTheirScores() {
    RerankResponse answer =
        answer(
            RerankRequest.of("q", List.of("a", "b", "c")),
            new DocumentRanked(new RankedDocument(0, -1)),
            new DocumentRanked(new RankedDocument(2, 7)),
            new DocumentRanked(new RankedDocument(1, 3)));

    assertThat(answer.inOrder(List.of("A", "B", "C"))).containsExactly("C", "B", "A");
    assertThat(answer.best()).isEqualTo(new RankedDocument(2, 7));
  }

  @Test
  void noMoreDocumentsThanAreWantedAndNoFewer() {
    RerankRequest best =
        RerankRequest.builder().query("q").documents(List.of("a", "b")).topN(1).build();

    assertThat(
            answer(
                    best,
                    new DocumentRanked(new RankedDocument(0, 1)),
                    new DocumentRanked(new RankedDocument(1, 2)))
                .ranking())
        .containsExactly(new RankedDocument(1, 2));
    assertThatIllegalStateException()
        .isThrownBy(() -> answer(best))
        .withMessage("1 of 1 are missing");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                answer(
                    best,
                    new DocumentRanked(new RankedDocument(1, 2)),
                    new DocumentRanked(new RankedDocument(1, 3))))
        .withMessage("a second score of document 1");
  }

  @Test
  void imagesHaveTheirPrompts() {
    ImageResponse answer =
        answer(
            ImageRequest.builder().prompt("a cat").count(2).build(),
            new MediaProduced(1, Part.image(PICTURE)),
            new MediaProduced(0, Part.image(PICTURE)),
            new TextDelta(0, "a grey "),
            new TextDelta(0, "cat"));

    assertThat(answer.images())
        .containsExactly(
            new GeneratedImage(PICTURE, "a grey cat"), new GeneratedImage(PICTURE, null));
    assertThat(answer.image().revisedPrompt()).isEqualTo("a grey cat");
    assertThatIllegalStateException()
        .isThrownBy(() -> answer(ImageRequest.of("a cat")))
        .withMessage("there is no image");
  }

  @Test
  void speechIsOneSound() {
    assertThat(answer(SpeechRequest.of("hello"), new MediaProduced(0, Part.audio(SOUND))).audio())
        .isEqualTo(SOUND);
    assertThatIllegalStateException()
        .isThrownBy(() -> answer(SpeechRequest.of("hello")))
        .withMessage("there is no sound");
    assertThatIllegalStateException()
        .isThrownBy(
            () -> answer(SpeechRequest.of("hello"), new MediaProduced(0, Part.image(PICTURE))))
        .withMessageEndingWith("in an answer of one sound");
  }

  @Test
  void aTranscriptIsItsTextAndWhatIsSaidOfIt() {
    Segment segment = new Segment(Duration.ZERO, Duration.ofMillis(1500), "hello");
    TranscriptionResponse answer =
        answer(
            TranscriptionRequest.of(SOUND),
            new TextDelta(0, "hel"),
            new TextDelta(0, "lo"),
            new TranscriptDescribed(
                new TranscriptDetails("english", Duration.ofSeconds(2), List.of(segment))));

    assertThat(answer.text()).isEqualTo("hello");
    assertThat(answer.language()).isEqualTo("english");
    assertThat(answer.duration()).isEqualTo(Duration.ofSeconds(2));
    assertThat(answer.segments()).containsExactly(segment);
    assertThat(answer(TranscriptionRequest.of(SOUND)).text()).isEmpty();
  }

  @Test
  void whatIsThereOfATranscriptCanBeAskedFor() {
    ResponseAssembler<TranscriptionResponse> assembler =
        ResponseAssembler.of(TranscriptionRequest.of(SOUND));
    assembler.accept(Started.inProcess());
    assembler.accept(new TextDelta(0, "hel"));

    assertThat(assembler.text()).isEqualTo("hel");
    assertThat(assembler.partial().text()).isEqualTo("hel");
  }
}
