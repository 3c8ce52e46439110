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
import io.llmgw.providers.dialect.DialectBuilder;
import io.llmgw.providers.dialect.Parameter;
import io.llmgw.providers.dialect.ReasoningAsk;
import io.llmgw.providers.dialect.VectorForm;
import io.llmgw.providers.exchange.KeyHeader;
import io.llmgw.providers.exchange.TargetSettings;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.responses.ResponsesFormat;
import io.llmgw.providers.wire.WireFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's models at Azure (learn.microsoft.com/azure/ai-foundry/openai/reference): Chat
 * Completions or Responses, see {@link OpenAiApi}, and Embeddings, Images and Audio. What stands
 * behind the provider in a model reference is the name of a deployment, as {@code
 * azure/gpt-5-mini-of-ours}.
 *
 * <p>There are two sets of addresses. With an {@link Builder#apiVersion API version} that is a date
 * it is the classic one, with deployments in the path; else the v1 API. Requests are authorised by
 * a key, or by a token of Microsoft Entra ID.
 *
 * <p>An {@link Builder#baseUrl address} that ends in {@code /models} is that of the model inference
 * API, by which models of others are asked, as Grok and Llama: it has chats and embeddings, and of
 * chats what is common to its models, without reasoning. Other fields in a request's {@code
 * extraBody} are handed on to the model.
 *
 * <p>What Azure's filters found comes as provider items of the answer, {@code
 * prompt_filter_results} and {@code content_filter_results}, of Responses {@code content_filters};
 * a prompt that they refuse is {@code CONTENT_POLICY}. Everything else is as {@link OpenAi} says.
 */
public final class AzureOpenAi {
  private static final String NAME = "azure";
  private static final String INFERENCE = "/models";
  private static final KeyHeader API_KEY = new KeyHeader("api-key", "");

  private AzureOpenAi() {}

  /**
   * A provider as the environment describes it, by the names that OpenAI's own libraries have: the
   * address of the resource in {@code AZURE_OPENAI_ENDPOINT}; the key in {@code
   * AZURE_OPENAI_API_KEY}, or a token in {@code AZURE_OPENAI_AD_TOKEN}, which ends with its hour;
   * and where it is set {@code OPENAI_API_VERSION}.
   *
   * @throws IllegalStateException when the address is not set, or neither key nor token
   * @throws IllegalArgumentException when the address is no http or https address
   */
  public static Provider fromEnv() {
    return fromEnv(System.getenv());
  }

  static Provider fromEnv(Map<String, String> environment) {
    Builder builder = builder();
    String key = environment.getOrDefault("AZURE_OPENAI_API_KEY", "");
    String token = environment.getOrDefault("AZURE_OPENAI_AD_TOKEN", "");
    if (!key.isBlank()) {
      builder.keys(Keys.of(ApiKey.of("AZURE_OPENAI_API_KEY", key.strip())));
    } else if (!token.isBlank()) {
      builder.tokens(Keys.of(ApiKey.of("AZURE_OPENAI_AD_TOKEN", token.strip())));
    } else {
      throw new IllegalStateException(
          "environment variable AZURE_OPENAI_API_KEY is not set: put the API key there, or a token"
              + " into AZURE_OPENAI_AD_TOKEN");
    }
    String endpoint = environment.getOrDefault("AZURE_OPENAI_ENDPOINT", "");
    if (endpoint.isBlank()) {
      throw new IllegalStateException(
          "environment variable AZURE_OPENAI_ENDPOINT is not set: put the address of the resource"
              + " there, as https://NAME.openai.azure.com");
    }
    builder.baseUrl(endpoint);
    String version = environment.getOrDefault("OPENAI_API_VERSION", "");
    if (!version.isBlank()) {
      builder.apiVersion(version.strip());
    }
    return builder.build();
  }

  /** A builder without an address and without a key. */
  public static Builder builder() {
    return new Builder();
  }

  /** learn.microsoft.com, "Azure AI Model Inference REST API reference", and its types. */
  private static Dialect inference() {
    return Dialect.of(NAME)
        .can(
            Capability.IMAGES,
            Capability.AUDIO,
            Capability.JSON_OBJECT,
            Capability.JSON_SCHEMA,
            Capability.EMBEDDINGS)
        .calls(Parameter.MAX_OUTPUT_TOKENS, "max_tokens")
        .refuses(Parameter.PARALLEL_TOOL_CALLS, Parameter.USER_ID, Parameter.METADATA)
        .withoutStreamOptions()
        .withoutDeveloperRole()
        .withoutNames()
        .withoutRefusals()
        .reasoning(ReasoningAsk.NONE)
        .build();
  }

