package io.llmgw.core.route;

import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.StreamInterruptedException;

/** What each kind of failure means for the targets that are left. */
public final class FailoverTable implements Failover {
  @Override
  public Move after(LlmException error) {
    if (error instanceof StreamInterruptedException) {
      return Move.STOP; // the caller has had a part of this target's answer
    }
    return switch (error.kind()) {
      // Another host, account, key or model need not fail the same way.
      case DNS, CONNECT, TLS, PROXY, CONNECTION_LOST, TIMEOUT -> Move.NEXT;
      case RATE_LIMIT, OVERLOADED, SERVER, CONFLICT -> Move.NEXT;
      case QUOTA, AUTH, PERMISSION, MODEL_NOT_FOUND -> Move.NEXT;
      case STREAM_BROKEN, STREAM_TRUNCATED, PROTOCOL, EMPTY_RESPONSE -> Move.NEXT;
      // Limits of this target: what it cannot take, what it costs, whether there is a key.
      case TOO_LARGE, UNSUPPORTED, NO_TARGET, CONFIGURATION, BUDGET, NO_PRICE -> Move.NEXT;
      case CONTEXT_LENGTH -> Move.LARGER_WINDOW;
      case CONTENT_POLICY -> Move.CONTENT_POLICY;
      // A mistake of the request, a rule of this process, or an end that somebody wants.
      case INVALID_REQUEST, LOCAL_RESOURCE, REJECTED_LOCAL, RESPONSE_LIMIT -> Move.STOP;
      case BLOCKED, REFUSED, CUT_OFF, INVALID_ANSWER, RUN_LIMIT, TOOL -> Move.STOP;
      case INTERCEPTOR, CONTRACT, CANCELLED, CLOSED -> Move.STOP;
    };
  }
}
