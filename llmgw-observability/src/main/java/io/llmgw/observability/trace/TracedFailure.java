package io.llmgw.observability.trace;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.observability.genai.GenAi;

/**
 * What a span is told of a failure: its kind. The exception itself stays with the call, as nobody
 * knows what a cause says in its message.
 */
final class TracedFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TracedFailure(ErrorKind kind) {
    super(GenAi.error(kind), null, false, false);
  }
}
