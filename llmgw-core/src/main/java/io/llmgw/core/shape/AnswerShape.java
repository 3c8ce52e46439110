package io.llmgw.core.shape;

import io.llmgw.api.content.Part;
import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.event.InputJudged;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.speech.SpeechRequest;
import org.jspecify.annotations.Nullable;

/**
 * Whether the events of one answer can be put together. A contradiction is found where it enters
 * the chain, so that every tap, every observer and the caller hear of the same failure. Used by one
 * thread at a time.
 */
public interface AnswerShape {
  /** The shape that the answer to a request has; nothing has come of it yet. */
  static AnswerShape of(LlmRequest<?> request) {
    if (request instanceof ChatRequest) {
      return new BlocksShape();
    }
    if (request instanceof EmbeddingRequest embedding) {
      return new EachInputShape(VectorProduced.class, "vector", embedding.inputs().size());
    }
    if (request instanceof ModerationRequest moderation) {
      int inputs = moderation.content().inputs().size();
      return new EachInputShape(InputJudged.class, "verdict", inputs);
    }
    if (request instanceof RerankRequest rerank) {
      return new RankingShape(rerank.content().documents().size(), rerank.wanted());
    }
    if (request instanceof ImageRequest) {
      return new MediaShape(Part.Image.class, "image", Integer.MAX_VALUE);
    }
    if (request instanceof TokenCountRequest) {
      return new CountShape();
    }
    return request instanceof SpeechRequest
        ? new MediaShape(Part.Audio.class, "sound", 1)
        : new TranscriptShape();
  }

  /** The rule that the next event breaks; null when it breaks none and was taken in. */
  @Nullable String brokenBy(LlmEvent event);
}
