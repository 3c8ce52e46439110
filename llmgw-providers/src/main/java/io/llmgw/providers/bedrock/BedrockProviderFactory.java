package io.llmgw.providers.bedrock;

import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.api.provider.Settings;
import io.llmgw.providers.aws.AwsCredentials;
import io.llmgw.providers.aws.AwsKeys;
import io.llmgw.providers.exchange.NamedKeys;
import io.llmgw.providers.http.HttpSettings;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the provider {@code bedrock} from settings: {@code region} (needed but for API keys at a
 * {@code base-url}); how it is paid, at most one of {@code key} (or {@code key-env}, {@code
 * key-file}: Bedrock API keys), {@code access-key-id} with {@code secret-access-key} and perhaps
 * {@code session-token}, {@code profile} (of the {@linkplain AwsKeys#profile(String) shared
 * files}), and {@code credentials} ({@code standard}, {@code container}, {@code instance} or {@code
 * web-identity}, as {@link AwsKeys} has them); {@code api} ({@code converse} or {@code invoke}),
 * {@code base-url}, {@code name}, and those of {@link HttpSettings#named(Settings)}.
 */
public final class BedrockProviderFactory implements ProviderFactory {
  /** For {@link java.util.ServiceLoader}. */
  public BedrockProviderFactory() {}

  @Override
  public String name() {
    return "bedrock";
  }

  @Override
  public Provider create(Settings settings) {
    Bedrock.Builder builder = Bedrock.builder();
    addKeys(builder, NamedKeys.of(settings), credentials(settings));
    String region = settings.text("region");
    if (region != null) {
      builder.region(region);
    }
    String api = settings.text("api");
    if (api != null) {
      builder.api(BedrockApi.named(api));
    }
    String baseUrl = settings.text("base-url");
    if (baseUrl != null) {
      builder.baseUrl(baseUrl);
    }
    builder.name(settings.text("name", name()));
    builder.http(HttpSettings.named(settings));
    settings.rejectUnread();
    return builder.build();
  }

  private static void addKeys(
      Bedrock.Builder builder, @Nullable KeySource keys, @Nullable KeySource credentials) {
    if (keys != null && credentials != null) {
      throw new IllegalArgumentException(
          "settings of a key exclude 'access-key-id', 'profile' and 'credentials'");
    }
    if (keys != null) {
      builder.keys(keys);
    }
    if (credentials != null) {
      builder.credentials(credentials);
    }
  }

  private static @Nullable KeySource credentials(Settings settings) {
    String id = settings.text("access-key-id");
    String secret = settings.text("secret-access-key");
    String token = settings.text("session-token");
    String profile = settings.text("profile");
    if ((id == null) != (secret == null) || (id == null && token != null)) {
      throw new IllegalArgumentException(
          "settings 'access-key-id' and 'secret-access-key' need each other");
    }
    String found = settings.text("credentials");
    if (Stream.of(id, profile, found).filter(Objects::nonNull).count() > 1) {
      throw new IllegalArgumentException(
          "settings 'access-key-id', 'profile' and 'credentials' exclude each other");
    }
    if (id != null && secret != null) {
      AwsCredentials lasting = AwsCredentials.of(id, secret);
      return AwsKeys.of(token == null ? lasting : lasting.withSessionToken(token));
    }
    if (found != null) {
      return found(found);
    }
    return profile == null ? null : AwsKeys.profile(profile);
  }

  private static KeySource found(String where) {
    return switch (where) {
      case "standard" -> AwsKeys.standard();
      case "container" -> AwsKeys.container();
      case "instance" -> AwsKeys.instance();
      case "web-identity" -> AwsKeys.webIdentity();
      default ->
          throw new IllegalArgumentException(
              "setting 'credentials' is standard, container, instance or web-identity, not '"
                  + where
                  + "'");
    };
  }
}
