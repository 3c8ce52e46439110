package io.llmgw.providers.cancel;

/** How a call is ended from outside. */
enum Way {
  /** A handle that was given to the client before. */
  HANDLE,
  /** What the door gave back: the future, the stream or the subscription is cancelled. */
  CANCEL,
  /** The stream is closed. */
  CLOSE,
  /** The thread that makes the call is interrupted. */
  INTERRUPT,
  /** The client is closed, without a period of grace. */
  CLIENT_CLOSE
}
