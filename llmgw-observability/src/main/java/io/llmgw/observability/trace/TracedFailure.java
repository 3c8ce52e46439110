package io.llmgw.observability.trace;

/**
 * What a span is told of a failure: its kind. The exception itself stays with the call, as nobody
 * knows what a cause says in its message.
 */
final class TracedFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Of this kind, as {@code error.type} has it. */
  TracedFailure(String kind) {
    super(kind, null, false, false);
  }
}
