package io.llmgw.providers.connection;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A call that needs what another thread is about: the addresses of a host, or the client. */
@FunctionalInterface
public interface Asker {
  /**
   * Waits for it as long as the call is wanted.
   *
   * @param own a future of this call alone, which may be cancelled to end the wait
   * @throws CancellationException when the call is cancelled, or has waited for too long
   */
  <T> T await(CompletableFuture<T> own) throws InterruptedException, ExecutionException;

  /** Whether it has waited for as long as its connect clock allows. */
  default boolean isLate() {
    return false;
  }
}
