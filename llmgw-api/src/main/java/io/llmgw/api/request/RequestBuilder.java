package io.llmgw.api.request;

import io.llmgw.api.content.Extras;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.json.Json;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.request.rule.RequestRules;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.transcription.TranscriptionRequest;
import org.jspecify.annotations.Nullable;

/**
 * What the builders of requests other than chats and embeddings have in common: the model, what is
 * told the provider besides, and options. A single value may be set once, and is checked at once.
 * Not thread-safe.
 *
 * @param <B> the builder itself
 */
public abstract sealed class RequestBuilder<B extends RequestBuilder<B>>
    permits ModerationRequest.Builder,
        RerankRequest.Builder,
        ImageRequest.Builder,
        SpeechRequest.Builder,
        TranscriptionRequest.Builder {
  private final Extras.Builder extras = Extras.builder();
  private RequestOptions options = RequestOptions.EMPTY;
  private @Nullable String model;

  /** An empty one. */
  protected RequestBuilder() {}

  /** This builder. */
  protected abstract B self();

  /** Sets the model: {@code provider/model} or an alias; default the client's. */
  public final B model(String newModel) {
    RequestRules.once("model", model);
    model = RequestRules.model(newModel);
    return self();
  }

  /** Sets an id of the end user that the provider is told; not empty, default none. */
  public final B userId(String id) {
    extras.userId(id);
    return self();
  }

  /**
   * Adds a field to the provider's request body, or replaces the one of that name.
   *
   * @param value a {@link Json}, or what {@link Json#ofValue} takes
   */
  public final B extraBody(String name, @Nullable Object value) {
    extras.extraBody(name, value);
    return self();
  }

  /** Adds a header to the provider's request, or replaces the one of that name. */
  public final B extraHeader(String name, String value) {
    extras.extraHeader(name, value);
    return self();
  }

  /** Adds an option, or replaces the one with the same key. */
  public final B option(RequestOption option) {
    options = options.with(option);
    return self();
  }

  /** The model that was set; null for the client's default. */
  protected final @Nullable String model() {
    return model;
  }

  /** What was added for the provider besides. */
  protected final Extras extras() {
    return extras.build();
  }

  /** The options that were added. */
  protected final RequestOptions options() {
    return options;
  }
}
