package io.llmgw.providers.connection;

/** Where a call that finds no place waits for one. */
public enum Turn {
  /** Behind all others. */
  NEW,
  /** Before them: it had a place, and its host has refused it. */
  AGAIN
}
