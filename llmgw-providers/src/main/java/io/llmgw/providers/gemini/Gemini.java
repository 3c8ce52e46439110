package io.llmgw.providers.gemini;

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
 * Google's Gemini API (ai.google.dev/api), or a host that speaks the same protocol at a base URL of
 * its own; {@link Vertex} is Google Cloud's.
 *
 * <p>Fields of a request's {@code extraBody} take the place of fields of the same name that the
 * provider would write, those inside of {@code generationConfig} one by one; {@code model}, {@code
 * contents}, {@code systemInstruction} and {@code candidateCount} are refused there with {@code
 * UNSUPPORTED}. System messages go before the conversation wherever they stood. Thoughts and
 * signatures go back to the provider that made them, each signature on the part that it came with;
 * parts that only the provider understands are kept as provider items and go back unchanged. All
 * are left out elsewhere. A call that another provider's model made, in a turn that is not over, is
 * sent to models since Gemini 3 with the value that Google documents for calls without a signature.
 */
public final class Gemini {
  /** Where Google answers. */
  public static final String BASE_URL = "https://generativelanguage.googleapis.com";

  /** The version of the API that is spoken. */
  public static final String VERSION = "v1beta";

  static final Capabilities CAPABILITIES =
      Capabilities.of(
          Capability.CHAT,
          Capability.EMBEDDINGS,
          Capability.STREAMING,
          Capability.TOOLS,
          Capability.TOOL_CHOICE,
          Capability.IMAGES,
          Capability.AUDIO,
          Capability.VIDEO,
          Capability.DOCUMENTS,
          Capability.JSON_OBJECT,
          Capability.JSON_SCHEMA,
          Capability.REASONING,
          Capability.TOKEN_COUNT);

  static final KeyHeader API_KEY = new KeyHeader("x-goog-api-key", "");

  private Gemini() {}

  /**
   * A provider as the environment describes it: the key in {@code GEMINI_API_KEY}, else in {@code
   * GOOGLE_API_KEY}; and {@code GOOGLE_GEMINI_BASE_URL} where it is set.
   *
   * @throws IllegalStateException when neither is set, or both are blank
   * @throws IllegalArgumentException when {@code GOOGLE_GEMINI_BASE_URL} is no http or https
   *     address
   */
  public static Provider fromEnv() {
    return fromEnv(System.getenv());
  }

  static Provider fromEnv(Map<String, String> environment) {
    Builder builder = builder();
    String name = "GEMINI_API_KEY";
    String key = environment.getOrDefault(name, "");
    if (key.isBlank()) {
      name = "GOOGLE_API_KEY";
      key = environment.getOrDefault(name, "");
    }
    if (key.isBlank()) {
      throw new IllegalStateException(
          "environment variable GEMINI_API_KEY is not set: put the API key there, or into"
              + " GOOGLE_API_KEY");
    }
    builder.keys(Keys.of(ApiKey.of(name, key.strip())));
    String baseUrl = environment.getOrDefault("GOOGLE_GEMINI_BASE_URL", "");
    if (!baseUrl.isBlank()) {
      builder.baseUrl(baseUrl);
    }
    return builder.build();
  }

  /** A builder for Google's API, without a key. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects settings, each at most once. Not thread-safe. */
  public static final class Builder {
    private final TargetSettings target = new TargetSettings();
    private @Nullable String version;

    private Builder() {}

    /**
     * Sets the name that model references start with: letters, digits, {@code . _ -}; default
     * {@code gemini}.
     *
     * @throws IllegalArgumentException when it has other characters or none
     */
    public Builder name(String newName) {
      target.name(newName);
      return this;
    }

    /**
     * Sets where the API keys come from, which are sent as {@code x-goog-api-key}; default none,
     * for hosts that need no key.
     */
    public Builder keys(KeySource source) {
      target.keys(source);
      return this;
    }

    /**
     * Sets the address that {@code /v1beta/models} is added to; default {@link Gemini#BASE_URL}.
     *
     * @throws IllegalArgumentException when it is no http or https address, or has a user, a query
     *     or a fragment
     */
    public Builder baseUrl(String url) {
      target.baseUrl(url);
      return this;
    }

    /**
     * Sets the version of the API; default {@link Gemini#VERSION}.
     *
     * @throws IllegalArgumentException when it has other characters than letters and digits, or
     *     none
     */
    public Builder version(String newVersion) {
      TargetSettings.checkUnset(version, "version");
      version = ApiVersion.checked(newVersion);
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
      String path = (version == null ? VERSION : version) + "/";
      return target.provider(
          "gemini",
          BASE_URL,
          CAPABILITIES,
          API_KEY,
          Map.of(),
          new GeminiFormat(new GeminiHost(path, "", "models/", false)));
    }
  }
}