  private static Dialect dialect(AzureRoute route) {
    if (route.inference()) {
      return inference();
    }
    DialectBuilder page =
        ReasoningModels.on(Dialect.of(NAME)) // by the names that most give to their deployments
            .can(
                Capability.IMAGES,
                Capability.AUDIO,
                Capability.DOCUMENTS,
                Capability.JSON_OBJECT,
                Capability.JSON_SCHEMA,
                Capability.REASONING,
                Capability.EMBEDDINGS,
                // The reference has them at both sets of addresses.
                Capability.IMAGE_GENERATION,
                Capability.SPEECH,
                Capability.TRANSCRIPTION)
            // Its page "Azure OpenAI quotas and limits": 2048 texts in one request.
            .embeds(new EmbeddingLimits(2048, 300_000))
            .vectors(VectorForm.BASE64_FLOATS)
            .speaksAs("alloy")
            .takesCallIds(CallIdForm.UP_TO_40)
            // The reference of Chat Completions.
            .mostStops(4)
            .mostTemperature(2);
    if (!route.hasLaterNames()) {
      page.calls(Parameter.MAX_OUTPUT_TOKENS, "max_tokens").withoutStreamOptions();
    }
    return page.build();
  }

  /** Collects settings, each at most once. Not thread-safe. */
  public static final class Builder {
    private final TargetSettings target = new TargetSettings();
    private KeyHeader keyHeader = API_KEY;
    private @Nullable AzureRoute route;
    private @Nullable OpenAiApi api;
    private boolean inference;

    private Builder() {}

    /**
     * Sets the name that model references start with: letters, digits, {@code . _ -}; default
     * {@code azure}.
     *
     * @throws IllegalArgumentException when it has other characters or none
     */
    public Builder name(String newName) {
      target.name(newName);
      return this;
    }

    /**
     * Sets where the API keys come from, which are sent as {@code api-key}; default none. Excludes
     * {@link #tokens}.
     */
    public Builder keys(KeySource source) {
      target.keys(source);
      return this;
    }

    /**
     * Sets where tokens of Microsoft Entra ID come from, which are sent as {@code Authorization:
     * Bearer}; default none. They end after about an hour: the source is asked for each call, and
     * gives one that still holds. Excludes {@link #keys}.
     */
    public Builder tokens(KeySource source) {
      target.keys(source);
      keyHeader = KeyHeader.BEARER;
      return this;
    }

    /**
     * Sets the address of the resource, as {@code https://NAME.openai.azure.com}, to which the
     * paths of the API are added; default none, so it must be set. An {@code /openai/v1} at its end
     * is taken as said, and a {@code /models}, as of {@code
     * https://NAME.services.ai.azure.com/models}, is the model inference API.
     *
     * @throws IllegalArgumentException when it is no http or https address, or has a user, a query
     *     or a fragment
     */
    public Builder baseUrl(String url) {
      target.baseUrl(resource(url.strip()));
      inference = withoutSlash(url.strip()).endsWith(INFERENCE);
      return this;
    }

    private static String withoutSlash(String url) {
      return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static String resource(String url) {
      String bare = withoutSlash(url);
      for (String path : new String[] {"/openai/v1", "/openai", INFERENCE}) {
        if (bare.endsWith(path)) {
          return bare.substring(0, bare.length() - path.length());
        }
      }
      return url;
    }

    /**
     * Sets the version of the API; default none, which is the v1 API. A date, as {@code 2024-10-21}
     * or {@code 2025-04-01-preview}, is one of the classic API; before {@code 2024-09-01} usage of
     * streams is not asked for, as it was refused then. Any other word, as {@code preview}, is one
     * of the v1 API. The model inference API is asked for {@code 2024-05-01-preview} by default.
     *
     * @throws IllegalArgumentException when it is empty or cannot stand in a query
     */
    public Builder apiVersion(String version) {
      TargetSettings.checkUnset(route, "apiVersion");
      route = new AzureRoute(Objects.requireNonNull(version, "version"));
      return this;
    }

    /** Sets the API that chats are answered by; default {@link OpenAiApi#CHAT_COMPLETIONS}. */
    public Builder api(OpenAiApi newApi) {
      TargetSettings.checkUnset(api, "api");
      api = Objects.requireNonNull(newApi, "newApi");
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
     * @throws IllegalArgumentException when name or value cannot stand in a header; the message
     *     does not show the value
     */
    public Builder header(String headerName, String value) {
      target.header(headerName, value);
      return this;
    }

    /**
     * The provider: no network and no threads before its first call.
     *
     * @throws IllegalStateException when no address is set, or it is the one of the model inference
     *     API, and chats are to be answered by Responses
     */
    public Provider build() {
      if (inference && api == OpenAiApi.RESPONSES) {
        throw new IllegalStateException("the model inference API has no Responses");
      }
      AzureRoute chosen = new AzureRoute(route == null ? null : route.apiVersion(), inference);
      Dialect page = dialect(chosen);
      Dialect spoken = api == OpenAiApi.RESPONSES ? page.inResponses() : page;
      return target.provider(
          NAME, null, spoken.capabilities(), keyHeader, Map.of(), format(spoken, chosen));
    }

    private WireFormat format(Dialect spoken, AzureRoute chosen) {
      WireFormat format =
          api == OpenAiApi.RESPONSES ? new ResponsesFormat(spoken) : new OpenAiChatFormat(spoken);
      return new AzureFormat(format, chosen);
    }
  }
}
