package io.llmgw.api.error;

/**
 * The provider asks for a slower pace (429); {@link #retryAfter()} says how long to wait where the
 * provider said so.
 */
public final class RateLimitedException extends LlmException {
  private static final long serialVersionUID = 1L;

  RateLimitedException(Builder facts) {
    super(facts);
  }
}
