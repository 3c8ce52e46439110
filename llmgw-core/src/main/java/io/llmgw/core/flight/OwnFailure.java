package io.llmgw.core.flight;

import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;

/** The failure of what is done for several calls, as one of them is told. */
final class OwnFailure {
  private OwnFailure() {}

  /** Everybody gets a failure of his own: a call id and a partial answer belong to one. */
  static LlmException of(Throwable failure) {
    if (failure instanceof LlmException typed && !(failure instanceof CallCancelledException)) {
      return typed.toBuilder().callId(null).build();
    }
    // An early end of what is shared is none of those on board, who have tokens of their own.
    return LlmException.of(
            ErrorKind.INTERCEPTOR, "the shared flight failed with " + failure.getClass().getName())
        .cause(failure)
        .build();
  }
}
