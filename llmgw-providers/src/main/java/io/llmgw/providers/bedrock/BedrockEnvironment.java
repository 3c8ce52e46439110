package io.llmgw.providers.bedrock;

import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Keys;
import io.llmgw.providers.aws.AwsKeys;
import io.llmgw.providers.aws.profile.SharedFiles;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the environment says of Bedrock, by the names that the SDKs of AWS read. */
final class BedrockEnvironment {
  private static final String BEARER = "AWS_BEARER_TOKEN_BEDROCK";
  private static final List<String> REGIONS = List.of("AWS_REGION", "AWS_DEFAULT_REGION");
  private static final List<String> ENDPOINTS =
      List.of("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "AWS_ENDPOINT_URL");

  private final Map<String, String> variables;
  private final SharedFiles files;
  private final String profile;

  BedrockEnvironment(Map<String, String> variables) {
    this.variables = variables;
    this.files = SharedFiles.of(variables);
    String named = first(List.of("AWS_PROFILE"));
    this.profile = named == null ? "default" : named;
  }

  private @Nullable String first(List<String> names) {
    for (String name : names) {
      String value = variables.getOrDefault(name, "").strip();
      if (!value.isEmpty()) {
        return value;
      }
    }
    return null;
  }

  /** Tells the builder what is there. */
  void tell(Bedrock.Builder builder) {
    String bearer = first(List.of(BEARER));
    if (bearer != null) {
      builder.keys(Keys.of(ApiKey.of(BEARER, bearer)));
    } else {
      builder.credentials(credentials());
    }
    String endpoint = first(ENDPOINTS);
    if (endpoint != null) {
      builder.baseUrl(endpoint);
    }
    String region = region();
    if (region != null) {
      builder.region(region);
    } else if (bearer == null || endpoint == null) {
      throw new IllegalStateException(
          "no region for Bedrock: AWS_REGION is not set, and profile '" + profile + "' names none");
    }
  }

  private KeySource credentials() {
    try {
      return AwsKeys.standard(variables);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(BEARER + " is not set, and " + e.getMessage(), e);
    }
  }

  private @Nullable String region() {
    String named = first(REGIONS);
    return named == null ? regionOfProfile() : named;
  }

  private @Nullable String regionOfProfile() {
    try {
      return files.read(profile).get("region");
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }
}
