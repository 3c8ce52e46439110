package io.llmgw.providers.openai;

import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.api.provider.Settings;
import io.llmgw.providers.http.HttpSettings;

/**
 * Makes the provider {@code mistral} from settings, all of them optional: {@code key} (or {@code
 * key-env}, the name of an environment variable, or {@code key-file}, as {@link
 * io.llmgw.api.provider.Keys#file(java.nio.file.Path)} reads it), {@code base-url}, {@code name},
 * and those of {@link HttpSettings#named(Settings)}.
 */
public final class MistralProviderFactory implements ProviderFactory {
  /** For {@link java.util.ServiceLoader}. */
  public MistralProviderFactory() {}

  @Override
  public String name() {
    return Mistral.DIALECT.name();
  }

  @Override
  public Provider create(Settings settings) {
    HostBuilder builder = NamedHostSettings.read(Mistral.DIALECT, settings);
    settings.rejectUnread();
    return builder.build();
  }
}
