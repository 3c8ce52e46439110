package io.llmgw.api.status;

/** What a client's clock does, on which all its limits in time and the watch over calls hang. */
public enum ClockState {
  /** It goes on, and runs what it is given. */
  RUNNING,
  /**
   * What was due for more than a second has not run, as when a task of somebody else holds its
   * thread, or it shows the same time as before; so until something that it is given anew runs and
   * its time goes on. Where that lasts, calls may run without an end.
   */
  STUCK,
  /** It throws where it is read or set. Calls fail. */
  FAILING
}
