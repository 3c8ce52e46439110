package io.llmgw.test.scripted;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.DocumentRanked;
import io.llmgw.api.event.InputJudged;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.TokensCounted;
import io.llmgw.api.event.TranscriptDescribed;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.moderation.ModerationVerdict;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.rerank.RankedDocument;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.transcription.TranscriptDetails;
import io.llmgw.api.transcription.TranscriptionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The content of an answer that fits a request, whatever its operation. */
final class FittingAnswer {
  private static final String TEXT = "fine";
  private static final Media PICTURE = Media.of(new byte[] {1}, "image/png");
  private static final Media SOUND = Media.of(new byte[] {1}, "audio/wav");
  private static final ModerationVerdict VERDICT =
      new ModerationVerdict(
          false, List.of(new ModerationVerdict.Category("violence", false, 0.25)));

  private FittingAnswer() {}

  static List<ContentEvent> to(LlmRequest<?> request) {
    if (request instanceof EmbeddingRequest embedding) {
      return each(embedding.inputs().size(), i -> new VectorProduced(i, new float[] {1 + i, 0.5f}));
    }
    if (request instanceof ModerationRequest moderation) {
      return each(moderation.content().inputs().size(), i -> new InputJudged(i, VERDICT));
    }
    if (request instanceof RerankRequest rerank) {
      return each(rerank.wanted(), i -> new DocumentRanked(new RankedDocument(i, 1.0 / (1 + i))));
    }
    if (request instanceof ImageRequest image) {
      return each(image.wanted(), i -> new MediaProduced(i, Part.image(PICTURE)));
    }
    if (request instanceof SpeechRequest) {
      return List.of(new MediaProduced(0, Part.audio(SOUND)));
    }
    if (request instanceof TokenCountRequest count) {
      return List.of(new TokensCounted(count.content().textLength()));
    }
    TextDelta text = new TextDelta(0, TEXT);
    return request instanceof TranscriptionRequest
        ? List.of(text, new TranscriptDescribed(details()))
        : List.of(text);
  }

  private static TranscriptDetails details() {
    Duration end = Duration.ofMillis(1500);
    return new TranscriptDetails(
        "en", end, List.of(new TranscriptDetails.Segment(Duration.ZERO, end, TEXT)));
  }

  private static List<ContentEvent> each(int count, IntFunction<ContentEvent> made) {
    List<ContentEvent> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(made.apply(i));
    }
    return all;
  }
}
