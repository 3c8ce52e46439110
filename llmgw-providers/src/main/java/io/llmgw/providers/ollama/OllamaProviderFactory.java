package io.llmgw.providers.ollama;

import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.api.provider.Settings;
import io.llmgw.providers.exchange.NamedKeys;
import io.llmgw.providers.http.HttpSettings;

/**
 * Makes the provider {@code ollama} from settings, all of them optional: {@code base-url}, {@code
 * context-tokens} (the window that every request asks for), {@code key} (or {@code key-env}, the
 * name of an environment variable, or {@code key-file}, as {@link
 * io.llmgw.api.provider.Keys#file(java.nio.file.Path)} reads it), {@code name}, and those of {@link
 * HttpSettings#named(Settings)}.
 */
public final class OllamaProviderFactory implements ProviderFactory {
  /** For {@link java.util.ServiceLoader}. */
  public OllamaProviderFactory() {}

  @Override
  public String name() {
    return "ollama";
  }

  @Override
  public Provider create(Settings settings) {
    Ollama.Builder builder = Ollama.builder();
    KeySource keys = NamedKeys.of(settings);
    if (keys != null) {
      builder.keys(keys);
    }
    String baseUrl = settings.text("base-url");
    if (baseUrl != null) {
      builder.baseUrl(baseUrl);
    }
    if (settings.text("context-tokens") != null) {
      long tokens = settings.number("context-tokens", 0);
      builder.contextTokens((int) Math.max(0, Math.min(Integer.MAX_VALUE, tokens)));
    }
    builder.name(settings.text("name", name()));
    builder.http(HttpSettings.named(settings));
    settings.rejectUnread();
    return builder.build();
  }
}
