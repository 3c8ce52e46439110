package io.llmgw.providers.openai;

import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.exchange.HttpProvider;
import io.llmgw.providers.exchange.HttpTarget;
import io.llmgw.providers.exchange.KeyHeader;
import io.llmgw.providers.http.HttpSettings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Collects the settings of a {@link CompatibleHost}, each at most once: a second time is an {@link
 * IllegalStateException}. Not thread-safe.
 */
public final class HostBuilder {
  private final Dialect dialect;
  private @Nullable String name;
  private @Nullable KeySource keys;
  private @Nullable HttpUrl baseUrl;
  private @Nullable HttpSettings http;
  private final Map<String, String> headers = new LinkedHashMap<>();

  HostBuilder(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Sets the name that model references start with: letters, digits, {@code . _ -}; default the
   * host's.
   *
   * @throws IllegalArgumentException when it has other characters or none
   */
  public HostBuilder name(String newName) {
    checkUnset(name, "name");
    HttpTarget.checkName(newName);
    name = newName;
    return this;
  }

  /** Sets where the keys come from; default none, for hosts that need no key. */
  public HostBuilder keys(KeySource source) {
    checkUnset(keys, "keys");
    keys = Objects.requireNonNull(source, "source");
    return this;
  }

  /**
   * Sets the address that {@code /chat/completions} is added to; default the host's.
   *
   * @throws IllegalArgumentException when it is no http or https address, or has a user, a query or
   *     a fragment
   */
  public HostBuilder baseUrl(String url) {
    checkUnset(baseUrl, "baseUrl");
    baseUrl = HttpTarget.baseUrl(url);
    return this;
  }

  /** Sets how HTTP is used; default {@link HttpSettings#DEFAULTS}. */
  public HostBuilder http(HttpSettings settings) {
    checkUnset(http, "http");
    http = Objects.requireNonNull(settings, "settings");
    return this;
  }

  /**
   * Adds a header to every request; each name once.
   *
   * @throws IllegalArgumentException when name or value cannot stand in a header; the message does
   *     not show the value
   */
  public HostBuilder header(String headerName, String value) {
    String lower = headerName.toLowerCase(Locale.ROOT);
    checkUnset(headers.get(lower), "header " + lower);
    HttpTarget.checkHeader(lower, value);
    headers.put(lower, value);
    return this;
  }

  private static void checkUnset(@Nullable Object value, String property) {
    if (value != null) {
      throw new IllegalStateException(property + " is set already");
    }
  }

  /**
   * The provider: no network and no threads before its first call.
   *
   * @throws IllegalStateException when the host has no address of its own and none is set
   */
  public Provider build() {
    return new HttpProvider(
        new HttpTarget(
            name == null ? dialect.name() : name,
            dialect.capabilities(),
            baseUrl == null ? ownUrl() : baseUrl,
            keys == null ? KeySource.NONE : keys,
            KeyHeader.BEARER,
            headers,
            new OpenAiChatFormat(dialect),
            http == null ? HttpSettings.DEFAULTS : http));
  }

  private HttpUrl ownUrl() {
    String own = dialect.baseUrl();
    if (own == null) {
      throw new IllegalStateException(
          "the host has no address of its own: set baseUrl, as http://localhost:8000/v1");
    }
    return HttpTarget.baseUrl(own);
  }
}
