package io.llmgw.api.transcription;

import io.llmgw.api.content.Media;
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
 * A recording to be written down. Immutable and thread-safe; {@code toString} shows no text.
 *
 * @param model {@code provider/model} or an alias; null for the client's default
 * @param content the recording
 * @param language that is spoken, as {@code en}; null for the model to find out
 * @param temperature from 0 to 2; null for the model's default
 * @param isTimed whether it is wanted when each passage is said
 * @param options the options of this call
 */
public record TranscriptionRequest(
    @Nullable String model,
    TranscriptionContent content,
    @Nullable String language,
    @Nullable Double temperature,
    boolean isTimed,
    RequestOptions options)
    implements LlmRequest<TranscriptionResponse> {
  private static final double WARMEST = 2;

  /** Checks the ranges; the language is a name of at most 64 letters, digits and ._-/: */
  public TranscriptionRequest {
    RequestRules.model(model);
    Objects.requireNonNull(content, "content");
    RequestRules.name("language", language);
    RequestRules.within("temperature", temperature, 0, WARMEST);
    Objects.requireNonNull(options, "options");
  }

  /** An empty builder; it needs a recording. */
  public static Builder builder() {
    return new Builder();
  }

  /** This to be written down. */
  public static TranscriptionRequest of(Media.Bytes audio) {
    return builder().audio(audio).build();
  }

  @Override
  public Operation operation() {
    return Operation.TRANSCRIPTION;
  }

  @Override
  public TranscriptionRequest withModel(String newModel) {
    return new TranscriptionRequest(newModel, content, language, temperature, isTimed, options);
  }

  @Override
  public TranscriptionRequest withContent(RequestContent newContent) {
    return newContent == content
        ? this
        : new TranscriptionRequest(
            model,
            RequestRules.content(TranscriptionContent.class, newContent),
            language,
            temperature,
            isTimed,
            options);
  }

  @Override
  public TranscriptionRequest with(RequestOption option) {
    return new TranscriptionRequest(
        model, content, language, temperature, isTimed, options.with(option));
  }

  /** Collects a request. Not thread-safe. */
  public static final class Builder extends RequestBuilder<Builder> {
    private Media.@Nullable Bytes audio;
    private @Nullable String prompt;
    private @Nullable String language;
    private @Nullable Double temperature;
    private boolean isTimed;

    private Builder() {}

    @Override
    protected Builder self() {
      return this;
    }

    /** Sets the recording: {@code Media.of(path)}. */
    public Builder audio(Media.Bytes recording) {
      RequestRules.once("audio", audio);
      audio = Objects.requireNonNull(recording, "recording");
      return this;
    }

    /** Sets words that may be said, to be spelt as here; not empty, default none. */
    public Builder prompt(String words) {
      RequestRules.once("prompt", prompt);
      prompt = RequestRules.present("prompt", words);
      return this;
    }

    /** Sets the language that is spoken, as {@code en}; default the model finds out. */
    public Builder language(String code) {
      RequestRules.once("language", language);
      language = RequestRules.name("language", code);
      return this;
    }

    /** Sets the temperature, from 0 to 2; default the model's. */
    public Builder temperature(double value) {
      RequestRules.once("temperature", temperature);
      temperature = RequestRules.within("temperature", value, 0, WARMEST);
      return this;
    }

    /** Asks when each passage is said; default not. */
    public Builder timed() {
      isTimed = true;
      return this;
    }

    /**
     * The request collected so far; the builder may go on.
     *
     * @throws IllegalArgumentException if there is no recording
     */
    public TranscriptionRequest build() {
      if (audio == null) {
        throw new IllegalArgumentException("the audio must be there");
      }
      TranscriptionContent content = new TranscriptionContent(audio, prompt, extras());
      return new TranscriptionRequest(model(), content, language, temperature, isTimed, options());
    }
  }
}
