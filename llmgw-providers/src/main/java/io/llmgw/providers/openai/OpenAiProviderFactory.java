package io.llmgw.providers.openai;

import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.api.provider.Settings;
import io.llmgw.providers.http.HttpSettings;
import org.jspecify.annotations.Nullable;

/**
 * Makes the provider {@code openai} from settings, all of them optional: {@code key} (or {@code
 * key-env}, the name of an environment variable, or {@code key-file}, as {@link
 * io.llmgw.api.provider.Keys#file(java.nio.file.Path)} reads it), {@code base-url}, {@code name},
 * {@code api} ({@code chat-completions}, the default, or {@code responses}, see {@link OpenAiApi}),
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
    HostBuilder builder = NamedHostSettings.read(OpenAi.DIALECT, settings);
    String api = settings.text("api");
    if (api != null) {
      builder.api(OpenAiApi.named(api));
    }
    addHeader(builder, OpenAi.ORGANIZATION, settings.text("organization"));
    addHeader(builder, OpenAi.PROJECT, settings.text("project"));
    settings.rejectUnread();
    return builder.build();
  }

  private static void addHeader(HostBuilder builder, String name, @Nullable String value) {
    if (value != null) {
      builder.header(name, value);
    }
  }
}
