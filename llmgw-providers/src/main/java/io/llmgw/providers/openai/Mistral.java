package io.llmgw.providers.openai;

import static io.llmgw.api.request.ReasoningEffort.HIGH;
import static io.llmgw.api.request.ReasoningEffort.LOW;
import static io.llmgw.api.request.ReasoningEffort.MEDIUM;
import static io.llmgw.api.request.ReasoningEffort.NONE;

import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.dialect.CallIdForm;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.Parameter;
import io.llmgw.providers.dialect.PartForm;
import io.llmgw.providers.dialect.ReasoningAsk;
import io.llmgw.providers.dialect.ReasoningReturn;
import io.llmgw.providers.dialect.TranscriptForm;
import io.llmgw.providers.dialect.TurnOrder;
import io.llmgw.providers.http.HttpSettings;
import java.util.List;
import java.util.Map;

/**
 * Mistral's Chat Completions, Embeddings, Moderations of texts and Transcriptions
 * (docs.mistral.ai/api). Its protocol is OpenAI's with words of its own, {@link #differences()};
 * what a conversation that began elsewhere has and Mistral refuses is put into its form, and the
 * trail says so.
 *
 * <p>Thinking goes back to it as the parts that it came as, in their place, and so do parts of an
 * answer that are no words, as the references to sources are: they are provider items of the
 * message, whose type is that of the part. {@code safe_prompt}, {@code prediction}, {@code
 * guardrails}, {@code prompt_cache_key}, {@code document_image_limit} and its own tools are fields
 * of {@code extraBody}. So is {@code prompt_mode}: Chat Completions refuse it of most models, and
 * those that think all the time do so without it.
 */
public final class Mistral {
  /** Where Mistral answers. */
  public static final String BASE_URL = "https://api.mistral.ai/v1";

  static final Dialect DIALECT =
      Dialect.of("mistral")
          .baseUrl(BASE_URL)
          .can(
              Capability.IMAGES,
              Capability.AUDIO,
              Capability.DOCUMENTS,
              Capability.JSON_OBJECT,
              Capability.JSON_SCHEMA,
              Capability.REASONING,
              Capability.EMBEDDINGS,
              Capability.MODERATION,
              Capability.TRANSCRIPTION)
          .calls(Parameter.MAX_OUTPUT_TOKENS, "max_tokens")
          .calls(Parameter.SEED, "random_seed")
          .calls(Parameter.DIMENSIONS, "output_dimension")
          // Its API page "Audio Transcriptions" has context_bias, a list of words, in place of it.
          .refuses(Parameter.USER_ID, Parameter.METADATA, Parameter.TRANSCRIPT_PROMPT)
          .transcribes(TranscriptForm.MISTRAL)
          .mostTemperature(1.5)
          .requiredToolWord("any")
          .turns(TurnOrder.ANSWERED_RESULTS)
          // Messages have no other members than its schema says: "extra_forbidden" otherwise.
          .withoutNames()
          .withoutRefusals()
          .withoutDeveloperRole()
          .withoutStreamOptions()
          .marksPrefill()
          .parts(PartForm.MISTRAL)
          .takesCallIds(CallIdForm.NINE_PLAIN)
          .reasoning(ReasoningAsk.EFFORT, NONE, HIGH)
          // Its page "Reasoning".
          .reasoningOf("mistral-large-4", ReasoningAsk.EFFORT, NONE, LOW, MEDIUM, HIGH)
          .takesReasoningBack(ReasoningReturn.THINKING_PARTS)
          // Its page "Vision", among the questions: 10 MB an image.
          .limits(MediaLimits.UNKNOWN.withImageBytes(10L << 20))
          // Its refusals: "Too many inputs" above 512, "Too many tokens" above 16384.
          .embeds(new EmbeddingLimits(512, 16_384))
          .build();

  private Mistral() {}

  /**
   * A provider as the environment describes it: the key in {@code MISTRAL_API_KEY}, and where it is
   * set the address in {@code MISTRAL_BASE_URL}.
   *
   * @throws IllegalStateException when {@code MISTRAL_API_KEY} is not set or blank
   * @throws IllegalArgumentException when {@code MISTRAL_BASE_URL} is no http or https address
   */
  public static Provider fromEnv() {
    return fromEnv(System.getenv());
  }

  static Provider fromEnv(Map<String, String> environment) {
    return HostEnvironment.read(DIALECT, environment).build();
  }

  /** A builder for Mistral, without a key. */
  public static Builder builder() {
    return new Builder();
  }

  /** How Mistral differs from OpenAI, in Markdown, for people. */
  public static List<String> differences() {
    return DIALECT.differences();
  }

  /** Collects settings, each at most once. Not thread-safe. */
  public static final class Builder {
    private final HostBuilder host = new HostBuilder(DIALECT);

    private Builder() {}

    /**
     * Sets the name that model references start with: letters, digits, {@code . _ -}; default
     * {@code mistral}.
     *
     * @throws IllegalArgumentException when it has other characters or none
     */
    public Builder name(String newName) {
      host.name(newName);
      return this;
    }

    /** Sets where the keys come from; default none, for hosts that need no key. */
    public Builder keys(KeySource source) {
      host.keys(source);
      return this;
    }

    /**
     * Sets the address that {@code /chat/completions} is added to; default {@link
     * Mistral#BASE_URL}.
     *
     * @throws IllegalArgumentException when it is no http or https address, or has a user, a query
     *     or a fragment
     */
    public Builder baseUrl(String url) {
      host.baseUrl(url);
      return this;
    }

    /**
     * Sets how large the media of a request may be, for models and hosts that take more or less
     * than the provider publishes; default what it publishes, see {@link Provider#mediaLimits()}.
     */
    public Builder mediaLimits(MediaLimits limits) {
      host.mediaLimits(limits);
      return this;
    }

    /** Sets how HTTP is used; default {@link HttpSettings#DEFAULTS}. */
    public Builder http(HttpSettings settings) {
      host.http(settings);
      return this;
    }

    /**
     * Adds a header to every request; each name once.
     *
     * @throws IllegalArgumentException when name or value cannot stand in a header; the message
     *     does not show the value
     */
    public Builder header(String headerName, String value) {
      host.header(headerName, value);
      return this;
    }

    /** The provider: no network and no threads before its first call. */
    public Provider build() {
      return host.build();
    }
  }
}
