package io.llmgw.api.chain;

/** How much of a shared flight is held for those who join it while it is under way. */
public enum Replay {
  /**
   * 4,096 events or about a million characters. Then nobody joins any more, and whoever asks begins
   * another flight; all wait for the slowest, for a time.
   */
  BOUNDED,

  /**
   * All of it, up to {@link #MOST_BYTES_OF_WHOLE}: whoever asks before its end joins, and nobody
   * waits for somebody else. For what must not be run twice. What is held is in memory until the
   * last one has left.
   *
   * <p>Beyond that the flight waits for the slowest as a bounded one does, and keeps on while
   * anybody wants it. Whoever asks then has come too late for its start: he waits for its end,
   * under his own deadline and cancel, and takes off in a flight of his own after it, at the same
   * key. What stands behind the link knows what came of the first, and tells him that.
   */
  WHOLE;

  /**
   * The most bytes that are held of one flight in {@link #WHOLE}: 64 MiB, a character counted as
   * two, and each event with 128 beside what it holds. One event that is larger passes alone.
   */
  public static final int MOST_BYTES_OF_WHOLE = 64 << 20;
}
