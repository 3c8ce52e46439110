package io.llmgw.core.link;

import io.llmgw.api.chain.Cancellation.Registration;
import io.llmgw.api.chain.Reason;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.observe.CallWatch;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A wait inside a call, on its thread, which the end of the call ends. */
final class Pause {
  private Pause() {}

  /** Waits as somebody wants it: that is no time of the library's own. */
  static void of(Duration wait, Scope scope) {
    CallWatch.<@Nullable Void>outside(
        scope.call().watch(),
        () -> {
          sleep(wait, scope);
          return null;
        });
    scope.cancellation().throwIfCancelled();
  }

  /** Ended by a latch: an interrupt of the engine's own could hide one of the host's. */
  private static void sleep(Duration wait, Scope scope) {
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
  }
}
