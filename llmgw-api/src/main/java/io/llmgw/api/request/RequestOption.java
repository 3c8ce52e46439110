package io.llmgw.api.request;

/**
 * A setting of one call, defined by the feature that reads it. A request holds at most one option
 * of each key. Options are immutable and thread-safe, and hold no text that leaves the process:
 * such text belongs into the content.
 */
public interface RequestOption {
  /**
   * The type under which the option is stored and found: the class or interface that users know.
   * For an enum that is the enum's class, which {@code getClass()} of a constant with a body is
   * not.
   */
  Class<? extends RequestOption> key();

  /**
   * Whether only links up to the cache read it, so that calls which differ in it alone ask for the
   * same where they get past the cache. Default false: whoever is asked may be told.
   */
  default boolean isForCacheAlone() {
    return false;
  }
}
