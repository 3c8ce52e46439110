package io.llmgw.api.error;

/**
 * What went wrong, as a closed set: every phase, status, body and exception of a call maps to
 * exactly one kind. {@link #isRetryable()} is the default of a kind; a provider's own word ({@code
 * x-should-retry}) may overrule it on the exception.
 */
public enum ErrorKind {
  /** The provider's host name could not be resolved; nothing was sent. */
  DNS(true),
  /** No connection could be made; nothing was sent. */
  CONNECT(true),
  /** The TLS handshake failed or a certificate was refused, by either side; no request was read. */
  TLS(false),
  /** A proxy refused or failed to relay the connection; nothing was sent. */
  PROXY(false),
  /**
   * This process ran out of sockets, ports or file descriptors, or had no place in time within a
   * limit of its own; nothing was sent.
   */
  LOCAL_RESOURCE(false),
  /** The client's own threads are all taken; nothing was sent. */
  REJECTED_LOCAL(true),
  /** The connection was lost after the request went out and before an answer: maybe billed. */
  CONNECTION_LOST(true),
  /** A clock of the attempt or of the call ran out. */
  TIMEOUT(true),
  /** The provider asks for a slower pace (429). */
  RATE_LIMIT(true),
  /** The provider has no capacity at the moment (503, 529). */
  OVERLOADED(true),
  /** The provider failed (5xx), or says that it failed to make any of an answer. */
  SERVER(true),
  /** The account has no money or quota left (402, {@code insufficient_quota}). */
  QUOTA(false),
  /** The key was refused (401). */
  AUTH(false),
  /** The key may not do this (403). */
  PERMISSION(false),
  /** The model does not exist or is gone (404, with words that name it). */
  MODEL_NOT_FOUND(false),
  /**
   * Something is not there (404): it is not said what, or it may come, as a new deployment does.
   */
  NOT_FOUND(false),
  /** The provider refused the request as malformed (400, 405, 406, 415, 422). */
  INVALID_REQUEST(false),
  /** The prompt does not fit the model's context window. */
  CONTEXT_LENGTH(false),
  /** The provider's safety system refused the request, or cut a value off that was asked for. */
  CONTENT_POLICY(false),
  /** The request is larger than the provider takes (413). */
  TOO_LARGE(false),
  /** The provider reports a conflict (409). */
  CONFLICT(true),
  /**
   * The target cannot take a part or parameter of the request: nothing was sent, or the provider
   * says so.
   */
  UNSUPPORTED(false),
  /** The answer broke off inside its body, or a frame of it could not be read. */
  STREAM_BROKEN(true),
  /** The answer ended cleanly but without its terminal marker. */
  STREAM_TRUNCATED(true),
  /** The answer is not what the provider's protocol allows. */
  PROTOCOL(true),
  /** The answer exceeds a size limit of this client. */
  RESPONSE_LIMIT(false),
  /** The provider answered with nothing in it. */
  EMPTY_RESPONSE(true),
  /** No target can take the call. */
  NO_TARGET(false),
  /** A setting is wrong or missing: an unknown model, provider or key. */
  CONFIGURATION(false),
  /** A budget does not allow the call. */
  BUDGET(false),
  /** The price of the model is unknown, and calls without a price are refused; nothing was sent. */
  NO_PRICE(false),
  /** A guard or rule of the house refused the request or the answer. */
  BLOCKED(false),
  /** The model refused to give the value that was asked for. */
  REFUSED(false),
  /** The answer reached the limit of its tokens before the value that was asked for was whole. */
  CUT_OFF(false),
  /** The answer is not the value that was asked for, also after it was sent back for repair. */
  INVALID_ANSWER(false),
  /** A run met its limit of rounds, tool calls or cost before the model had answered. */
  RUN_LIMIT(false),
  /** A tool failed that is set to end its run. */
  TOOL(false),
  /** An interceptor failed with an exception of its own. */
  INTERCEPTOR(false),
  /** An interceptor or provider broke the contract of the chain. */
  CONTRACT(false),
  /** The call was cancelled before it ended. */
  CANCELLED(false),
  /** The client is closed. */
  CLOSED(false);

  private final boolean retryable;

  ErrorKind(boolean retryable) {
    this.retryable = retryable;
  }

  /** Whether the same request may succeed when it is made again, as long as nobody knows better. */
  public boolean isRetryable() {
    return retryable;
  }
}
