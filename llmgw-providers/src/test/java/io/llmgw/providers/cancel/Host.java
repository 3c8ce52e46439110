package io.llmgw.providers.cancel;

/** What the executor of the host does with what it is given. */
enum Host {
  /** Runs each task on a thread of its own. */
  OWN_THREAD,
  /** Runs each on whoever hands it over. */
  INLINE,
  /** Has a thread for the first, and runs the others on whoever hands them over, as a full pool. */
  FULL
}
