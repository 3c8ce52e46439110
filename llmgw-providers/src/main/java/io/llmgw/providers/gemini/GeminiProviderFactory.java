package io.llmgw.providers.gemini;

import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.api.provider.Settings;
import io.llmgw.providers.exchange.NamedKeys;
import io.llmgw.providers.http.HttpSettings;

/**
 * Makes the provider {@code gemini} from settings, all of them optional: {@code key} (or {@code
 * key-env}, the name of an environment variable, or {@code key-file}, as {@link
 * io.llmgw.api.provider.Keys#file(java.nio.file.Path)} reads it), {@code base-url}, {@code name},
 * {@code version}, and those of {@link HttpSettings#named(Settings)}.
 */
public final class GeminiProviderFactory implements ProviderFactory {
  /** For {@link java.util.ServiceLoader}. */
  public GeminiProviderFactory() {}

  @Override
  public String name() {
    return "gemini";
  }

  @Override
  public Provider create(Settings settings) {
    Gemini.Builder builder = Gemini.builder();
    KeySource keys = NamedKeys.of(settings);
    if (keys != null) {
      builder.keys(keys);
    }
    String baseUrl = settings.text("base-url");
    if (baseUrl != null) {
      builder.baseUrl(baseUrl);
    }
    builder.name(settings.text("name", name()));
    builder.version(settings.text("version", Gemini.VERSION));
    builder.http(HttpSettings.named(settings));
    settings.rejectUnread();
    return builder.build();
  }
}
