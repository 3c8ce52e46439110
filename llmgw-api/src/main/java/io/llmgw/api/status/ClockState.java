package io.llmgw.api.status;

/** What a client's clock does, on which all its limits in time and the watch over calls hang. */
public enum ClockState {
  /** It goes on, and runs what it is given. */
  RUNNING,
  /**
   * For more than a second it has not run what was due, as when a task of somebody else holds its
   * thread, or it shows the same time as before. Calls may run without an end.
   */
  STUCK,
  /** It throws where it is read or set. Calls fail. */
  FAILING
}
