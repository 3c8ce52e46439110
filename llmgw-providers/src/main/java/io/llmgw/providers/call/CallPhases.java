package io.llmgw.providers.call;

import io.llmgw.api.request.Timeouts;
import io.llmgw.api.time.TimeSource;
import io.llmgw.providers.connection.Asker;
import io.llmgw.providers.connection.LazyClient;
import io.llmgw.providers.connection.Lookups;
import io.llmgw.providers.http.HttpSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where a call is: what failed is told by that, as one class of exception stands for many things.
 * Holds the clocks of connecting and of writing too: the first covers everything between the search
 * for an address and the end of the TLS handshake, while OkHttp's own covers the TCP part only;
 * OkHttp's for writing begins anew with every piece. Thread-safe: OkHttp connects to several
 * addresses at once, on threads of its own.
 */
final class CallPhases extends EventListener implements Asker {
  /** What a call that has no connection yet is doing. */
  enum Step {
    RESOLVING,
    CONNECTING,
    TALKING_TO_PROXY,
    SECURING,
    CONNECTED
  }

  private final LazyClient client;
  private final Lookups lookups;
  private final PhaseClock connect;
  private final PhaseClock write;
  private volatile Step step = Step.RESOLVING;
  private volatile boolean secured;
  private volatile boolean sent;
  private volatile boolean multiplexed;
  private volatile @Nullable Call exchange;
  private volatile @Nullable CompletableFuture<?> lookup;

  CallPhases(LazyClient client, TimeSource time, Timeouts timeouts, Lookups lookups) {
    this.client = client;
    this.lookups = lookups;
    this.connect = new PhaseClock(time, timeouts.connect());
    this.write = new PhaseClock(time, timeouts.write());
  }

  Step step() {
    return step;
  }

  /** Whether this call has made its connection, with TLS: the other side may yet refuse that. */
  boolean isNewlySecured() {
    return secured;
  }

  /** Whether the first byte of the request may have left. */
  boolean isSent() {
    return sent;
  }

  /** The limit of the connect clock when that ran out, else null. */
  @Nullable Duration connectRunOut() {
    return connect.runOut();
  }

  /** The limit of the write clock when that ran out, else null. */
  @Nullable Duration writeRunOut() {
    return write.runOut();
  }

  /** Whether the other side may say that it has not read the request: HTTP/2 has words for that. */
  boolean mayBeRefused() {
    return multiplexed;
  }

  void onFirstByte() {
    sent = true;
    Call call = exchange;
    if (call != null) {
      write.start(call::cancel);
    }
  }

  void onLastByte() {
    write.stop();
  }

  @Override
  public void callStart(Call call) {
    exchange = call;
  }

  /** Comes only when no pooled connection fits. */
  @Override
  public void proxySelectStart(Call call, HttpUrl url) {
    connect.start(call::cancel);
  }

  @Override
  public void dnsStart(Call call, String domainName) {
    boolean ofProxy = !domainName.equals(call.request().url().host());
    step = ofProxy ? Step.TALKING_TO_PROXY : Step.RESOLVING;
    lookups.announce(this);
  }

  @Override
  public <T> T await(CompletableFuture<T> addresses)
      throws InterruptedException, ExecutionException {
    lookup = addresses;
    Call call = exchange;
    if (call != null && call.isCanceled()) {
      addresses.cancel(false);
    }
    try {
      return addresses.get();
    } finally {
      lookup = null;
    }
  }

  @Override
  public boolean isLate() {
    return connect.runOut() != null;
  }

  @Override
  public void canceled(Call call) {
    CompletableFuture<?> waiting = lookup;
    if (waiting != null) {
      waiting.cancel(false);
    }
  }

  @Override
  public void dnsEnd(Call call, String domainName, List<InetAddress> addresses) {
    step = Step.CONNECTING;
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    step = proxy.type() == Proxy.Type.DIRECT ? Step.CONNECTING : Step.TALKING_TO_PROXY;
    stopIfCancelled(call);
  }

  @Override
  public void secureConnectStart(Call call) {
    step = Step.SECURING;
    stopIfCancelled(call);
  }

  /** From here on a cancel closes the socket; one that came before would be lost for good. */
  private static void stopIfCancelled(Call call) {
    if (call.isCanceled()) {
      throw new UnseenCancelException();
    }
  }

  @Override
  public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
    secured = true;
    step = Step.CONNECTED;
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    step = Step.CONNECTED;
    connect.stop();
    multiplexed = HttpSettings.isMultiplexed(connection.protocol());
    client.speaks(connection.protocol());
  }

  /** Idempotent; called again when the call has ended without a connection or inside its body. */
  void stopClocks() {
    connect.stop();
    write.stop();
  }
}
