package io.llmgw.providers.exchange;

import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.wire.WireFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Collects what every HTTP provider is told, each at most once: a second time is an {@link
 * IllegalStateException}. Builders of providers hold one and add what is theirs. Not thread-safe.
 */
public final class TargetSettings {
  private @Nullable String name;
  private @Nullable KeySource keys;
  private @Nullable HttpUrl baseUrl;
  private @Nullable HttpSettings http;
  private @Nullable MediaLimits mediaLimits;
  private final Map<String, String> headers = new LinkedHashMap<>();

  /** Nothing is set. */
  public TargetSettings() {}

  /** What model references call it, see {@link HttpTarget#checkName}. */
  public void name(String newName) {
    checkUnset(name, "name");
    HttpTarget.checkName(newName);
    name = newName;
  }

  /** Where its keys come from. */
  public void keys(KeySource source) {
    checkUnset(keys, "the source of keys");
    keys = Objects.requireNonNull(source, "source");
  }

  /** Where it answers, see {@link HttpTarget#baseUrl(String)}. */
  public void baseUrl(String url) {
    checkUnset(baseUrl, "baseUrl");
    baseUrl = HttpTarget.baseUrl(url);
  }

  /** How HTTP is used. */
  public void http(HttpSettings settings) {
    checkUnset(http, "http");
    http = Objects.requireNonNull(settings, "settings");
  }

  /** How large the media of a request may be. */
  public void mediaLimits(MediaLimits limits) {
    checkUnset(mediaLimits, "mediaLimits");
    mediaLimits = Objects.requireNonNull(limits, "limits");
  }

  /** A header of every request, see {@link HttpTarget#checkHeader}. */
  public void header(String headerName, String value) {
    String lower = headerName.toLowerCase(Locale.ROOT);
    checkUnset(headers.get(lower), "header " + lower);
    HttpTarget.checkHeader(lower, value);
    headers.put(lower, value);
  }

  /** Refuses to set a property twice. */
  public static void checkUnset(@Nullable Object value, String property) {
    if (value != null) {
      throw new IllegalStateException(property + " is set already");
    }
  }

  /**
   * The provider: no network and no threads before its first call. What is not set is as given
   * here, without keys, and with {@link HttpSettings#DEFAULTS}.
   *
   * @param keyProof how a request shows that it has a key
   * @param ownHeaders those of the provider itself, in every request
   * @param usualUrl where it answers unless set; null when only the user knows
   * @throws IllegalStateException when nobody says where it answers
   */
  public Provider provider(
      String usualName,
      @Nullable String usualUrl,
      Capabilities capabilities,
      KeyProof keyProof,
      Map<String, String> ownHeaders,
      WireFormat format) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(ownHeaders);
    return new HttpProvider(
        new HttpTarget(
            name == null ? usualName : name,
            capabilities,
            baseUrl == null ? usual(usualUrl) : baseUrl,
            keys == null ? KeySource.NONE : keys,
            keyProof,
            all,
            format,
            mediaLimits,
            http == null ? HttpSettings.DEFAULTS : http));
  }

  private static HttpUrl usual(@Nullable String url) {
    if (url == null) {
      throw new IllegalStateException(
          "the host has no address of its own: set baseUrl, as http://localhost:8000/v1");
    }
    return HttpTarget.baseUrl(url);
  }
}
