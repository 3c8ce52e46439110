package io.llmgw.providers.ollama;

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
import org.jspecify.annotations.Nullable;

/**
 * An Ollama server by its own protocol (docs.ollama.com/api), or its cloud. What speaks OpenAI's at
 * its {@code /v1} is {@link io.llmgw.providers.openai.CompatibleHost#OLLAMA}.
 *
 * <p>A server cuts what does not fit the context window of a model from the beginning of a
 * conversation, and says nothing of it; the window is what {@link Builder#contextTokens} asks for,
 * else what the server does, which may be 4096 tokens.
 *
 * <p>Fields of a request's {@code extraBody} take the place of fields of the same name that the
 * provider would write, those inside of {@code options} one by one ({@code num_ctx}, {@code min_p},
 * {@code repeat_penalty}); {@code model}, {@code messages} and {@code stream} are refused there
 * with {@code UNSUPPORTED}. {@code keep_alive} says how long the model stays loaded. The protocol
 * has no choice of tools: where none may be called, the model is not told of any. Thoughts go back
 * to the provider they came from. Images are sent as bytes; their addresses are refused. That a
 * tool failed is said by the text of its result alone.
 */
public final class Ollama {
  /** Where a server answers that is started without more ado. */
  public static final String BASE_URL = "http://localhost:11434";

  /** Where Ollama's cloud answers, which needs a key. */
  public static final String CLOUD_URL = "https://ollama.com";

  private static final int MOST_CONTEXT_TOKENS = 100_000_000;
  private static final Capabilities CAPABILITIES =
      Capabilities.of(
          Capability.CHAT,
          Capability.EMBEDDINGS,
          Capability.STREAMING,
          Capability.TOOLS,
          Capability.IMAGES,
          Capability.JSON_OBJECT,
          Capability.JSON_SCHEMA,
          Capability.REASONING);

  private Ollama() {}

  /**
   * A provider as the environment describes it: the address in {@code OLLAMA_HOST}, as Ollama's own
   * client reads it ({@code gpu-7}, {@code gpu-7:8000}, {@code https://ollama.com}), else {@link
   * #BASE_URL}; and the key in {@code OLLAMA_API_KEY} where it is set.
   *
   * @throws IllegalArgumentException when {@code OLLAMA_HOST} is no http or https address
   */
  public static Provider fromEnv() {
    return fromEnv(System.getenv());
  }

  static Provider fromEnv(Map<String, String> environment) {
    Builder builder = builder();
    String key = environment.getOrDefault("OLLAMA_API_KEY", "");
    if (!key.isBlank()) {
      builder.keys(Keys.of(ApiKey.of("OLLAMA_API_KEY", key.strip())));
    }
    String host = environment.getOrDefault("OLLAMA_HOST", "");
    if (!host.isBlank()) {
      builder.baseUrl(OllamaAddress.of(host));
    }
    return builder.build();
  }

  /** A builder for a server on this machine, without a key. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects settings, each at most once. Not thread-safe. */
  public static final class Builder {
    private final TargetSettings target = new TargetSettings();
    private @Nullable Integer contextTokens;

    private Builder() {}

    /**
     * Sets the name that model references start with: letters, digits, {@code . _ -}; default
     * {@code ollama}.
     *
     * @throws IllegalArgumentException when it has other characters or none
     */
    public Builder name(String newName) {
      target.name(newName);
      return this;
    }

    /**
     * Sets where API keys come from, which are sent as {@code Authorization: Bearer}; default none,
     * as servers of one's own need none.
     */
    public Builder keys(KeySource source) {
      target.keys(source);
      return this;
    }

    /**
     * Sets the address that {@code /api/chat} is added to; default {@link Ollama#BASE_URL}.
     *
     * @throws IllegalArgumentException when it is no http or https address, or has a user, a query
     *     or a fragment
     */
    public Builder baseUrl(String url) {
      target.baseUrl(url);
      return this;
    }

    /**
     * Sets the context window in tokens that every request asks for, prompt and answer together,
     * {@code num_ctx}; default the server's own. A request that names another one in {@code
     * options} of its {@code extraBody} asks for that. A server loads a model anew for each
     * different window.
     *
     * @throws IllegalArgumentException when it is not from 1 to 100,000,000
     */
    public Builder contextTokens(int tokens) {
      TargetSettings.checkUnset(contextTokens, "contextTokens");
      if (tokens < 1 || tokens > MOST_CONTEXT_TOKENS) {
        throw new IllegalArgumentException(
            "contextTokens must be from 1 to " + MOST_CONTEXT_TOKENS + ", not " + tokens);
      }
      contextTokens = tokens;
      return this;
    }

    /**
     * Sets how large the media of a request may be; default unknown, see {@link
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
          "ollama",
          BASE_URL,
          CAPABILITIES,
          KeyHeader.BEARER,
          Map.of(),
          new OllamaFormat(contextTokens));
    }
  }
}
