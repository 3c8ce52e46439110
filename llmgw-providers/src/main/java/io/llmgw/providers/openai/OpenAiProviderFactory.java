package io.llmgw.providers.openai;

import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.api.provider.Settings;
import io.llmgw.providers.exchange.NamedKeys;
import io.llmgw.providers.http.HttpSettings;
import org.jspecify.annotations.Nullable;

/**
 * Makes the provider {@code openai} from settings, all of them optional: {@code key} (or {@code
 * key-env}, the name of an environment variable, or {@code key-file}, as {@link
 * io.llmgw.api.provider.Keys#file(java.nio.file.Path)} reads it), {@code base-url}, {@code name},
 * {@code organization}, {@code project}, and those of {@link HttpSettings#named(Settings)}.
 */
public final class OpenAiProviderFactory implements ProviderFactory {
  /** For {@link java.util.ServiceLoader}. */
  public OpenAiProviderFactory() {}

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public Provider create(Settings settings) {
    OpenAi.Builder builder = OpenAi.builder();
    KeySource keys = NamedKeys.of(settings);
    if (keys != null) {
      builder.keys(keys);
    }
    String baseUrl = settings.text("base-url");
    if (baseUrl != null) {
      builder.baseUrl(baseUrl);
    }
    builder.name(settings.text("name", name()));
    addHeaders(builder, settings.text("organization"), settings.text("project"));
    builder.http(HttpSettings.named(settings));
    settings.rejectUnread();
    return builder.build();
  }

  private static void addHeaders(
      OpenAi.Builder builder, @Nullable String organization, @Nullable String project) {
    if (organization != null) {
      builder.organization(organization);
    }
    if (project != null) {
      builder.project(project);
    }
  }
}
