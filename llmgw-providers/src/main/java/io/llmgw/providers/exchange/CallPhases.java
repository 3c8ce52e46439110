package io.llmgw.providers.exchange;

import io.llmgw.api.time.TimeSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where a call is: what failed is told by that, as one class of exception stands for many things.
 * Holds the connect clock too, which covers everything between the search for an address and the
 * end of the TLS handshake; OkHttp's own covers the TCP part only. Thread-safe: OkHttp connects to
 * several addresses at once, on threads of its own.
 */
final class CallPhases extends EventListener {
  /** What a call that has no connection yet is doing. */
  enum Step {
    RESOLVING,
    CONNECTING,
    TALKING_TO_PROXY,
    SECURING,
    CONNECTED
  }

  private enum Clock {
    RUNNING,
    STOPPED,
    RUN_OUT
  }

  private final TimeSource time;
  private final @Nullable Duration connectTimeout;
  private final AtomicReference<Clock> clock = new AtomicReference<>(Clock.STOPPED);
  private volatile Step step = Step.RESOLVING;
  private volatile boolean sent;
  private TimeSource.@Nullable Scheduled alarm; // touched by the calling thread alone

  CallPhases(TimeSource time, @Nullable Duration connectTimeout) {
    this.time = time;
    this.connectTimeout = connectTimeout;
  }

  Step step() {
    return step;
  }

  /** Whether the first byte of the request may have left. */
  boolean isSent() {
    return sent;
  }

  /** The clock that ran out, null when none did. */
  @Nullable Duration runOut() {
    return clock.get() == Clock.RUN_OUT ? connectTimeout : null;
  }

  void onFirstByte() {
    sent = true;
  }

  /** Comes only when no pooled connection fits. */
  @Override
  public void proxySelectStart(Call call, HttpUrl url) {
    if (connectTimeout != null && clock.compareAndSet(Clock.STOPPED, Clock.RUNNING)) {
      alarm = time.schedule(connectTimeout, () -> ring(call));
    }
  }

  private void ring(Call call) {
    if (clock.compareAndSet(Clock.RUNNING, Clock.RUN_OUT)) {
      call.cancel();
    }
  }

  @Override
  public void dnsStart(Call call, String domainName) {
    step = Step.RESOLVING;
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
    step = Step.CONNECTED;
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    step = Step.CONNECTED;
    stopClock();
  }

  /** Idempotent; called again when the call has ended without a connection. */
  void stopClock() {
    if (clock.compareAndSet(Clock.RUNNING, Clock.STOPPED) && alarm != null) {
      alarm.cancel();
      alarm = null;
    }
  }
}
