package io.llmgw.api.counting;

import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import java.util.Objects;

/**
 * How many tokens a chat is, as its provider counts it. Another model counts otherwise: {@code
 * served().target()} says which one it was. Immutable and thread-safe.
 *
 * @param inputTokens what the chat would be charged for as its input, cached parts included; at
 *     least 0
 * @param usage of the count itself: zero, as it is free
 */
public record TokenCountResponse(long inputTokens, Usage usage, Served served, ResponseHead head)
    implements LlmResponse {
  /** Checks the range. For engines, and for tests of one's own code. */
  public TokenCountResponse {
    if (inputTokens < 0) {
      throw new IllegalArgumentException("tokens must be at least 0, not " + inputTokens);
    }
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(served, "served");
    Objects.requireNonNull(head, "head");
  }
}
