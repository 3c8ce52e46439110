package io.llmgw.providers.call;

/**
 * Thrown into a call that was cancelled while OkHttp did not look: between two steps of connecting
 * it has nothing registered that a cancel could close, and a second cancel does nothing.
 */
final class UnseenCancelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnseenCancelException() {
    super("the call was cancelled while it was connecting");
  }
}
