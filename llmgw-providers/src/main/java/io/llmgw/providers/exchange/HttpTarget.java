package io.llmgw.providers.exchange;

import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.wire.WireFormat;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Everything that makes one HTTP provider differ from another.
 *
 * @param name what model references call it
 * @param capabilities what it can do at most
 * @param baseUrl where the paths of the format begin
 * @param keys where its keys come from
 * @param keyProof how a request shows that it has a key
 * @param headers headers of every request, by name
 * @param format its protocol
 * @param ownLimits how large the media of a request may be, whatever the format says; null for that
 * @param http how HTTP is used
 */
public record HttpTarget(
    String name,
    Capabilities capabilities,
    HttpUrl baseUrl,
    KeySource keys,
    KeyProof keyProof,
    Map<String, String> headers,
    WireFormat format,
    @Nullable MediaLimits ownLimits,
    HttpSettings http) {
  /** Copies the headers. */
  public HttpTarget {
    headers = Map.copyOf(headers);
  }

  /**
   * Checks what a provider is to be called.
   *
   * @throws IllegalArgumentException when it is empty or has other characters than letters, digits,
   *     {@code . _ -}
   */
  public static void checkName(String name) {
    boolean fits = !name.isEmpty();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      fits &= letter || (c >= '0' && c <= '9') || "._-".indexOf(c) >= 0;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "the name of a provider has letters, digits, '.', '_' and '-', not '" + name + "'");
    }
  }

  /**
   * Checks and reads a base URL.
   *
   * @throws IllegalArgumentException when it is not one; the message does not show it, as it may
   *     hold a secret
   */
  public static HttpUrl baseUrl(String text) {
    HttpUrl url = HttpUrl.parse(text.strip());
    if (url == null) {
      throw new IllegalArgumentException("the base URL must be an http or https address");
    }
    boolean bare = url.encodedUsername().isEmpty() && url.encodedPassword().isEmpty();
    if (!bare || url.encodedQuery() != null || url.encodedFragment() != null) {
      throw new IllegalArgumentException(
          "the base URL must not have a user, a query or a fragment");
    }
    return url;
  }

  /**
   * Checks a header of every request.
   *
   * @throws IllegalArgumentException when it cannot stand in a request, or is one that the gateway
   *     sets itself; the message does not show the value
   */
  public static void checkHeader(String lowerName, String value) {
    if (ReservedHeaders.contain(lowerName)) {
      throw new IllegalArgumentException("the gateway sets the header " + lowerName + " itself");
    }
    boolean token = !lowerName.isEmpty();
    for (int i = 0; i < lowerName.length(); i++) {
      char c = lowerName.charAt(i);
      token &= c > ' ' && c < 127 && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0; // RFC 9110, 5.6.2
    }
    if (!token) {
      throw new IllegalArgumentException("the name of a header must be a token of HTTP");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 127) {
        throw new IllegalArgumentException(
            "the value of header " + lowerName + " must not have char " + (int) c);
      }
    }
  }

  /** How large the media of a request may be, for most models. */
  MediaLimits mediaLimits() {
    return ownLimits == null ? format.mediaLimits() : ownLimits;
  }

  /** How large the media of a request to this model may be, written by this format. */
  MediaLimits mediaLimits(WireFormat ofRequest, String model) {
    return ownLimits == null ? ofRequest.mediaLimits(model) : ownLimits;
  }

  /** The address of a path of the format, which may end in a query. */
  HttpUrl url(String path) {
    int query = path.indexOf('?');
    HttpUrl.Builder url =
        baseUrl.newBuilder().addEncodedPathSegments(query < 0 ? path : path.substring(0, query));
    return query < 0 ? url.build() : url.encodedQuery(path.substring(query + 1)).build();
  }

  @Override
  public String toString() {
    return "HttpTarget[" + name + ", " + baseUrl + "]";
  }
}
