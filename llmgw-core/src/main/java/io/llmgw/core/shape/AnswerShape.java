package io.llmgw.core.shape;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import org.jspecify.annotations.Nullable;

/**
 * Whether the events of one answer can be put together. A contradiction is found where it enters
 * the chain, so that every tap, every observer and the caller hear of the same failure. Used by one
 * thread at a time.
 */
public interface AnswerShape {
  /** The shape that the answer to a request has; nothing has come of it yet. */
  static AnswerShape of(LlmRequest<?> request) {
    return request instanceof EmbeddingRequest embedding
        ? new VectorsShape(embedding.inputs().size())
        : new BlocksShape();
  }

  /** The rule that the next event breaks; null when it breaks none and was taken in. */
  @Nullable String brokenBy(LlmEvent event);
}
