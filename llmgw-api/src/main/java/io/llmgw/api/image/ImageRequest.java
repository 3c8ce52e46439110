package io.llmgw.api.image;

import io.llmgw.api.content.RequestContent;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Operation;
import io.llmgw.api.request.RequestBuilder;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.request.RequestOptions;
import io.llmgw.api.request.rule.RequestRules;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Images to be made. Immutable and thread-safe; {@code toString} shows no text.
 *
 * @param model {@code provider/model} or an alias; null for the client's default
 * @param content what they shall show
 * @param count how many, at least 1; null for one
 * @param size as the provider words it, such as {@code 1024x1024}; null for the model's default
 * @param quality as the provider words it, such as {@code high}; null for the model's default
 * @param options the options of this call
 */
public record ImageRequest(
    @Nullable String model,
    ImageContent content,
    @Nullable Integer count,
    @Nullable String size,
    @Nullable String quality,
    RequestOptions options)
    implements LlmRequest<ImageResponse> {
  /** Checks the ranges; size and quality are names of at most 64 letters, digits and ._-/: */
  public ImageRequest {
    RequestRules.model(model);
    Objects.requireNonNull(content, "content");
    RequestRules.atLeastOne("count", count);
    RequestRules.name("size", size);
    RequestRules.name("quality", quality);
    Objects.requireNonNull(options, "options");
  }

  /** An empty builder; it needs a prompt. */
  public static Builder builder() {
    return new Builder();
  }

  /** One image of this. */
  public static ImageRequest of(String prompt) {
    return builder().prompt(prompt).build();
  }

  /** How many images are to be in the answer. */
  public int wanted() {
    return count == null ? 1 : count;
  }

  @Override
  public Operation operation() {
    return Operation.IMAGE;
  }

  @Override
  public ImageRequest withModel(String newModel) {
    return new ImageRequest(newModel, content, count, size, quality, options);
  }

  @Override
  public ImageRequest withContent(RequestContent newContent) {
    return newContent == content
        ? this
        : new ImageRequest(
            model,
            RequestRules.content(ImageContent.class, newContent),
            count,
            size,
            quality,
            options);
  }

  @Override
  public ImageRequest with(RequestOption option) {
    return new ImageRequest(model, content, count, size, quality, options.with(option));
  }

  /** Collects a request. Not thread-safe. */
  public static final class Builder extends RequestBuilder<Builder> {
    private @Nullable String prompt;
    private @Nullable Integer count;
    private @Nullable String size;
    private @Nullable String quality;

    private Builder() {}

    @Override
    protected Builder self() {
      return this;
    }

    /** Sets what the image shall show; not empty. */
    public Builder prompt(String text) {
      RequestRules.once("prompt", prompt);
      prompt = RequestRules.present("prompt", text);
      return this;
    }

    /** Sets how many images are wanted, at least 1; default one. */
    public Builder count(int number) {
      RequestRules.once("count", count);
      count = RequestRules.atLeastOne("count", number);
      return this;
    }

    /** Sets the size as the provider words it, such as {@code 1024x1024}; default the model's. */
    public Builder size(String words) {
      RequestRules.once("size", size);
      size = RequestRules.name("size", words);
      return this;
    }

    /** Sets the quality as the provider words it, such as {@code high}; default the model's. */
    public Builder quality(String words) {
      RequestRules.once("quality", quality);
      quality = RequestRules.name("quality", words);
      return this;
    }

    /**
     * The request collected so far; the builder may go on.
     *
     * @throws IllegalArgumentException if there is no prompt
     */
    public ImageRequest build() {
      ImageContent content = new ImageContent(RequestRules.present("prompt", prompt), extras());
      return new ImageRequest(model(), content, count, size, quality, options());
    }
  }
}
