package io.llmgw.api.observe;

import io.llmgw.api.ContextCapture.Restored;
import org.jspecify.annotations.Nullable;

/**
 * Told of every call of a client, refused ones included: also of one that ends before it begins, as
 * it gets no thread, is cancelled while it waits for one, or comes to a client that is closed; one
 * of a {@link io.llmgw.api.chain.Feature} is told of the last until that is closed with the client.
 * Such a call makes no attempt; a run that ends so is one call. Thread-safe, quick, and harmless:
 * what it throws is reported and changes nothing.
 */
public interface CallObserver {
  /** What {@code explain} calls it; default the simple class name. */
  default String name() {
    String simple = getClass().getSimpleName();
    return simple.isEmpty() ? getClass().getName() : simple;
  }

  /** A call begins. Returns who watches it, or null when this one is of no interest. */
  @Nullable Observation begin(ObservedCall call);

  /**
   * Watches one call. One thread at a time touches it, not always the same one; but attempts of two
   * sides of a call (hedging) may begin at the same time.
   */
  interface Observation {
    /**
     * The call is about to go through the chain, on this thread, up to its first content: puts
     * there what belongs to it, such as the span that is current. Default null, nothing.
     *
     * @return takes it off again, on the same thread; null when there is nothing to take off
     */
    default @Nullable Restored enter() {
      return null;
    }

    /**
     * An attempt of the call begins, on the thread that makes it: that of the call, or one of the
     * engine. Returns who watches it; default null, nobody. Each attempt is told once, also those
     * of a hedge and of a shared flight that this call has started.
     */
    default @Nullable AttemptObservation onAttempt(ObservedAttempt attempt) {
      return null;
    }

    /**
     * A wait for the limits of a target has ended, on the thread that waited: that of the call, or
     * one of the engine; default nothing. Each is told once, however it ended; those of which an
     * attempt came are among its {@linkplain ObservedAttempt#waits waits} as well.
     */
    default void onWait(ObservedWait wait) {}

    /**
     * A piece of the answer is on its way to the caller; default nothing.
     *
     * @param characters its length; 0 for content that is not text
     */
    default void onContent(int characters) {}

    /**
     * A policy tells what it has done with the call; default nothing. On the thread of the policy,
     * perhaps on two at once.
     *
     * @param detail a word of the policy's own vocabulary, at most 40 characters; null for none
     * @param amount how many, at least 1, or nanoseconds where the fact is a time
     */
    default void onFact(CallFact fact, @Nullable String detail, long amount) {}

    /** The call has ended; called exactly once. */
    void onOutcome(ObservedOutcome outcome);
  }
}
