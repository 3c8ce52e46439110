package io.llmgw.api.response;

import io.llmgw.api.counting.TokenCountResponse;
import io.llmgw.api.image.ImageResponse;
import io.llmgw.api.moderation.ModerationResponse;
import io.llmgw.api.redact.Redactions;
import io.llmgw.api.rerank.RerankResponse;
import io.llmgw.api.speech.SpeechResponse;
import io.llmgw.api.transcription.TranscriptionResponse;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;

/** A complete answer of any operation. Immutable and thread-safe. */
public sealed interface LlmResponse
    permits ChatResponse,
        EmbeddingResponse,
        ModerationResponse,
        RerankResponse,
        ImageResponse,
        SpeechResponse,
        TranscriptionResponse,
        TokenCountResponse {
  /**
   * The tokens of this answer, whoever paid for them; what the call paid is in {@link #served()}.
   */
  Usage usage();

  /** Who served it, what was tried and what it cost. */
  Served served();

  /** How often each type of personal data or secret was masked or reported in the request. */
  default Redactions redactions() {
    return served().redactions();
  }

  /** What the provider said before the answer. */
  ResponseHead head();
}
