package io.llmgw.api.response;

import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;

/** A complete answer of any operation. Immutable and thread-safe. */
public sealed interface LlmResponse permits ChatResponse, EmbeddingResponse {
  /**
   * The tokens of this answer, whoever paid for them; what the call paid is in {@link #served()}.
   */
  Usage usage();

  /** Who served it, what was tried and what it cost. */
  Served served();

  /** What the provider said before the answer. */
  ResponseHead head();
}
