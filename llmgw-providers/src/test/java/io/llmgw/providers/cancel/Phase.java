package io.llmgw.providers.cancel;

/** Where a call is when it is cancelled. */
enum Phase {
  /** It waits for a thread of the host's executor, which has none free. */
  EXECUTOR,
  /** Another call has all that the limits of its target allow at once. */
  PLACE,
  /** Who issues its credentials does not answer. */
  CREDENTIALS,
  /** Another call is still making the client. */
  OPENING,
  /** Others have all the places there are. */
  GATE,
  /** The lookup of its host hangs. */
  LOOKUP,
  /** Its host takes no connection and refuses none. */
  CONNECT,
  /** The other side does not go on with the handshake. */
  SECURE,
  /** The other side takes only a piece of the request. */
  UPLOAD,
  /** No answer comes. */
  HEADERS,
  /** The same, and the call waits for it with others: as one that fills a cache. */
  FLIGHT,
  /** The same to two attempts, of which one is a hedge. */
  HEDGE,
  /** The answer is a refusal, whose body does not come. */
  REFUSAL,
  /** The answer was a refusal that names a time, which the call waits for. */
  BACKOFF,
  /** The rest of the answer does not come. */
  BODY,
  /** The same, and what comes of it is read on for a moment for its usage. */
  DRAIN,
  /** The subscriber has been given all that he has asked for: nobody reads. */
  DEMAND,
  /** The model has asked for a tool, which is at work: a part of a run without an exchange. */
  TOOL,
  /** An observer of the call is busy with a piece of the answer. */
  OBSERVER,
  /** The caller, or his subscriber, is busy with a piece of the answer. */
  CALLER,
  /** The caller, or his subscriber, ends it himself as soon as he has a piece of the answer. */
  CALLER_HIMSELF;

  /** Whether the caller has been given something. */
  boolean isDelivering() {
    return this == BODY || this == DRAIN || this == DEMAND || this == TOOL || isInCode();
  }

  /** How many requests the other side has, the beginning of one included. */
  int requests() {
    if (compareTo(UPLOAD) < 0) {
      return 0;
    }
    return this == HEDGE ? 2 : 1;
  }

  /** Whether no thread is at it, so that its end is all that whoever waits for it hears. */
  boolean isWithoutThread() {
    return this == EXECUTOR || this == DEMAND;
  }

  /** Whether somebody's code has a piece of the answer in hand. */
  boolean isInCode() {
    return this == OBSERVER || this == CALLER || this == CALLER_HIMSELF;
  }
}
