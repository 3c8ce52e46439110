package io.llmgw.providers.operation;

import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.embedding.EmbeddingFormat;
import io.llmgw.providers.wire.WireFormat;

/** Which format speaks for a request at a host that speaks as OpenAI does. */
public final class OperationFormats {
  private OperationFormats() {}

  /**
   * The format of a request that is no chat, where the host offers its operation.
   *
   * @param chats the format of all others
   */
  public static WireFormat of(Dialect dialect, LlmRequest<?> request, WireFormat chats) {
    if (!dialect.capabilities().has(Capability.of(request.operation()))) {
      return chats;
    }
    if (request instanceof EmbeddingRequest embedding) {
      return new EmbeddingFormat(dialect, embedding);
    }
    if (request instanceof ModerationRequest moderation) {
      return new ModerationFormat(moderation);
    }
    if (request instanceof RerankRequest rerank) {
      return new RerankFormat("rerank", "top_n", rerank);
    }
    if (request instanceof ImageRequest image) {
      return new ImageFormat(dialect, image);
    }
    if (request instanceof SpeechRequest speech) {
      return new SpeechFormat(dialect, speech);
    }
    return request instanceof TranscriptionRequest transcription
        ? new TranscriptionFormat(dialect, transcription)
        : chats;
  }
}
