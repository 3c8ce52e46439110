package io.llmgw.api.error;

import io.llmgw.api.chain.Reason;

/** The call ended early because it was cancelled; {@link #reason()} says by whom. */
public final class CallCancelledException extends LlmException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  CallCancelledException(Builder facts, Reason reason) {
    super(facts);
    this.reason = reason;
  }

  /** Who or what ended the call. */
  public Reason reason() {
    return reason;
  }
}
