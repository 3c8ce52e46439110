package io.llmgw.providers.openai;

import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.dialect.CallIdForm;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.VectorForm;
import io.llmgw.providers.http.HttpSettings;
import java.util.Map;

/**
 * OpenAI's Chat Completions (platform.openai.com/docs/api-reference/chat) or Responses, see {@link
 * OpenAiApi}, and Embeddings, Moderations, Images and Audio; or a host that speaks the same
 * protocols at a base URL of its own. Hosts that differ in what they take are in {@link
 * CompatibleHost}.
 *
 * <p>Fields of a request's {@code extraBody} take the place of fields of the same name that the
 * provider would write; {@code model}, {@code messages}, {@code input}, {@code stream} and {@code
 * n} are refused there with {@code UNSUPPORTED}, as far as the API has them. In Chat Completions,
 * {@code stream_options} are sent beside {@code include_usage}, which is refused, and with streams
 * alone. In Chat Completions, reasoning of earlier turns is left out, as the protocol has no place
 * for it; {@code reasoning_details} go back to the provider they came from. Cache marks are left
 * out, as the protocol has none: what is cached, the host decides. That a tool failed is said by
 * the text of its result alone. The trail says what was left out.
 */
public final class OpenAi {
  /** Where OpenAI itself answers. */
  public static final String BASE_URL = "https://api.openai.com/v1";

  static final String ORGANIZATION = "OpenAI-Organization";
  static final String PROJECT = "OpenAI-Project";

  static final Dialect DIALECT =
      ReasoningModels.on(Dialect.of("openai"))
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
              Capability.IMAGE_GENERATION,
              Capability.SPEECH,
              Capability.TRANSCRIPTION,
              Capability.TOKEN_COUNT) // by Responses alone
          // The API page of Embeddings: 2048 texts and 300,000 tokens.
          .embeds(new EmbeddingLimits(2048, 300_000))
          .vectors(VectorForm.BASE64_FLOATS)
          .speaksAs("alloy")
          .takesCallIds(CallIdForm.UP_TO_40)
          // The reference of Chat Completions.
          .mostStops(4)
          .mostTemperature(2)
          // Guide "File inputs" at developers.openai.com: 50 MB for all files of a request. Images
          // are limited together, and by a copy that only the provider makes.
          .limits(MediaLimits.UNKNOWN.withDocumentBytes(50L << 20))
          .build();

  private OpenAi() {}

  /**
   * A provider as the environment describes it: the key in {@code OPENAI_API_KEY}, and where they
   * are set {@code OPENAI_BASE_URL}, {@code OPENAI_ORG_ID} and {@code OPENAI_PROJECT_ID}.
   *
   * @throws IllegalStateException when {@code OPENAI_API_KEY} is not set or blank
   * @throws IllegalArgumentException when {@code OPENAI_BASE_URL} is no http or https address
   */
  public static Provider fromEnv() {
    return fromEnv(System.getenv());
  }

  static Provider fromEnv(Map<String, String> environment) {
    String key = environment.getOrDefault("OPENAI_API_KEY", "");
    if (key.isBlank()) {
      throw new IllegalStateException(
          "environment variable OPENAI_API_KEY is not set: put the API key there");
    }
    Builder builder = builder().keys(Keys.of(ApiKey.of("OPENAI_API_KEY", key.strip())));
    String baseUrl = environment.getOrDefault("OPENAI_BASE_URL", "");
    if (!baseUrl.isBlank()) {
      builder.baseUrl(baseUrl);
    }
    String organization = environment.getOrDefault("OPENAI_ORG_ID", "");
    if (!organization.isBlank()) {
      builder.organization(organization.strip());
    }
    String project = environment.getOrDefault("OPENAI_PROJECT_ID", "");
    if (!project.isBlank()) {
      builder.project(project.strip());
    }
    return builder.build();
  }

  /** A builder for OpenAI itself, without a key. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects settings, each at most once. Not thread-safe. */
  public static final class Builder {
    private final HostBuilder host = new HostBuilder(DIALECT);

    private Builder() {}

    /**
     * Sets the name that model references start with: letters, digits, {@code . _ -}; default
     * {@code openai}.
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

    /** Sets the API that chats are answered by; default {@link OpenAiApi#CHAT_COMPLETIONS}. */
    public Builder api(OpenAiApi newApi) {
      host.api(newApi);
      return this;
    }

    /**
     * Sets the address that {@code /chat/completions} or {@code /responses} is added to; default
     * {@link OpenAi#BASE_URL}.
     *
     * @throws IllegalArgumentException when it is no http or https address, or has a user, a query
     *     or a fragment
     */
    public Builder baseUrl(String url) {
      host.baseUrl(url);
      return this;
    }

    /** Sets the organization that is billed, {@code OpenAI-Organization}; default the key's. */
    public Builder organization(String id) {
      return header(ORGANIZATION, id);
    }

    /** Sets the project that is billed, {@code OpenAI-Project}; default the key's. */
    public Builder project(String id) {
      return header(PROJECT, id);
    }

    /**
     * Sets how large the media of a request may be, for accounts, models and hosts that take more
     * or less than the provider publishes; default what it publishes, see {@link
     * Provider#mediaLimits()}.
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
