package io.llmgw.providers.openai;

import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.api.provider.Settings;
import io.llmgw.providers.exchange.NamedKeys;
import io.llmgw.providers.http.HttpSettings;

/**
 * Makes the provider {@code azure} from settings: {@code base-url}, the address of the resource;
 * and optional ones, {@code key} (or {@code key-env}, the name of an environment variable, or
 * {@code key-file}, as {@link io.llmgw.api.provider.Keys#file(java.nio.file.Path)} reads it),
 * {@code key-header} ({@code api-key}, the default, or {@code authorization}, for tokens of
 * Microsoft Entra ID), {@code api-version}, {@code api} ({@code chat-completions}, the default, or
 * {@code responses}), {@code name}, and those of {@link HttpSettings#named(Settings)}.
 */
public final class AzureOpenAiProviderFactory implements ProviderFactory {
  /** For {@link java.util.ServiceLoader}. */
  public AzureOpenAiProviderFactory() {}

  @Override
  public String name() {
    return "azure";
  }

  @Override
  public Provider create(Settings settings) {
    AzureOpenAi.Builder builder = AzureOpenAi.builder();
    KeySource keys = NamedKeys.of(settings);
    boolean tokens = areTokens(settings.text("key-header", "api-key"));
    if (keys != null && tokens) {
      builder.tokens(keys);
    } else if (keys != null) {
      builder.keys(keys);
    }
    String baseUrl = settings.text("base-url");
    if (baseUrl == null) {
      throw new IllegalArgumentException(
          "setting 'base-url' is missing: the address of the resource, as"
              + " https://NAME.openai.azure.com");
    }
    builder.baseUrl(baseUrl);
    String version = settings.text("api-version");
    if (version != null) {
      builder.apiVersion(version);
    }
    String api = settings.text("api");
    if (api != null) {
      builder.api(OpenAiApi.named(api));
    }
    builder.name(settings.text("name", name()));
    builder.http(HttpSettings.named(settings));
    settings.rejectUnread();
    return builder.build();
  }

  private static boolean areTokens(String header) {
    return switch (header) {
      case "api-key" -> false;
      case "authorization" -> true;
      default ->
          throw new IllegalArgumentException(
              "setting 'key-header' is api-key or authorization, not '" + header + "'");
    };
  }
}
