package io.llmgw.providers.cohere;

import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.exchange.KeyHeader;
import io.llmgw.providers.exchange.TargetSettings;
import io.llmgw.providers.http.HttpSettings;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Cohere's API in its second version (docs.cohere.com), or a host that speaks the same protocol at
 * a base URL of its own, such as a deployment in one's own network.
 *
 * <p>Fields of a request's {@code extraBody} take the place of fields of the same name that the
 * provider would write; {@code model}, {@code messages} and {@code stream} are refused there with
 * {@code UNSUPPORTED}. What a model plans to do with tools is the text before its calls, and goes
 * back as such. Documents of messages that are text go beside the conversation; what the answer
 * cites of them is a provider item {@code citations}. Thoughts, citations and blocks that only the
 * provider understands go back to the provider that made them, and are left out elsewhere.
 *
 * <p>Tokens are counted of one text: a chat of a message of the user, with nothing else. That is
 * what such a chat is charged for, without the words that the provider adds; any other count is
 * {@code UNSUPPORTED}.
 */
public final class Cohere {
  /** Where Cohere answers. */
  public static final String BASE_URL = "https://api.cohere.com";

  private static final Capabilities CAPABILITIES =
      Capabilities.of(
          Capability.CHAT,
          Capability.EMBEDDINGS,
          Capability.RERANK,
          Capability.TOKEN_COUNT, // of one text
          Capability.STREAMING,
          Capability.TOOLS,
          Capability.TOOL_CHOICE,
          Capability.IMAGES,
          Capability.JSON_OBJECT,
          Capability.JSON_SCHEMA,
          Capability.REASONING);

  private Cohere() {}

  /**
   * A provider as the environment describes it: the key in {@code CO_API_KEY}, else in {@code
   * COHERE_API_KEY}; and {@code CO_API_URL} where it is set.
   *
   * @throws IllegalStateException when neither is set, or both are blank
   * @throws IllegalArgumentException when {@code CO_API_URL} is no http or https address
   */
  public static Provider fromEnv() {
    return fromEnv(System.getenv());
  }

  static Provider fromEnv(Map<String, String> environment) {
    Builder builder = builder();
    String name = "CO_API_KEY";
    String key = environment.getOrDefault(name, "");
    if (key.isBlank()) {
      name = "COHERE_API_KEY";
      key = environment.getOrDefault(name, "");
    }
    if (key.isBlank()) {
      throw new IllegalStateException(
          "environment variable CO_API_KEY is not set: put the API key there, or into"
              + " COHERE_API_KEY");
    }
    builder.keys(Keys.of(ApiKey.of(name, key.strip())));
    String baseUrl = environment.getOrDefault("CO_API_URL", "");
    if (!baseUrl.isBlank()) {
      builder.baseUrl(baseUrl);
    }
    return builder.build();
  }

  /** A builder for Cohere's API, without a key. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects settings, each at most once. Not thread-safe. */
  public static final class Builder {
    private final TargetSettings target = new TargetSettings();
    private @Nullable EmbeddingInputType inputType;

    private Builder() {}

    /**
     * Sets the name that model references start with: letters, digits, {@code . _ -}; default
     * {@code cohere}.
     *
     * @throws IllegalArgumentException when it has other characters or none
     */
    public Builder name(String newName) {
      target.name(newName);
      return this;
    }

    /**
     * Sets where the API keys come from, which are sent as {@code Authorization: Bearer}; default
     * none, for hosts that need no key.
     */
    public Builder keys(KeySource source) {
      target.keys(source);
      return this;
    }

    /**
     * Sets the address that {@code /v2}, and for counts {@code /v1}, is added to; default {@link
     * Cohere#BASE_URL}.
     *
     * @throws IllegalArgumentException when it is no http or https address, or has a user, a query
     *     or a fragment
     */
    public Builder baseUrl(String url) {
      target.baseUrl(url);
      return this;
    }

    /**
     * Sets what texts are embedded for where a request does not say so itself, in the field {@value
     * EmbeddingInputType#FIELD} of its {@code extraBody}; default {@link
     * EmbeddingInputType#SEARCH_DOCUMENT}.
     */
    public Builder embeddingInputType(EmbeddingInputType type) {
      TargetSettings.checkUnset(inputType, "embeddingInputType");
      inputType = Objects.requireNonNull(type, "type");
      return this;
    }

    /**
     * Sets how large the media of a request may be, for accounts, models and hosts that take more
     * or less than the provider publishes; default what it publishes, see {@link
     * Provider#mediaLimits()}.
     */
    public Builder mediaLimits(MediaLimits limits) {
      target.mediaLimits(limits);
      return this;
    }

    /** Sets how HTTP is used; default {@link HttpSettings#DEFAULTS}. */
    public Builder http(HttpSettings settings) {
      target.http(settings);
      return this;
    }

    /**
     * Adds a header to every request; each name once.
     *
     * @throws IllegalArgumentException when name or value cannot stand in a header, or it is one
     *     that the gateway sets itself; the message does not show the value
     */
    public Builder header(String headerName, String value) {
      target.header(headerName, value);
      return this;
    }

    /** The provider: no network and no threads before its first call. */
    public Provider build() {
      return target.provider(
          "cohere",
          BASE_URL,
          CAPABILITIES,
          KeyHeader.BEARER,
          Map.of(),
          new CohereFormat(inputType == null ? EmbeddingInputType.SEARCH_DOCUMENT : inputType));
    }
  }
}
