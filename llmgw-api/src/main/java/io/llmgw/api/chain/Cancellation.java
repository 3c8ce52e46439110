package io.llmgw.api.chain;

import io.llmgw.api.error.CallCancelledException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who block that they shall stop. One per call, with a child per fork and attempt;
 * cancelled once, for good, by the engine. Thread-safe.
 */
public interface Cancellation {
  /** Whether it is cancelled. */
  boolean isCancelled();

  /** Who or what cancelled it; null while it is not. */
  @Nullable Reason reason();

  /**
   * Registers a wake-up, which runs once when it is cancelled: at once on this thread if it is
   * already, else on the thread that cancels. It must be quick and must not block. Register before
   * blocking, and close the registration afterwards.
   */
  Registration onCancel(Runnable wakeUp);

  /**
   * Ends the caller's work if it is cancelled.
   *
   * @throws CallCancelledException when it is cancelled
   */
  void throwIfCancelled();

  /**
   * Runs code that blocks but knows nothing of this token: a cancel interrupts its thread, and the
   * interrupt does not outlive this method, nor does it where the code takes it and sets the flag
   * again.
   *
   * <p>An interrupt of somebody else's is kept, unless it comes between a cancel and the end of the
   * code: nobody could tell it from the cancel's. Code that must not lose one registers a wake-up
   * instead.
   *
   * @throws CallCancelledException when it is cancelled before or meanwhile
   * @throws Exception what the code throws by itself
   */
  <T extends @Nullable Object> T interruptible(Callable<T> code) throws Exception;

  /** A registered wake-up. */
  interface Registration extends AutoCloseable {
    /**
     * Takes the wake-up back; idempotent, never blocks. It may still be running when this returns.
     */
    @Override
    void close();
  }
}
