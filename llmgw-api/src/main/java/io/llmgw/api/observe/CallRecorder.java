package io.llmgw.api.observe;

import org.jspecify.annotations.Nullable;

/**
 * Where a policy tells what it has done with a call, so that those who observe the call can show
 * it: {@code chain.context().recorder()}. Thread-safe. Costs nothing where nobody observes the
 * call.
 */
public interface CallRecorder {
  /** Tells nobody. */
  CallRecorder NONE =
      new CallRecorder() {
        @Override
        public boolean isOn() {
          return false;
        }

        @Override
        public void record(CallFact fact, @Nullable String detail, long amount) {}
      };

  /** Whether anybody is told: for what takes work to find out. */
  boolean isOn();

  /**
   * Tells observers of the call.
   *
   * @param detail a name of the policy's own and closed vocabulary, such as that of a detector: at
   *     most 40 of a to z, 0 to 9, {@code . _ -}; anything else is told as {@code other}, so that
   *     no text of the call can be told by mistake. Null for none
   * @param amount how many, or how many nanoseconds where the fact is a time; what is not positive
   *     is not told
   */
  void record(CallFact fact, @Nullable String detail, long amount);

  /** Tells that it has happened once. */
  default void count(CallFact fact) {
    record(fact, null, 1);
  }
}
