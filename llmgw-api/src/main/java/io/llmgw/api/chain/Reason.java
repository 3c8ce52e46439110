package io.llmgw.api.chain;

/** Who or what ended a call, or a part of one, early. */
public enum Reason {
  /** Whoever was reading: it cancelled or closed before the end. */
  CALLER,
  /** The call's deadline. */
  DEADLINE,
  /** Another branch was faster, so this one is not needed. */
  LOST,
  /** Nobody: it was left open and found. */
  LEAKED,
  /** The client was closed. */
  SHUTDOWN,
  /** The call that this one was made for has ended. */
  PARENT
}
