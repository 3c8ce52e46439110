package io.llmgw.providers.call;

import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.providers.connection.Asker;
import io.llmgw.providers.connection.LazyClient;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * What a call does before it has a client: it makes that, or waits until another call has made it,
 * within the connect clock. For one call on its own thread.
 */
final class Opening implements Asker {
  private final String provider;
  private final ProviderCall call;
  private final PhaseClock connect;

  Opening(String provider, ProviderCall call) {
    this.provider = provider;
    this.call = call;
    this.connect = new PhaseClock(call.time(), call.timeouts().connect());
  }

  LazyClient.Opened of(LazyClient client) {
    try {
      LazyClient.Opened opened = client.get(this);
      if (opened == null) {
        throw failure(ErrorKind.CLOSED, "provider " + provider + " is closed").build();
      }
      return opened;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      call.cancellation().throwIfCancelled();
      throw failure(
              ErrorKind.CANCELLED, provider + " was left alone: the calling thread was interrupted")
          .reason(Reason.CALLER)
          .build();
    } catch (CancellationException e) {
      call.cancellation().throwIfCancelled();
      throw late();
    }
  }

  /** The provider has no part in this, and by the next time the client may be there. */
  private LlmException late() {
    Duration limit = connect.runOut();
    return failure(
            ErrorKind.LOCAL_RESOURCE,
            "this process had no client for "
                + provider
                + " ready within its connect clock of "
                + limit
                + ", see what keeps it busy, or raise the clock")
        .retryable(true)
        .build();
  }

  @Override
  public <T> T await(CompletableFuture<T> own) throws InterruptedException, ExecutionException {
    connect.start(() -> own.cancel(false));
    Cancellation.Registration registration = call.cancellation().onCancel(() -> own.cancel(false));
    try {
      return own.get();
    } finally {
      registration.close();
      connect.stop();
    }
  }

  private LlmException.Builder failure(ErrorKind kind, String message) {
    return LlmException.of(kind, message).target(provider, call.model());
  }
}
