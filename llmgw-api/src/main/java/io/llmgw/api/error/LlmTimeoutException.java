package io.llmgw.api.error;

/**
 * A clock of the attempt or of the call ran out before the first content. The message names the
 * clock and its value.
 */
public final class LlmTimeoutException extends LlmException {
  private static final long serialVersionUID = 1L;

  LlmTimeoutException(Builder facts) {
    super(facts);
  }
}
