package io.llmgw.api.response;

import java.util.Map;
import java.util.Objects;
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
 * @param upstream who runs the model for the provider, in its own word, as OpenRouter says it
 *     ({@code Amazon Bedrock}); null if it said nothing of the sort
 */
public record ResponseHead(
    @Nullable String responseId,
    @Nullable String model,
    @Nullable String requestId,
    int httpStatus,
    RateLimits rateLimits,
    Map<String, String> headers,
    @Nullable String upstream) {
  /** Nothing was said, as by a model in the same process. */
  public static final ResponseHead NONE =
      new ResponseHead(null, null, null, 0, RateLimits.NONE, Map.of(), null);

  /** Copies the headers in their order, with lower-case names; refuses those that are secret. */
  public ResponseHead {
    if (httpStatus != 0 && (httpStatus < 100 || httpStatus > 599)) {
      throw new IllegalArgumentException(
          "httpStatus must be 0, or from 100 to 599, not " + httpStatus);
    }
    Objects.requireNonNull(rateLimits, "rateLimits");
    headers = ResponseHeaders.copyOf(headers);
  }

  /** The head of an answer of which nobody said who runs the model for the provider. */
  public ResponseHead(
      @Nullable String responseId,
      @Nullable String model,
      @Nullable String requestId,
      int httpStatus,
      RateLimits rateLimits,
      Map<String, String> headers) {
    this(responseId, model, requestId, httpStatus, rateLimits, headers, null);
  }
}
