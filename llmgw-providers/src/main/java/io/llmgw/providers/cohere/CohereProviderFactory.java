package io.llmgw.providers.cohere;

import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.api.provider.Settings;
import io.llmgw.providers.exchange.NamedKeys;
import io.llmgw.providers.http.HttpSettings;

/**
 * Makes the provider {@code cohere} from settings, all of them optional: {@code key} (or {@code
 * key-env}, the name of an environment variable, or {@code key-file}, as {@link
 * io.llmgw.api.provider.Keys#file(java.nio.file.Path)} reads it), {@code base-url}, {@code name},
 * {@code embedding-input-type}, a word such as {@code search_query}, and those of {@link
 * HttpSettings#named(Settings)}.
 */
public final class CohereProviderFactory implements ProviderFactory {
  /** For {@link java.util.ServiceLoader}. */
  public CohereProviderFactory() {}

  @Override
  public String name() {
    return "cohere";
  }

  @Override
  public Provider create(Settings settings) {
    Cohere.Builder builder = Cohere.builder();
    KeySource keys = NamedKeys.of(settings);
    if (keys != null) {
      builder.keys(keys);
    }
    String baseUrl = settings.text("base-url");
    if (baseUrl != null) {
      builder.baseUrl(baseUrl);
    }
    String inputType = settings.text("embedding-input-type");
    if (inputType != null) {
      builder.embeddingInputType(EmbeddingInputType.of(inputType));
    }
    builder.name(settings.text("name", name()));
    builder.http(HttpSettings.named(settings));
    settings.rejectUnread();
    return builder.build();
  }
}
