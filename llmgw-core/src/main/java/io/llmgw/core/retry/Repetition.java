package io.llmgw.core.retry;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.StreamInterruptedException;

/** Whether a failed attempt may be made again at the same target. */
enum Repetition {
  /** It did nothing there: nothing was sent, or what was sent was turned away. */
  SAFE,
  /** As safe, but a second repeat for the same reason has never helped anybody. */
  SAFE_ONCE,
  /** It may have been worked on and billed: once for a call, and dear to the budget. */
  AMBIGUOUS,
  /** It would fail again, or it is not ours to repeat. */
  NEVER;

  private static final int MISDIRECTED = 421;

  /**
   * The decision for one failure.
   *
   * @param possiblyBilled whether the attempt ended where the provider may charge for it
   */
  static Repetition of(LlmException error, boolean possiblyBilled) {
    if (error instanceof StreamInterruptedException || !error.isRetryable()) {
      return NEVER;
    }
    Repetition row = row(error.kind());
    if (row == SAFE && error.httpStatus() == MISDIRECTED) {
      row = SAFE_ONCE; // where another connection did not help, a third one will not
    }
    if (row == NEVER && isAskedFor(error)) {
      row = SAFE;
    }
    return possiblyBilled && row != NEVER ? AMBIGUOUS : row;
  }

  /** The provider's own word, {@code x-should-retry: true}, on what is final otherwise. */
  private static boolean isAskedFor(LlmException error) {
    return error.httpStatus() != 0 && !error.kind().isRetryable();
  }

  /** How a failure is repeated that was certainly not billed, and that nobody called final. */
  private static Repetition row(ErrorKind kind) {
    return switch (kind) {
      case DNS, CONNECT -> SAFE;
      case TLS -> SAFE_ONCE; // a handshake that broke off; a refused certificate is called final
      case CONNECTION_LOST -> SAFE; // not billed: HTTP/2 says that it was not looked at
      case TIMEOUT -> SAFE; // not billed: the clock ran out before anything was sent
      case RATE_LIMIT, OVERLOADED, SERVER -> SAFE;
      case CONFLICT -> SAFE_ONCE;
      // An answer had begun, whatever is known of a bill.
      case STREAM_BROKEN, STREAM_TRUNCATED, PROTOCOL, EMPTY_RESPONSE -> AMBIGUOUS;
      // Refused again as it stands, unless the provider itself says otherwise.
      case QUOTA, AUTH, PERMISSION, MODEL_NOT_FOUND, INVALID_REQUEST -> NEVER;
      case CONTEXT_LENGTH, CONTENT_POLICY, TOO_LARGE -> NEVER;
      // Settled in this process: a repeat would meet the same settings, limits and rules.
      case PROXY, LOCAL_RESOURCE, REJECTED_LOCAL, UNSUPPORTED, RESPONSE_LIMIT -> NEVER;
      case NO_TARGET, CONFIGURATION, BUDGET, NO_PRICE, BLOCKED -> NEVER;
      case REFUSED, CUT_OFF, INVALID_ANSWER, RUN_LIMIT, TOOL -> NEVER;
      case INTERCEPTOR, CONTRACT, CANCELLED, CLOSED -> NEVER;
    };
  }
}
