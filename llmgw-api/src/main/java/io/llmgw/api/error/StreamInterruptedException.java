package io.llmgw.api.error;

/**
 * The answer failed after content had been handed out, so nothing was retried; {@link #kind()} says
 * how, {@link #partial()} holds what was delivered.
 */
public final class StreamInterruptedException extends LlmException {
  private static final long serialVersionUID = 1L;

  StreamInterruptedException(Builder facts) {
    super(facts);
  }
}
