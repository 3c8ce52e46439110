package io.llmgw.api.codec;

import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.image.ImageResponse;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.moderation.ModerationResponse;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.rerank.RerankResponse;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.speech.SpeechResponse;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.api.transcription.TranscriptionResponse;
import java.util.List;
import java.util.function.Function;

/**
 * How one type of request or answer is stored.
 *
 * @param type that is stored
 * @param name of the member that it is stored in
 */
record StoredForm<T>(
    Class<T> type, String name, Function<T, FieldWriter> writer, Function<FieldReader, T> reader) {
  private static final List<StoredForm<?>> ALL =
      List.of(
          new StoredForm<>(ChatRequest.class, "request", RequestJson::write, RequestJson::read),
          new StoredForm<>(ChatResponse.class, "response", ResponseJson::write, ResponseJson::read),
          new StoredForm<>(
              EmbeddingRequest.class,
              "embeddingRequest",
              EmbeddingJson::write,
              EmbeddingJson::readRequest),
          new StoredForm<>(
              EmbeddingResponse.class,
              "embeddingResponse",
              EmbeddingJson::write,
              EmbeddingJson::readResponse),
          new StoredForm<>(
              ModerationRequest.class,
              "moderationRequest",
              ModerationJson::write,
              ModerationJson::readRequest),
          new StoredForm<>(
              ModerationResponse.class,
              "moderationResponse",
              ModerationJson::write,
              ModerationJson::readResponse),
          new StoredForm<>(
              RerankRequest.class, "rerankRequest", RerankJson::write, RerankJson::readRequest),
          new StoredForm<>(
              RerankResponse.class, "rerankResponse", RerankJson::write, RerankJson::readResponse),
          new StoredForm<>(
              ImageRequest.class, "imageRequest", ImageJson::write, ImageJson::readRequest),
          new StoredForm<>(
              ImageResponse.class, "imageResponse", ImageJson::write, ImageJson::readResponse),
          new StoredForm<>(
              SpeechRequest.class, "speechRequest", SpeechJson::write, SpeechJson::readRequest),
          new StoredForm<>(
              SpeechResponse.class, "speechResponse", SpeechJson::write, SpeechJson::readResponse),
          new StoredForm<>(
              TranscriptionRequest.class,
              "transcriptionRequest",
              TranscriptionJson::write,
              TranscriptionJson::readRequest),
          new StoredForm<>(
              TranscriptionResponse.class,
              "transcriptionResponse",
              TranscriptionJson::write,
              TranscriptionJson::readResponse));

  /**
   * The form of a type.
   *
   * @throws IllegalArgumentException if it is not the class of requests or answers of one operation
   */
  @SuppressWarnings("unchecked") // by the comparison before it
  static <T> StoredForm<T> of(Class<T> type) {
    for (StoredForm<?> form : ALL) {
      if (form.type == type) {
        return (StoredForm<T>) form;
      }
    }
    throw new IllegalArgumentException(
        type.getSimpleName() + " is not the class of one operation, such as RerankRequest");
  }

  /** The whole of a value, in its member. */
  FieldWriter written(Object value) {
    return new FieldWriter().object(name, writer.apply(type.cast(value)));
  }

  T read(FieldReader in) {
    return reader.apply(in.object(name));
  }
}
