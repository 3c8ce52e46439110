package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.chain.Slot;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.error.ContractBreachException;
import io.llmgw.api.event.BlockSigned;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.DocumentRanked;
import io.llmgw.api.event.InputJudged;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.event.TranscriptDescribed;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.json.Json;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.moderation.ModerationVerdict;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.rerank.RankedDocument;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.ResponseAssembler;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.transcription.TranscriptDetails;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import io.llmgw.core.shape.AnswerShape;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chain lets pass can be put together, and what cannot is refused where it enters. */
class AnswerShapeTest {
  @RegisterExtension final Stage stage = new Stage();

  private static final int SEQUENCES = 20_000;
  private static final Completed COMPLETED = new Completed(FinishReason.STOP, Usage.ZERO);
  private static final Served SERVED =
      new Served(
          "call",
          null,
          null,
          null,
          CacheStatus.NONE,
          List.of(),
          Duration.ZERO,
          Usage.ZERO,
          Cost.ZERO,
          List.of());

  private static final List<IntFunction<LlmEvent>> CONTENT =
      List.of(
          index -> new TextDelta(index, "x"),
          index -> new TextDelta(index, ""),
          index -> new ReasoningDelta(index, "x"),
          index -> new BlockSigned(index, "signature", "fake"),
          index -> new RefusalDelta(index, "x"),
          index -> new ToolCallStarted(index, "id", "look"),
          index -> new ToolArgumentsDelta(index, "{}"),
          index -> new ProviderItemReceived(index, new ProviderItem("fake", "x", Json.object())),
          index -> new MediaProduced(index, Part.image(Media.of(new byte[] {1}, "image/png"))));

  @Test
  void whatPassesIsWhatTheAssemblerTakes() {
    Random random = new Random(20_250_801);
    int refused = 0;
    for (int i = 0; i < SEQUENCES; i++) {
      List<LlmEvent> events = new ArrayList<>();
      int length = random.nextInt(6);
      for (int j = 0; j < length; j++) {
        events.add(CONTENT.get(random.nextInt(CONTENT.size())).apply(random.nextInt(3)));
      }
      refused += expectAgreement(Stage.QUESTION, events);
    }
    assertThat(refused).isBetween(SEQUENCES / 10, SEQUENCES * 9 / 10);
  }

  @Test
  void vectorsThatPassAreThoseThatTheAssemblerTakes() {
    EmbeddingRequest request = EmbeddingRequest.builder().inputs(List.of("a", "b")).build();
    Random random = new Random(20_250_802);
    int refused = 0;
    for (int i = 0; i < SEQUENCES; i++) {
      List<LlmEvent> events = new ArrayList<>();
      int length = random.nextInt(4);
      for (int j = 0; j < length; j++) {
        events.add(new VectorProduced(random.nextInt(3), new float[] {1}));
      }
      refused += expectAgreement(request, events);
    }
    assertThat(refused).isBetween(SEQUENCES / 10, SEQUENCES * 98 / 100);
  }

  static Stream<Arguments> operations() {
    Media.Bytes sound = Media.of(new byte[] {1}, "audio/wav");
    Part picture = Part.image(Media.of(new byte[] {1}, "image/png"));
    Part spoken = Part.audio(sound);
    Part elsewhere = Part.audio(Media.of(URI.create("https://example.com/a")));
    TranscriptDescribed described = new TranscriptDescribed(TranscriptDetails.NONE);
    RerankRequest ranking = RerankRequest.of("q", List.of("a", "b"));
    RerankRequest best =
        RerankRequest.builder().query("q").documents(List.of("a", "b")).topN(1).build();
    IntFunction<LlmEvent> text = index -> new TextDelta(index, "x");
    IntFunction<LlmEvent> image = index -> new MediaProduced(index, picture);
    IntFunction<LlmEvent> audio = index -> new MediaProduced(index, spoken);
    IntFunction<LlmEvent> link = index -> new MediaProduced(index, elsewhere);
    IntFunction<LlmEvent> ranked = index -> new DocumentRanked(new RankedDocument(index, index));
    IntFunction<LlmEvent> judged =
        index -> new InputJudged(index, new ModerationVerdict(false, List.of()));
    return Stream.of(
        Arguments.of(ModerationRequest.of("a", "b"), List.of(judged)),
        Arguments.of(ranking, List.of(ranked)),
        Arguments.of(best, List.of(ranked)),
        Arguments.of(ImageRequest.of("a"), List.of(image, text, image, audio)),
        Arguments.of(SpeechRequest.of("a"), List.of(audio, audio, image, link)),
        Arguments.of(
            TranscriptionRequest.of(sound), List.of(text, text, text, index -> described)));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void resultsThatPassAreThoseThatTheAssemblerTakes(
      LlmRequest<?> request, List<IntFunction<LlmEvent>> content) {
    Random random = new Random(20_251_127);
    int refused = 0;
    for (int i = 0; i < SEQUENCES; i++) {
      List<LlmEvent> events = new ArrayList<>();
      int length = random.nextInt(4);
      for (int j = 0; j < length; j++) {
        events.add(content.get(random.nextInt(content.size())).apply(random.nextInt(3)));
      }
      refused += expectAgreement(request, events);
    }
    assertThat(refused).isBetween(SEQUENCES / 10, SEQUENCES * 98 / 100);
  }

  private static int expectAgreement(LlmRequest<?> request, List<LlmEvent> content) {
    List<LlmEvent> events = new ArrayList<>(content);
    events.add(0, Started.inProcess());
    events.add(COMPLETED);
    AnswerShape shape = AnswerShape.of(request);
    String rule = null;
    for (LlmEvent event : events) {
      rule = rule == null ? shape.brokenBy(event) : rule;
    }

    ResponseAssembler<?> assembler = ResponseAssembler.of(request);
    Throwable refusal =
        catchThrowable(
            () -> {
              events.forEach(assembler::accept);
              assembler.response(SERVED);
            });

    assertThat(rule != null).as("%s: %s, %s", events, rule, refusal).isEqualTo(refusal != null);
    return rule == null ? 0 : 1;
  }

  @Test
  void aLinkThatMixesBlocksIsNamed() {
    stage.fake.answers(script -> script.text("bl").text("ue"));
    stage.use(
        TestLink.named(
            "mixer",
            Slot.CALL,
            chain ->
                TestLink.wrapped(
                    chain.proceed(chain.request()),
                    event ->
                        event instanceof TextDelta text && text.text().equals("ue")
                            ? new ReasoningDelta(0, "ue")
                            : event)));

    assertThat(stage.failure())
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining("link 'mixer' (" + TestLink.class.getName() + ") sends reasoning")
        .hasMessageContaining("for block 0, which is text");
  }
}
