package io.llmgw.providers.bedrock;

import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.aws.signing.SignedKey;
import io.llmgw.providers.exchange.KeyHeader;
import io.llmgw.providers.exchange.KeyProof;
import io.llmgw.providers.exchange.TargetSettings;
import io.llmgw.providers.http.HttpSettings;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Models at AWS Bedrock, by its Converse API or, for Claude, by InvokeModel, see {@link
 * BedrockApi}; without the SDK of AWS. A model is named by its id, that of an inference profile, or
 * an ARN: {@code bedrock/eu.anthropic.claude-sonnet-4-5-20250929 -v1:0}.
 *
 * <p>By Converse, fields of a request's {@code extraBody} take the place of fields of the same name
 * that the provider would write; {@code modelId}, {@code messages} and {@code system} are refused
 * there with {@code UNSUPPORTED}. The members of {@code additionalModelRequestFields} are written
 * beside those that the provider writes there. System messages go before the conversation wherever
 * they stood. Reasoning goes back with its signature to the provider that signed it; blocks that
 * only the provider understands are kept as provider items and go back unchanged. Both are left out
 * elsewhere.
 *
 * <p>Vectors come from the models of Amazon Titan and Cohere Embed, which are told by their ids, by
 * InvokeModel whatever the API of chats is. Tokens of a chat are counted for Claude, by the id of
 * the model itself where an inference profile is named.
 */
public final class Bedrock {
  private static final String SERVICE = "bedrock";
  private static final Capabilities CAPABILITIES =
      Capabilities.of(
          Capability.CHAT,
          Capability.EMBEDDINGS,
          Capability.TOKEN_COUNT,
          Capability.STREAMING,
          Capability.TOOLS,
          Capability.TOOL_CHOICE,
          Capability.IMAGES,
          Capability.AUDIO,
          Capability.VIDEO,
          Capability.DOCUMENTS,
          Capability.JSON_SCHEMA,
          Capability.REASONING);

  private static final Capabilities OF_CLAUDE =
      CAPABILITIES.without(Capability.AUDIO).without(Capability.VIDEO);

  private Bedrock() {}

  /**
   * A provider as the environment describes it: an API key in {@code AWS_BEARER_TOKEN_BEDROCK},
   * else the credentials that {@link io.llmgw.providers.aws.AwsKeys#standard} finds: in variables,
   * by a web identity, in the shared files, of a container or of the instance; the region in {@code
   * AWS_REGION}, else {@code AWS_DEFAULT_REGION}, else that of the profile; and {@code
   * AWS_ENDPOINT_URL_BEDROCK_RUNTIME}, else {@code AWS_ENDPOINT_URL}, where one is set.
   *
   * @throws IllegalStateException when there is no region, or no credentials and this can be no
   *     instance of AWS; the message says where they were looked for. Whether it is an instance
   *     with a role, the first call finds out
   * @throws IllegalArgumentException when what was found cannot be one
   */
  public static Provider fromEnv() {
    return fromEnv(System.getenv());
  }

  static Provider fromEnv(Map<String, String> environment) {
    Builder builder = builder();
    new BedrockEnvironment(environment).tell(builder);
    return builder.build();
  }

  /** A builder without a key and a region. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects settings, each at most once. Not thread-safe. */
  public static final class Builder {
    private final TargetSettings target = new TargetSettings();
    private @Nullable String region;
    private @Nullable BedrockApi api;
    private boolean signed;
    private boolean elsewhere;

    private Builder() {}

    /**
     * Sets the name that model references start with: letters, digits, {@code . _ -}; default
     * {@code bedrock}.
     *
     * @throws IllegalArgumentException when it has other characters or none
     */
    public Builder name(String newName) {
      target.name(newName);
      return this;
    }

    /**
     * Sets the region, such as {@code eu-central-1}: it is a part of the address and of signatures.
     *
     * @throws IllegalArgumentException when it has other characters than small letters, digits and
     *     hyphens, or none
     */
    public Builder region(String newRegion) {
      TargetSettings.checkUnset(region, "region");
      boolean fits = !newRegion.isEmpty();
      for (int i = 0; i < newRegion.length(); i++) {
        char c = newRegion.charAt(i);
        fits &= (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
      }
      if (!fits) {
        throw new IllegalArgumentException(
            "the name of a region has small letters, digits and '-', not '" + newRegion + "'");
      }
      region = newRegion;
      return this;
    }

    /** Sets the API that chats are answered by; default {@link BedrockApi#CONVERSE}. */
    public Builder api(BedrockApi newApi) {
      TargetSettings.checkUnset(api, "api");
      api = Objects.requireNonNull(newApi, "newApi");
      return this;
    }

    /**
     * Sets where the credentials come from that requests are signed with, see {@link
     * io.llmgw.providers.aws.AwsKeys}; default none. Excludes {@link #keys}.
     */
    public Builder credentials(KeySource source) {
      target.keys(source);
      signed = true;
      return this;
    }

    /**
     * Sets where Bedrock API keys come from, which are sent as {@code Authorization: Bearer}.
     * Excludes {@link #credentials}.
     */
    public Builder keys(KeySource source) {
      target.keys(source);
      return this;
    }

    /**
     * Sets the address that {@code /model/...} is added to, as that of a VPC endpoint; default
     * {@code https://bedrock-runtime.REGION.amazonaws.com}.
     *
     * @throws IllegalArgumentException when it is no http or https address, or has a user, a query
     *     or a fragment
     */
    public Builder baseUrl(String url) {
      target.baseUrl(url);
      elsewhere = true;
      return this;
    }

    /**
     * Sets how large the media of a request may be, for models that take more or less than the
     * provider publishes; default what it publishes, see {@link Provider#mediaLimits()}.
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
     * Adds a header to every request, as {@code X-Amzn-Bedrock-...}; each name once.
     *
     * @throws IllegalArgumentException when name or value cannot stand in a header, or it is one
     *     that the gateway sets itself; the message does not show the value
     */
    public Builder header(String headerName, String value) {
      target.header(headerName, value);
      return this;
    }

    /**
     * The provider: no network and no threads before its first call.
     *
     * @throws IllegalStateException when a region is needed and not set: always, but for API keys
     *     at an address of one's own
     */
    public Provider build() {
      if (region == null && (signed || !elsewhere)) {
        throw new IllegalStateException("set region, as eu-central-1");
      }
      KeyProof proof = signed && region != null ? new SignedKey(region, SERVICE) : KeyHeader.BEARER;
      return target.provider(
          SERVICE,
          region == null ? null : address(region),
          api == BedrockApi.INVOKE ? OF_CLAUDE : CAPABILITIES,
          proof,
          Map.of(),
          BedrockFormat.of(api == null ? BedrockApi.CONVERSE : api));
    }

    /** The endpoints of China have a domain of their own. */
    private static String address(String region) {
      String domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
      return "https://bedrock-runtime." + region + "." + domain;
    }
  }
}
