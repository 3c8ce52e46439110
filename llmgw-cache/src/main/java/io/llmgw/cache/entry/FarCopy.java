package io.llmgw.cache.entry;

/**
 * What a second level has of an answer, or is to get: it may be dropped before it is there.
 * Thread-safe.
 */
public final class FarCopy {
  private volatile boolean isDropped;

  /** It is to be gone from now on, and put there no more. */
  public void drop() {
    isDropped = true;
  }

  /** Whether it is. */
  public boolean isDropped() {
    return isDropped;
  }
}
