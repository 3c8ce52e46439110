package io.llmgw.core.flight;

import io.llmgw.api.chain.Reason;
import io.llmgw.core.chain.Scope;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Where calls wait for what others do. Whoever is cancelled is let go, once somebody signals it.
 *
 * @param lock guards what they wait for
 * @param changed signalled when that has changed
 */
record CallWait(ReentrantLock lock, Condition changed) {
  /** Waits for what stays true once it is, or for a cancel; an interrupt is one of the call. */
  void awaitUnless(Scope waiting, BooleanSupplier ready) {
    boolean interrupted = false;
    while (!isAwaited(waiting, ready)) {
      interrupted = true;
      Thread.currentThread().interrupt();
      waiting.call().cancellation().cancel(Reason.CALLER);
      boolean unused = Thread.interrupted(); // what is read on for its usage waits a while longer
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** False when the wait was interrupted. */
  private boolean isAwaited(Scope waiting, BooleanSupplier ready) {
    lock.lock();
    try {
      while (!ready.getAsBoolean() && !waiting.cancellation().isCancelled()) {
        changed.await();
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }
}
