package io.llmgw.providers.openai;

import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.providers.dialect.Dialect;
import java.util.Map;

/** Reads the key and the address of a host from the environment. */
final class HostEnvironment {
  private HostEnvironment() {}

  /**
   * A builder with what the environment says.
   *
   * @throws IllegalStateException when a key or an address is needed and its variable is not set or
   *     blank
   * @throws IllegalArgumentException when the address is no http or https address
   */
  static HostBuilder read(Dialect host, Map<String, String> environment) {
    HostBuilder builder = new HostBuilder(host);
    String key = environment.getOrDefault(host.keyVariable(), "");
    if (!key.isBlank()) {
      builder.keys(Keys.of(ApiKey.of(host.keyVariable(), key.strip())));
    } else if (!host.isKeyless()) {
      throw new IllegalStateException(
          "environment variable " + host.keyVariable() + " is not set: put the API key there");
    }
    String baseUrl = environment.getOrDefault(host.urlVariable(), "");
    if (!baseUrl.isBlank()) {
      builder.baseUrl(baseUrl);
    } else if (host.baseUrl() == null) {
      throw new IllegalStateException(
          "environment variable " + host.urlVariable() + " is not set: put the address there");
    }
    return builder;
  }
}
