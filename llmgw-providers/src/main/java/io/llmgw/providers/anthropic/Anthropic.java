package io.llmgw.providers.anthropic;

import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.exchange.HttpTarget;
import io.llmgw.providers.exchange.KeyHeader;
import io.llmgw.providers.exchange.TargetSettings;
import io.llmgw.providers.http.HttpSettings;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's Messages (platform.claude.com/docs/en/api/messages), or a host that speaks the same
 * protocol at a base URL of its own.
 *
 * <p>Fields of a request's {@code extraBody} take the place of fields of the same name that the
 * provider would write; {@code model}, {@code messages}, {@code system} and {@code stream} are
 * refused there with {@code UNSUPPORTED}. System messages go before the conversation wherever they
 * stood. Reasoning goes back with its signature to the provider that signed it; blocks that only
 * the provider understands are kept as provider items and go back unchanged. Both are left out
 * elsewhere.
 */
public final class Anthropic {
  /** Where Anthropic itself answers. */
  public static final String BASE_URL = "https://api.anthropic.com";

  /** The version of the protocol that is spoken: {@code anthropic-version}. */
  public static final String VERSION = "2023-06-01";

  /**
   * The most tokens of an answer where the request does not limit them: the protocol wants a limit
   * in every request, every model since Claude 3.5 takes this one, and a shorter one would cut off
   * answers that other providers finish. Reasoning gets room beside it: its budget, or 24,576
   * tokens where it has none.
   */
  public static final int DEFAULT_MAX_TOKENS = 8192;

  private static final KeyHeader API_KEY = new KeyHeader("x-api-key", "");
  private static final String VERSION_HEADER = "anthropic-version";
  private static final String BETA = "anthropic-beta";
  private static final Capabilities CAPABILITIES =
      Capabilities.of(
          Capability.CHAT,
          Capability.STREAMING,
          Capability.TOOLS,
          Capability.TOOL_CHOICE,
          Capability.IMAGES,
          Capability.DOCUMENTS,
          Capability.JSON_SCHEMA,
          Capability.REASONING,
          Capability.TOKEN_COUNT);

  private Anthropic() {}

  /**
   * A provider as the environment describes it: the key in {@code ANTHROPIC_API_KEY}, else a token
   * in {@code ANTHROPIC_AUTH_TOKEN}; and {@code ANTHROPIC_BASE_URL} where it is set.
   *
   * @throws IllegalStateException when neither is set, or both are blank
   * @throws IllegalArgumentException when {@code ANTHROPIC_BASE_URL} is no http or https address
   */
  public static Provider fromEnv() {
    return fromEnv(System.getenv());
  }

  static Provider fromEnv(Map<String, String> environment) {
    Builder builder = builder();
    String key = environment.getOrDefault("ANTHROPIC_API_KEY", "");
    String token = environment.getOrDefault("ANTHROPIC_AUTH_TOKEN", "");
    if (!key.isBlank()) {
      builder.keys(Keys.of(ApiKey.of("ANTHROPIC_API_KEY", key.strip())));
    } else if (!token.isBlank()) {
      builder.tokens(Keys.of(ApiKey.of("ANTHROPIC_AUTH_TOKEN", token.strip())));
    } else {
      throw new IllegalStateException(
          "environment variable ANTHROPIC_API_KEY is not set: put the API key there, or a token"
              + " into ANTHROPIC_AUTH_TOKEN");
    }
    String baseUrl = environment.getOrDefault("ANTHROPIC_BASE_URL", "");
    if (!baseUrl.isBlank()) {
      builder.baseUrl(baseUrl);
    }
    return builder.build();
  }

  /** A builder for Anthropic itself, without a key. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects settings, each at most once. Not thread-safe. */
  public static final class Builder {
    private final TargetSettings target = new TargetSettings();
    private KeyHeader keyHeader = API_KEY;
    private @Nullable String version;
    private @Nullable Integer defaultMaxTokens;
    private boolean takesUnsigned;
    private final Set<String> betas = new LinkedHashSet<>();

    private Builder() {}

