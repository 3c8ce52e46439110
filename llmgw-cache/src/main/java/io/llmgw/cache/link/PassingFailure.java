package io.llmgw.cache.link;

import io.llmgw.api.error.LlmException;

/**
 * Which failures an answer past its time stands in for: those that may pass, where somebody could
 * not do what he would have done. What somebody has decided, or has to mend in the request or the
 * settings, is no outage: an old answer would go round that decision.
 */
final class PassingFailure {
  private PassingFailure() {}

  /** Whether this is one; whether it may be repeated is another matter. */
  static boolean is(LlmException error) {
    return switch (error.kind()) {
      case DNS,
          CONNECT,
          TLS,
          PROXY,
          LOCAL_RESOURCE,
          REJECTED_LOCAL,
          CONNECTION_LOST,
          TIMEOUT,
          RATE_LIMIT,
          OVERLOADED,
          SERVER,
          QUOTA,
          AUTH,
          CONFLICT,
          STREAM_BROKEN,
          STREAM_TRUNCATED,
          PROTOCOL,
          EMPTY_RESPONSE ->
          true;
      case BUDGET -> true; // it says what may be spent, and the old answer costs nothing
      case NO_TARGET -> error.isRetryable(); // some rest; else none may or can
      case PERMISSION,
          MODEL_NOT_FOUND,
          NOT_FOUND, // may be a file that is gone on purpose
          INVALID_REQUEST,
          CONTEXT_LENGTH,
          CONTENT_POLICY,
          TOO_LARGE,
          UNSUPPORTED,
          RESPONSE_LIMIT,
          CONFIGURATION,
          NO_PRICE,
          BLOCKED,
          REFUSED,
          CUT_OFF,
          INVALID_ANSWER,
          RUN_LIMIT,
          TOOL,
          INTERCEPTOR, // may be how a link says no
          CONTRACT,
          CANCELLED,
          CLOSED ->
          false;
    };
  }
}
