package io.llmgw.api.moderation;

import io.llmgw.api.content.Extras;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Operation;
import io.llmgw.api.request.RequestBuilder;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.request.RequestOptions;
import io.llmgw.api.request.rule.RequestRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Texts to be judged, each by itself. Immutable and thread-safe; {@code toString} shows no text.
 *
 * @param model {@code provider/model} or an alias; null for the client's default
 * @param content the texts
 * @param options the options of this call
 */
public record ModerationRequest(
    @Nullable String model, ModerationContent content, RequestOptions options)
    implements LlmRequest<ModerationResponse> {
  /** Checks the model, which must not be blank. */
  public ModerationRequest {
    RequestRules.model(model);
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(options, "options");
  }

  /** An empty builder; it needs at least one input. */
  public static Builder builder() {
    return new Builder();
  }

  /** Texts to be judged: at least one, none of them empty. */
  public static ModerationRequest of(String... inputs) {
    return new ModerationRequest(
        null, new ModerationContent(List.of(inputs), Extras.NONE), RequestOptions.EMPTY);
  }

  @Override
  public Operation operation() {
    return Operation.MODERATION;
  }

  @Override
  public ModerationRequest withModel(String newModel) {
    return new ModerationRequest(newModel, content, options);
  }

  @Override
  public ModerationRequest withContent(RequestContent newContent) {
    return newContent == content
        ? this
        : new ModerationRequest(
            model, RequestRules.content(ModerationContent.class, newContent), options);
  }

  @Override
  public ModerationRequest with(RequestOption option) {
    return new ModerationRequest(model, content, options.with(option));
  }

  /** Collects a request. Not thread-safe. */
  public static final class Builder extends RequestBuilder<Builder> {
    private final List<String> inputs = new ArrayList<>();

    private Builder() {}

    @Override
    protected Builder self() {
      return this;
    }

    /** Adds a text to be judged; not empty. */
    public Builder input(String input) {
      inputs.add(RequestRules.present("input", input));
      return this;
    }

    /** Adds texts to be judged; none may be empty. */
    public Builder inputs(List<String> more) {
      more.forEach(this::input);
      return this;
    }

    /**
     * The request collected so far; the builder may go on.
     *
     * @throws IllegalArgumentException if there is no input
     */
    public ModerationRequest build() {
      return new ModerationRequest(model(), new ModerationContent(inputs, extras()), options());
    }
  }
}
