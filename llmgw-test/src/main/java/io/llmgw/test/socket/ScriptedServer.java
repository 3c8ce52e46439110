package io.llmgw.test.socket;

import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Patience;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A server on loopback that does to each connection what a script says, down to the byte and the
 * RST, and counts what came.
 *
 * <pre>{@code
 * try (ScriptedServer server = ScriptedServer.start(
 *     ConnectionScript.accept().readRequest().reset(),
 *     ConnectionScript.accept().readRequest().send(HttpText.json(200, "{}")))) {
 *   ... // the first connection is reset after its request, every further one is answered
 *   assertThat(server.requests()).hasSize(2);
 * }
 * }</pre>
 *
 * <p>Thread-safe; whoever starts it closes it.
 */
public final class ScriptedServer implements AutoCloseable {
  private final List<ConnectionScript> scripts;
  private final TimeSource time;
  private final List<ReceivedRequest> requests = new ArrayList<>();
  private final SocketServer server;

  private ScriptedServer(TimeSource time, List<ConnectionScript> scripts) {
    if (scripts.isEmpty()) {
      throw new IllegalArgumentException("a scripted server needs at least one script");
    }
    this.time = time;
    this.scripts = scripts;
    this.server = SocketServer.start("scripted", this::serve);
  }

  /**
   * Starts a server with a script per connection, in order of acceptance; the last one is also for
   * every connection after it.
   */
  public static ScriptedServer start(ConnectionScript... scripts) {
    return start(TimeSource.system(), scripts);
  }

  /** The same, with pauses on these clocks. */
  public static ScriptedServer start(TimeSource time, ConnectionScript... scripts) {
    return new ScriptedServer(time, List.of(scripts));
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Where it listens, as {@code http://127.0.0.1:port}. */
  public String url() {
    return server.url();
  }

  /** The requests that scripts have read, in order of their ends. */
  public List<ReceivedRequest> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** All connections so far, in order of acceptance. */
  public List<Peer> connections() {
    return server.connections();
  }

  /** How many connections neither side is known to have closed. */
  public int openConnections() {
    return server.openConnections();
  }

  /** How many bytes came on all connections. */
  public long bytesReceived() {
    return server.bytesReceived();
  }

  /** How many bytes were sent on all connections. */
  public long bytesSent() {
    return server.bytesSent();
  }

  /**
   * Waits until so many requests have been read.
   *
   * @throws AssertionError when they do not come within {@link Patience#limit()}
   */
  public void awaitRequests(int count) {
    Patience.until(
        () -> count + " requests; came: " + requests().size(),
        Patience.limit(),
        () -> requests().size() >= count);
  }

  /**
   * Waits until the other side has closed this connection: noticed while the script reads, sends,
   * stalls or waits.
   *
   * @param connection number from 1, in order of acceptance
   * @throws AssertionError when it does not within {@link Patience#limit()}
   */
  public void awaitGone(int connection) {
    server.awaitGone(connection);
  }

  /** What went wrong in the scripts themselves; empty in a sound test. */
  public List<Throwable> failures() {
    return server.failures();
  }

  /** Closes all connections and waits for its threads to end; idempotent. */
  @Override
  public void close() {
    server.close();
  }

  boolean isClosed() {
    return server.isClosed();
  }

  void readRequest(Peer peer) throws IOException {
    ReceivedRequest request = peer.readRequest();
    if (request == null) {
      throw new EOFException("the connection ended before a request");
    }
    synchronized (requests) {
      requests.add(request);
    }
  }

  void pause(Duration duration) throws InterruptedException {
    time.sleep(duration);
  }

  private void serve(Peer peer) throws IOException, InterruptedException {
    int last = scripts.size() - 1;
    scripts.get(Math.min(peer.number() - 1, last)).play(this, peer);
  }
}
