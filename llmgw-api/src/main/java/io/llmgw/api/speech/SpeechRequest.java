package io.llmgw.api.speech;

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
 * Text to be spoken. Immutable and thread-safe; {@code toString} shows no text.
 *
 * @param model {@code provider/model} or an alias; null for the client's default
 * @param content what shall be said
 * @param voice the provider's name of it, such as {@code alloy}; null for the adapter's default
 * @param format how the sound is written; null for the provider's default
 * @param speed how fast, from 0.25 to 4, where 1 is as usual; null for that
 * @param options the options of this call
 */
public record SpeechRequest(
    @Nullable String model,
    SpeechContent content,
    @Nullable String voice,
    @Nullable SpeechFormat format,
    @Nullable Double speed,
    RequestOptions options)
    implements LlmRequest<SpeechResponse> {
  /** The range of speed. */
  private static final double SLOWEST = 0.25;

  private static final double FASTEST = 4;

  /** Checks the ranges; the voice is a name of at most 64 letters, digits and ._-/: */
  public SpeechRequest {
    RequestRules.model(model);
    Objects.requireNonNull(content, "content");
    RequestRules.name("voice", voice);
    RequestRules.within("speed", speed, SLOWEST, FASTEST);
    Objects.requireNonNull(options, "options");
  }

  /** An empty builder; it needs a text. */
  public static Builder builder() {
    return new Builder();
  }

  /** This to be said. */
  public static SpeechRequest of(String text) {
    return builder().text(text).build();
  }

  @Override
  public Operation operation() {
    return Operation.SPEECH;
  }

  @Override
  public SpeechRequest withModel(String newModel) {
    return new SpeechRequest(newModel, content, voice, format, speed, options);
  }

  @Override
  public SpeechRequest withContent(RequestContent newContent) {
    return newContent == content
        ? this
        : new SpeechRequest(
            model,
            RequestRules.content(SpeechContent.class, newContent),
            voice,
            format,
            speed,
            options);
  }

  @Override
  public SpeechRequest with(RequestOption option) {
    return new SpeechRequest(model, content, voice, format, speed, options.with(option));
  }

  /** Collects a request. Not thread-safe. */
  public static final class Builder extends RequestBuilder<Builder> {
    private @Nullable String text;
    private @Nullable String instructions;
    private @Nullable String voice;
    private @Nullable SpeechFormat format;
    private @Nullable Double speed;

    private Builder() {}

    @Override
    protected Builder self() {
      return this;
    }

    /** Sets what shall be said; not empty. */
    public Builder text(String words) {
      RequestRules.once("text", text);
      text = RequestRules.present("text", words);
      return this;
    }

    /** Sets how it shall be said, such as {@code slowly}; not empty, default nothing. */
    public Builder instructions(String words) {
      RequestRules.once("instructions", instructions);
      instructions = RequestRules.present("instructions", words);
      return this;
    }

    /** Sets the voice by the provider's name of it; not empty, default the adapter's. */
    public Builder voice(String name) {
      RequestRules.once("voice", voice);
      voice = RequestRules.name("voice", name);
      return this;
    }

    /** Sets how the sound is written; default the provider's. */
    public Builder format(SpeechFormat wanted) {
      RequestRules.once("format", format);
      format = Objects.requireNonNull(wanted, "wanted");
      return this;
    }

    /** Sets how fast it is said, from 0.25 to 4; default 1, as usual. */
    public Builder speed(double factor) {
      RequestRules.once("speed", speed);
      speed = RequestRules.within("speed", factor, SLOWEST, FASTEST);
      return this;
    }

    /**
     * The request collected so far; the builder may go on.
     *
     * @throws IllegalArgumentException if there is no text
     */
    public SpeechRequest build() {
      SpeechContent content =
          new SpeechContent(RequestRules.present("text", text), instructions, extras());
      return new SpeechRequest(model(), content, voice, format, speed, options());
    }
  }
}
