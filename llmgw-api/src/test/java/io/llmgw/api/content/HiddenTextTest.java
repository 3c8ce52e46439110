package io.llmgw.api.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.counting.TokenCountResponse;
import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.BlockSigned;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.DocumentRanked;
import io.llmgw.api.event.InputJudged;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.Ping;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.TokensCounted;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.event.TranscriptDescribed;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.event.VectorProduced;
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
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.rerank.RankedDocument;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.rerank.RerankResponse;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.speech.SpeechResponse;
import io.llmgw.api.transcription.TranscriptDetails;
import io.llmgw.api.transcription.TranscriptDetails.Segment;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.api.transcription.TranscriptionResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HiddenTextTest {
  private static final String CANARY = "canary";
  private static final Json JSON = Json.ofValue(Map.of("a", CANARY));
  private static final Media LINK = Media.of(URI.create("https://example.com/canary"));
  private static final Media.Bytes SOUND = Media.of(new byte[] {1}, "audio/wav");
  private static final TranscriptDetails DETAILS =
      new TranscriptDetails("en", null, List.of(new Segment(Duration.ZERO, Duration.ZERO, CANARY)));
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

  @Test
  void noContentShowsItsText() {
    assertHidden(JSON);
    assertHidden(Json.ofText("{" + CANARY));
    assertHidden(new Canaries().chat());
    assertHidden(new Canaries().embedding());
    assertHidden(new Canaries().moderation());
    assertHidden(new Canaries().rerank());
    assertHidden(new Canaries().image());
    assertHidden(new Canaries().speech());
    assertHidden(new Canaries().transcription());
    assertHidden(new Canaries().image().extras());
    new Canaries().chat().messages().forEach(HiddenTextTest::assertHidden);
    new Canaries().chat().tools().forEach(HiddenTextTest::assertHidden);
    assertHidden(ToolChoice.named(CANARY));
    assertHidden(ResponseFormat.schema(CANARY, JSON));
    assertHidden(LINK);
    assertHidden(Media.of(CANARY.getBytes(java.nio.charset.StandardCharsets.UTF_8), "text/plain"));
  }

  @Test
  void noPartShowsItsText() {
    List<Part> parts =
        List.of(
            Part.text(CANARY),
            Part.image(LINK),
            Part.audio(LINK),
            Part.video(LINK),
            Part.document(LINK, CANARY),
            new Part.Reasoning(CANARY, CANARY, "anthropic"),
            new Part.Refusal(CANARY),
            new Part.Structured(JSON),
            new ToolCall("id", CANARY, JSON, Map.of("f", JSON)),
            ToolResult.json("id", JSON),
            new ProviderItem("openai", "item", JSON));

    parts.forEach(HiddenTextTest::assertHidden);
    assertCovers(parts, Part.class);
  }

  @Test
  void noEventShowsItsText() {
    List<LlmEvent> events =
        List.of(
            Started.inProcess(),
            new TextDelta(0, CANARY),
            new ReasoningDelta(0, CANARY),
            new RefusalDelta(0, CANARY),
            new ToolCallStarted(0, "id", CANARY, Map.of("f", JSON)),
            new ToolArgumentsDelta(0, CANARY),
            new BlockSigned(0, CANARY, "anthropic"),
            new ProviderItemReceived(0, new ProviderItem("openai", "item", JSON)),
            new MediaProduced(0, Part.document(LINK, CANARY)),
            new VectorProduced(0, new float[1]),
            new InputJudged(0, new ModerationVerdict(false, List.of())),
            new DocumentRanked(new RankedDocument(0, 1)),
            new TranscriptDescribed(DETAILS),
            new TokensCounted(1),
            new UsageReported(Usage.UNKNOWN),
            new BillReported(Cost.ZERO, "flex"),
            Ping.INSTANCE,
            new Completed(FinishReason.STOP, "stop", Usage.UNKNOWN));

    events.forEach(HiddenTextTest::assertHidden);
    assertCovers(events, LlmEvent.class);
  }

  @Test
  void noRequestShowsItsText() {
    RequestOption option = new Secretive();
    List<LlmRequest<?>> requests =
        List.of(
            ChatRequest.of("q").withContent(new Canaries().chat()).with(option),
            EmbeddingRequest.of("q").withContent(new Canaries().embedding()).with(option),
            ModerationRequest.of("q").withContent(new Canaries().moderation()).with(option),
            RerankRequest.of("q", List.of("d")).withContent(new Canaries().rerank()).with(option),
            ImageRequest.of("q").withContent(new Canaries().image()).with(option),
            SpeechRequest.of("q").withContent(new Canaries().speech()).with(option),
            TranscriptionRequest.of(SOUND).withContent(new Canaries().transcription()).with(option),
            TokenCountRequest.of(ChatRequest.of("q").withContent(new Canaries().chat()))
                .with(option));

    requests.forEach(HiddenTextTest::assertHidden);
    assertCovers(requests, LlmRequest.class);
  }

  @Test
  void noResponseShowsItsText() {
    List<LlmResponse> responses =
        List.of(
            ChatResponse.of(
                Message.assistant(CANARY),
                FinishReason.STOP,
                null,
                Usage.UNKNOWN,
                SERVED,
                ResponseHead.NONE),
            EmbeddingResponse.of(List.of(new float[1]), Usage.UNKNOWN, SERVED, ResponseHead.NONE),
            new ModerationResponse(List.of(), Usage.UNKNOWN, SERVED, ResponseHead.NONE),
            new RerankResponse(List.of(), Usage.UNKNOWN, SERVED, ResponseHead.NONE),
            new ImageResponse(
                List.of(new GeneratedImage(LINK, CANARY)),
                Usage.UNKNOWN,
                SERVED,
                ResponseHead.NONE),
            new SpeechResponse(SOUND, Usage.UNKNOWN, SERVED, ResponseHead.NONE),
            new TranscriptionResponse(CANARY, DETAILS, Usage.UNKNOWN, SERVED, ResponseHead.NONE),
            new TokenCountResponse(1, Usage.UNKNOWN, SERVED, ResponseHead.NONE));

    responses.forEach(HiddenTextTest::assertHidden);
    assertCovers(responses, LlmResponse.class);
  }

  private static void assertHidden(Object object) {
    assertThat(object.toString()).as(object.getClass().getName()).doesNotContain(CANARY);
  }

  /** So that a new class cannot be forgotten here. */
  private static void assertCovers(List<?> samples, Class<?> sealedType) {
    Set<Class<?>> classes = new LinkedHashSet<>();
    samples.forEach(sample -> classes.add(sample.getClass()));
    List<Class<?>> permitted = new ArrayList<>(List.of(sealedType.getPermittedSubclasses()));
    if (permitted.remove(ContentEvent.class)) {
      permitted.addAll(List.of(ContentEvent.class.getPermittedSubclasses()));
    }
    assertThat(classes).containsAll(permitted);
  }

  private record Secretive(String secret) implements RequestOption {
    Secretive() {
      this(CANARY);
    }

    @Override
    public Class<Secretive> key() {
      return Secretive.class;
    }
  }
}