    /**
     * Sets the name that model references start with: letters, digits, {@code . _ -}; default
     * {@code anthropic}.
     *
     * @throws IllegalArgumentException when it has other characters or none
     */
    public Builder name(String newName) {
      target.name(newName);
      return this;
    }

    /**
     * Sets where the API keys come from, which are sent as {@code x-api-key}; default none, for
     * hosts that need no key. Excludes {@link #tokens}.
     */
    public Builder keys(KeySource source) {
      target.keys(source);
      return this;
    }

    /**
     * Sets where tokens come from, as OAuth and most gateways want them, which are sent as {@code
     * Authorization: Bearer}. Excludes {@link #keys}.
     */
    public Builder tokens(KeySource source) {
      keys(source);
      keyHeader = KeyHeader.BEARER;
      return this;
    }

    /**
     * Sets the address that {@code /v1/messages} is added to; default {@link Anthropic#BASE_URL}.
     *
     * @throws IllegalArgumentException when it is no http or https address, or has a user, a query
     *     or a fragment
     */
    public Builder baseUrl(String url) {
      target.baseUrl(url);
      return this;
    }

    /** Sets the version of the protocol; default {@link Anthropic#VERSION}. */
    public Builder version(String newVersion) {
      TargetSettings.checkUnset(version, "version");
      HttpTarget.checkHeader(VERSION_HEADER, newVersion);
      version = newVersion;
      return this;
    }

    /**
     * Asks for a feature that is not released yet, in every request: adds it to {@code
     * anthropic-beta}. A request that names its own in an extra header of that name asks for those
     * alone.
     *
     * @param feature its name with its date, e.g. {@code files-api-2025-04-14}
     * @throws IllegalArgumentException when it cannot be one of a list in a header
     */
    public Builder beta(String feature) {
      HttpTarget.checkHeader(BETA, feature);
      if (feature.isBlank() || feature.indexOf(',') >= 0) {
        throw new IllegalArgumentException(
            "a beta feature must be one word without commas, not '" + feature + "'");
      }
      betas.add(feature.strip());
      return this;
    }

    /**
     * Sets the most tokens of an answer where a request does not limit them; default {@link
     * Anthropic#DEFAULT_MAX_TOKENS}.
     *
     * @throws IllegalArgumentException when it is not from 1 to 1,000,000
     */
    public Builder defaultMaxTokens(int tokens) {
      TargetSettings.checkUnset(defaultMaxTokens, "defaultMaxTokens");
      if (tokens < 1 || tokens > 1_000_000) {
        throw new IllegalArgumentException(
            "defaultMaxTokens must be from 1 to 1000000, not " + tokens);
      }
      defaultMaxTokens = tokens;
      return this;
    }

    /**
     * Sends thoughts back that have no signature, for hosts of this protocol that do not sign them
     * and want them back in a loop of tools, as DeepSeek; default not, since Anthropic refuses
     * them. Only those go back that came from a provider of this name.
     */
    public Builder takesUnsignedReasoning() {
      TargetSettings.checkUnset(takesUnsigned ? this : null, "takesUnsignedReasoning");
      takesUnsigned = true;
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
     *     that another setting makes; the message does not show the value
     */
    public Builder header(String headerName, String value) {
      String lower = headerName.toLowerCase(Locale.ROOT);
      if (lower.equals(BETA) || lower.equals(VERSION_HEADER)) {
        throw new IllegalArgumentException("header " + lower + " is set by beta and version");
      }
      target.header(lower, value);
      return this;
    }

    /** The provider: no network and no threads before its first call. */
    public Provider build() {
      Map<String, String> own = new LinkedHashMap<>();
      own.put(VERSION_HEADER, version == null ? VERSION : version);
      if (!betas.isEmpty()) {
        own.put(BETA, String.join(",", betas));
      }
      return target.provider(
          "anthropic",
          BASE_URL,
          CAPABILITIES,
          keyHeader,
          own,
          new AnthropicFormat(
              defaultMaxTokens == null ? DEFAULT_MAX_TOKENS : defaultMaxTokens, !takesUnsigned));
    }
  }
}
