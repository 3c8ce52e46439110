package io.llmgw.test.socket;

import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * A TCP proxy in this process that stands before any server on loopback and makes its network as
 * bad as a test wants it, at once and for connections that are open already. Without toxics it
 * forwards what comes, byte by byte, with ends and resets.
 *
 * <pre>{@code
 * try (SimulatedProvider server = SimulatedProvider.openAi().always("Blue light.").start();
 *      ToxicProxy proxy = ToxicProxy.before(server.port())) {
 *   Provider provider = server.provider(proxy);      // the real provider, through the proxy
 *   proxy.downstream(Toxic.latency(Duration.ofMillis(200)), Toxic.slices(7));
 *   ...
 *   proxy.heal();
 * }
 * }</pre>
 *
 * <p><i>Upstream</i> is what clients send, <i>downstream</i> what the server sends. Holds at most
 * about 64 KiB per direction and connection. Thread-safe; whoever starts it closes it.
 */
public final class ToxicProxy implements AutoCloseable {
  private static final String NAME = "toxic-proxy";

  private final int serverPort;
  private final TimeSource time;
  private final SocketServer server;
  private final Set<ProxiedConnection> running = ConcurrentHashMap.newKeySet();
  private final AtomicLong bytesUpstream = new AtomicLong();
  private final AtomicLong bytesDownstream = new AtomicLong();
  private final Object lock = new Object();
  private List<Toxic> upstream = List.of();
  private List<Toxic> downstream = List.of();
  private volatile Dose upstreamDose = Dose.of(List.of());
  private volatile Dose downstreamDose = Dose.of(List.of());

  private ToxicProxy(int serverPort, TimeSource time) {
    this.serverPort = serverPort;
    this.time = time;
    this.server = SocketServer.start(NAME, this::serve);
  }

  /** Starts a proxy before the server that listens on this loopback port. */
  public static ToxicProxy before(int port) {
    return before(port, TimeSource.system());
  }

  /** The same, with toxics that wait on these clocks: by tasks, none of which sleeps. */
  public static ToxicProxy before(int port, TimeSource time) {
    return new ToxicProxy(port, time);
  }

  /** The port that clients connect to. */
  public int port() {
    return server.port();
  }

  /** Where clients connect to, as {@code http://127.0.0.1:port}. */
  public String url() {
    return server.url();
  }

  /** Adds toxics to what clients send. */
  public ToxicProxy upstream(Toxic... toxics) {
    synchronized (lock) {
      upstream = with(upstream, toxics);
      upstreamDose = Dose.of(upstream);
    }
    return wake();
  }

  /** Adds toxics to what the server sends. */
  public ToxicProxy downstream(Toxic... toxics) {
    synchronized (lock) {
      downstream = with(downstream, toxics);
      downstreamDose = Dose.of(downstream);
    }
    return wake();
  }

  /** Takes a toxic away, wherever it was added; nothing happens where it was not. */
  public ToxicProxy remove(Toxic toxic) {
    return keep(toxics -> toxics.stream().filter(other -> other != toxic).toList());
  }

  /** Takes all toxics away; what they held back passes at once. */
  public ToxicProxy heal() {
    return keep(toxics -> List.of());
  }

  /** Breaks all open connections now (RST), on both sides; new ones are accepted. */
  public ToxicProxy reset() {
    running.forEach(ProxiedConnection::reset);
    return this;
  }

  /** How many connections clients have made so far. */
  public int connections() {
    return server.connections().size();
  }

  /** How many of them are being forwarded. */
  public int openConnections() {
    return running.size();
  }

  /** How many bytes of clients have been passed on to the server so far. */
  public long bytesUpstream() {
    return bytesUpstream.get();
  }

  /** How many bytes of the server have been passed on to clients so far. */
  public long bytesDownstream() {
    return bytesDownstream.get();
  }

  /**
   * Waits until so many connections are being forwarded, 0 for none.
   *
   * @throws AssertionError when they are not within {@link Patience#limit()}
   */
  public void awaitOpenConnections(int count) {
    Patience.until(
        () -> count + " open connections at the toxic proxy; there are " + openConnections(),
        Patience.limit(),
        () -> openConnections() == count);
  }

  /** What went wrong in the proxy itself; empty in a sound test. */
  public List<Throwable> failures() {
    return server.failures();
  }

  /** Breaks all connections and waits for its threads to end; idempotent. */
  @Override
  public void close() {
    server.close();
  }

  /** Ports, toxics and counts. */
  @Override
  public String toString() {
    synchronized (lock) {
      return "ToxicProxy["
          + port()
          + " -> "
          + serverPort
          + ", upstream "
          + upstream
          + ", downstream "
          + downstream
          + ", "
          + openConnections()
          + " open]";
    }
  }

  private void serve(Peer client) throws IOException, InterruptedException {
    Socket near = client.socket();
    try (Socket far = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
      far.setTcpNoDelay(true);
      int number = client.number();
      ProxiedConnection connection =
          new ProxiedConnection(
              "llmgw-test-" + NAME + "-" + number,
              near,
              far,
              new Line(near, far, number, () -> upstreamDose, time, bytesUpstream),
              new Line(far, near, number, () -> downstreamDose, time, bytesDownstream));
      running.add(connection);
      try {
        connection.run();
      } finally {
        running.remove(connection);
      }
    } catch (IOException e) {
      client.reset(); // nobody listens behind the proxy: tell the client so
      throw e;
    }
  }

  private ToxicProxy keep(UnaryOperator<List<Toxic>> choice) {
    synchronized (lock) {
      upstream = choice.apply(upstream);
      downstream = choice.apply(downstream);
      upstreamDose = Dose.of(upstream);
      downstreamDose = Dose.of(downstream);
    }
    return wake();
  }

  private ToxicProxy wake() {
    running.forEach(ProxiedConnection::wake);
    return this;
  }

  private static List<Toxic> with(List<Toxic> toxics, Toxic... added) {
    List<Toxic> more = new ArrayList<>(toxics);
    more.addAll(Arrays.asList(added));
    return List.copyOf(more);
  }
}
