package io.llmgw.core.link;

import io.llmgw.api.chain.Cancellation.Registration;
import io.llmgw.api.chain.Reason;
import io.llmgw.core.chain.Scope;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A wait inside a call, on its thread, which the end of the call ends. */
final class Pause {
  private Pause() {}

  /** Ended by a latch: an interrupt of the engine's own could hide one of the host's. */
  static void of(Duration wait, Scope scope) {
    CountDownLatch end = new CountDownLatch(1);
    Registration registration = scope.cancellation().onCancel(end::countDown);
    try {
      scope.time().sleep(wait, end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      scope.call().cancellation().cancel(Reason.CALLER);
    } finally {
      registration.close();
    }
    scope.cancellation().throwIfCancelled();
  }
}
