package io.llmgw.providers.dialect;

import io.llmgw.api.provider.EmbeddingLimits;
import org.jspecify.annotations.Nullable;

/**
 * How a host embeds texts.
 *
 * @param path where, below its base URL
 * @param limits how much one request may hold
 * @param vectors in which form its vectors come
 * @param purpose how it is told what texts are embedded for; null where it is not
 */
public record EmbeddingDialect(
    String path, EmbeddingLimits limits, VectorForm vectors, @Nullable EmbeddingPurpose purpose) {
  /** As OpenAI's protocol has it. */
  static final EmbeddingDialect USUAL =
      new EmbeddingDialect("embeddings", EmbeddingLimits.UNKNOWN, VectorForm.NUMBERS, null);

  EmbeddingDialect at(String otherPath) {
    return new EmbeddingDialect(otherPath, limits, vectors, purpose);
  }

  EmbeddingDialect within(EmbeddingLimits otherLimits) {
    return new EmbeddingDialect(path, otherLimits, vectors, purpose);
  }

  EmbeddingDialect as(VectorForm otherForm) {
    return new EmbeddingDialect(path, limits, otherForm, purpose);
  }

  EmbeddingDialect told(EmbeddingPurpose otherPurpose) {
    return new EmbeddingDialect(path, limits, vectors, otherPurpose);
  }
}
