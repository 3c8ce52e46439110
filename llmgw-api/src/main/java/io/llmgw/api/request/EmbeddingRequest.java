package io.llmgw.api.request;

import io.llmgw.api.content.EmbeddingContent;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.json.Json;
import io.llmgw.api.response.EmbeddingResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Texts for a model to turn into vectors. Immutable and thread-safe; {@code toString} shows no
 * text.
 */
public final class EmbeddingRequest implements LlmRequest<EmbeddingResponse> {
  private final @Nullable String model;
  private final EmbeddingContent content;
  private final @Nullable Integer dimensions;
  private final RequestOptions options;

  private EmbeddingRequest(
      @Nullable String model,
      EmbeddingContent content,
      @Nullable Integer dimensions,
      RequestOptions options) {
    this.model = model;
    this.content = content;
    this.dimensions = dimensions;
    this.options = options;
  }

  /** An empty builder; it needs at least one input. */
  public static Builder builder() {
    return new Builder(null);
  }

  /** Texts to be embedded: at least one, none of them empty. */
  public static EmbeddingRequest of(String... inputs) {
    return new EmbeddingRequest(
        null, EmbeddingContent.of(List.of(inputs)), null, RequestOptions.EMPTY);
  }

  /** A builder that starts with this request: each single value may be set once more. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  @Override
  public Operation operation() {
    return Operation.EMBEDDINGS;
  }

  @Override
  public @Nullable String model() {
    return model;
  }

  @Override
  public EmbeddingContent content() {
    return content;
  }

  /** The texts to be embedded, in the order of the vectors; at least one, none empty. */
  public List<String> inputs() {
    return content.inputs();
  }

  /** How many numbers each vector shall have, at least 1; null for the model's default. */
  public @Nullable Integer dimensions() {
    return dimensions;
  }

  @Override
  public RequestOptions options() {
    return options;
  }

  @Override
  public EmbeddingRequest withModel(String newModel) {
    return new EmbeddingRequest(ChatRequest.checkModel(newModel), content, dimensions, options);
  }

  @Override
  public EmbeddingRequest withContent(RequestContent newContent) {
    if (newContent == content) {
      return this;
    }
    if (newContent instanceof EmbeddingContent embedding) {
      return new EmbeddingRequest(model, embedding, dimensions, options);
    }
    throw new IllegalArgumentException(
        "an embedding needs EmbeddingContent, not " + newContent.getClass().getSimpleName());
  }

  @Override
  public EmbeddingRequest with(RequestOption option) {
    return new EmbeddingRequest(model, content, dimensions, options.with(option));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EmbeddingRequest that
        && Objects.equals(model, that.model)
        && Objects.equals(dimensions, that.dimensions)
        && options.equals(that.options)
        && content.equals(that.content);
  }

  @Override
  public int hashCode() {
    return Objects.hash(model, content, dimensions, options);
  }

  @Override
  public String toString() {
    return "EmbeddingRequest["
        + ("model=" + model + ", " + content)
        + (", dimensions=" + dimensions + ", " + options + "]");
  }

  /**
   * Collects a request. A single value may be set once, and is checked at once; values that can be
   * added may be added as often as one likes. Not thread-safe.
   */
  public static final class Builder {
    private final @Nullable String baseModel;
    private final @Nullable Integer baseDimensions;
    private final EmbeddingContent.Builder content;
    private RequestOptions options;
    private @Nullable String model;
    private @Nullable Integer dimensions;

    private Builder(@Nullable EmbeddingRequest base) {
      baseModel = base == null ? null : base.model;
      baseDimensions = base == null ? null : base.dimensions;
      content = base == null ? EmbeddingContent.builder() : base.content.toBuilder();
      options = base == null ? RequestOptions.EMPTY : base.options;
    }

    /** Sets the model: {@code provider/model} or an alias; default the client's. */
    public Builder model(String newModel) {
      if (model != null) {
        throw new IllegalStateException("model is set already");
      }
      model = ChatRequest.checkModel(newModel);
      return this;
    }

    /** Adds a text to be embedded; not empty. */
    public Builder input(String input) {
      content.inputs(List.of(input));
      return this;
    }

    /** Adds texts to be embedded; none may be empty. */
    public Builder inputs(List<String> inputs) {
      content.inputs(inputs);
      return this;
    }

    /** Sets how many numbers each vector shall have, at least 1; default the model's. */
    public Builder dimensions(int value) {
      if (dimensions != null) {
        throw new IllegalStateException("dimensions is set already");
      }
      if (value < 1) {
        throw new IllegalArgumentException("dimensions must be at least 1, not " + value);
      }
      dimensions = value;
      return this;
    }

    /** Sets an id of the end user that the provider is told; not empty, default none. */
    public Builder userId(String id) {
      content.userId(id);
      return this;
    }

    /**
     * Adds a field to the provider's request body, or replaces the one of that name.
     *
     * @param value a {@link Json}, or what {@link Json#ofValue} takes
     */
    public Builder extraBody(String name, @Nullable Object value) {
      content.extraBody(name, value);
      return this;
    }

    /** Adds a header to the provider's request, or replaces the one of that name. */
    public Builder extraHeader(String name, String value) {
      content.extraHeader(name, value);
      return this;
    }

    /** Adds an option, or replaces the one with the same key. */
    public Builder option(RequestOption option) {
      options = options.with(option);
      return this;
    }

    /**
     * The request collected so far; the builder may go on.
     *
     * @throws IllegalStateException if there is no input
     */
    public EmbeddingRequest build() {
      return new EmbeddingRequest(
          model == null ? baseModel : model,
          content.build(),
          dimensions == null ? baseDimensions : dimensions,
          options);
    }
  }
}
