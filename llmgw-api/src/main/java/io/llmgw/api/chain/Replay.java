package io.llmgw.api.chain;

/** How much of a shared flight is held for those who join it while it is under way. */
public enum Replay {
  /**
   * 4,096 events or about a million characters. Then nobody joins any more, and whoever asks begins
   * another flight; all wait for the slowest, for a time.
   */
  BOUNDED,

  /**
   * All of it: whoever asks before its end joins, and nobody waits for somebody else. For what must
   * not be run twice. The whole answer is in memory until the last one has left, however large it
   * is.
   */
  WHOLE
}
