package io.llmgw.api.request;

import io.llmgw.api.content.RequestContent;
import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.transcription.TranscriptionRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request of any operation. Immutable and thread-safe; {@code toString} shows no text.
 *
 * @param <R> what it is answered with
 */
public sealed interface LlmRequest<R extends LlmResponse>
    permits ChatRequest,
        EmbeddingRequest,
        ModerationRequest,
        RerankRequest,
        ImageRequest,
        SpeechRequest,
        TranscriptionRequest,
        TokenCountRequest {
  /** What the model is asked to do. */
  Operation operation();

  /** The model: {@code provider/model} or an alias; null for the client's default. */
  @Nullable String model();

  /** Everything that leaves the process as text. */
  RequestContent content();

  /** The options of this call. */
  RequestOptions options();

  /** The option of a key, e.g. {@code Timeouts.class}; null if there is none. */
  default <O extends RequestOption> @Nullable O option(Class<O> key) {
    return options().option(key);
  }

  /** The same request for another model: {@code provider/model} or an alias. */
  LlmRequest<R> withModel(String model);

  /**
   * The same request with other content; this very request if the content is the same instance.
   *
   * @throws IllegalArgumentException if the content is of another operation
   */
  LlmRequest<R> withContent(RequestContent content);

  /** The same request with one more option, which replaces the one with the same key. */
  LlmRequest<R> with(RequestOption option);
}
