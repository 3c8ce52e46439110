package io.llmgw.api.error;

/**
 * The request cannot be served as it is: malformed, too large for the provider or for the model's
 * window, or with a part or parameter that the target does not support. Change it before the next
 * try.
 */
public final class InvalidRequestException extends LlmException {
  private static final long serialVersionUID = 1L;

  InvalidRequestException(Builder facts) {
    super(facts);
  }
}
