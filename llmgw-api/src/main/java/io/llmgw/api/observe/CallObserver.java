package io.llmgw.api.observe;

import org.jspecify.annotations.Nullable;

/**
 * Told of every call of a client, refused ones included. Thread-safe, quick, and harmless: what it
 * throws is reported and changes nothing.
 */
public interface CallObserver {
  /** What {@code explain} calls it; default the simple class name. */
  default String name() {
    String simple = getClass().getSimpleName();
    return simple.isEmpty() ? getClass().getName() : simple;
  }

  /** A call begins. Returns who watches it, or null when this one is of no interest. */
  @Nullable Observation begin(ObservedCall call);

  /** Watches one call; touched by one thread at a time. */
  interface Observation {
    /**
     * A piece of the answer is on its way to the caller; default nothing.
     *
     * @param characters its length; 0 for content that is not text
     */
    default void onContent(int characters) {}

    /** The call has ended; called exactly once. */
    void onOutcome(ObservedOutcome outcome);
  }
}
