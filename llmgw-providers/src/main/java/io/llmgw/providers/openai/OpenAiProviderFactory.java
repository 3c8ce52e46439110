package io.llmgw.providers.openai;

import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.api.provider.Settings;
import io.llmgw.providers.http.HttpSettings;
import org.jspecify.annotations.Nullable;

/**
 * Makes the provider {@code openai} from settings, all of them optional: {@code key} (or {@code
 * key-env}, the name of an environment variable), {@code base-url}, {@code name}, {@code
 * organization}, {@code project}, {@code max-response-bytes}.
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
    String key = settings.text("key");
    String variable = settings.text("key-env");
    if (key != null && variable != null) {
      throw new IllegalArgumentException("settings 'key' and 'key-env' exclude each other");
    }
    if (key != null) {
      builder.keys(Keys.of(key));
    } else if (variable != null) {
      builder.keys(Keys.env(variable));
    }
    String baseUrl = settings.text("base-url");
    if (baseUrl != null) {
      builder.baseUrl(baseUrl);
    }
    builder.name(settings.text("name", name()));
    addHeaders(builder, settings.text("organization"), settings.text("project"));
    long maxResponseBytes = settings.number("max-response-bytes", 0);
    if (maxResponseBytes != 0) {
      builder.http(HttpSettings.builder().maxResponseBytes(maxResponseBytes).build());
    }
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
