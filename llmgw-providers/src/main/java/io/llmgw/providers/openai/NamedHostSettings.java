package io.llmgw.providers.openai;

import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Settings;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.exchange.NamedKeys;
import io.llmgw.providers.http.HttpSettings;

/** Reads the settings that all hosts have in common. */
final class NamedHostSettings {
  private NamedHostSettings() {}

  /** A builder with what the settings say; the caller rejects what nobody has read. */
  static HostBuilder read(Dialect dialect, Settings settings) {
    HostBuilder builder = new HostBuilder(dialect);
    KeySource keys = NamedKeys.of(settings);
    if (keys != null) {
      builder.keys(keys);
    }
    String baseUrl = settings.text("base-url");
    if (baseUrl != null) {
      builder.baseUrl(baseUrl);
    }
    String reasoning = settings.text("takes-reasoning-back");
    if (reasoning != null) {
      builder.takesReasoningBack(reasoning);
    }
    builder.name(settings.text("name", dialect.name()));
    builder.http(HttpSettings.named(settings));
    return builder;
  }
}
