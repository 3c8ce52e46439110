package io.llmgw.api.response;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says before the answer itself. Holds no text of the answer.
 *
 * @param responseId the provider's id of the answer; null if it gave none
 * @param model the model that it says it uses; null if it said none
 * @param requestId the provider's id of the request, for its support; null if it gave none
 * @param httpStatus the HTTP status, 100 to 599; 0 where no HTTP was involved
 * @param rateLimits what it said about rate limits
 * @param headers the headers worth keeping (request id, rate limits, processing time), by
 *     lower-case name; never cookies or credentials
 */
public record ResponseHead(
    @Nullable String responseId,
    @Nullable String model,
    @Nullable String requestId,
    int httpStatus,
    RateLimits rateLimits,
    Map<String, String> headers) {
  private static final Set<String> SECRET =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "set-cookie",
          "x-api-key",
          "api-key",
          "x-goog-api-key");

  /** Nothing was said, as by a model in the same process. */
  public static final ResponseHead NONE =
      new ResponseHead(null, null, null, 0, RateLimits.NONE, Map.of());

  /** Copies the headers in their order, with lower-case names; refuses those that are secret. */
  public ResponseHead {
    if (httpStatus != 0 && (httpStatus < 100 || httpStatus > 599)) {
      throw new IllegalArgumentException(
          "httpStatus must be 0, or from 100 to 599, not " + httpStatus);
    }
    Objects.requireNonNull(rateLimits, "rateLimits");
    headers = headers.isEmpty() ? Map.of() : lowerCase(headers);
  }

  /** Whether a header, by its lower-case name, holds credentials and is never kept. */
  public static boolean isSecret(String lowerCaseName) {
    return SECRET.contains(lowerCaseName);
  }

  private static Map<String, String> lowerCase(Map<String, String> headers) {
    Map<String, String> copy = new LinkedHashMap<>();
    for (Map.Entry<String, String> header : headers.entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (isSecret(name)) {
        throw new IllegalArgumentException("the header " + name + " must not be kept");
      }
      copy.put(name, Objects.requireNonNull(header.getValue(), name));
    }
    return Collections.unmodifiableMap(copy);
  }
}
