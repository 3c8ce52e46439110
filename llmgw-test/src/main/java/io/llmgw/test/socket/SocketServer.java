package io.llmgw.test.socket;

import io.llmgw.test.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Accepts connections on a free loopback port and hands each to a {@link Handler} on a daemon
 * thread of its own. Thread-safe; whoever starts it closes it.
 */
public final class SocketServer implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final String name;
  private final Handler handler;
  private final ServerSocket listener;
  private final List<Peer> peers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private boolean closed;

  private SocketServer(String name, Handler handler) {
    this.name = name;
    this.handler = handler;
    try {
      listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on the loopback interface", e);
    }
  }

  /**
   * Starts a server.
   *
   * @param name what its threads are called, after {@code llmgw-test-}
   */
  public static SocketServer start(String name, Handler handler) {
    SocketServer server = new SocketServer(name, handler);
    server.startThread("accept", server::accept);
    return server;
  }

  /** The port it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Where it listens, as {@code http://127.0.0.1:port}. */
  public String url() {
    return "http://" + listener.getInetAddress().getHostAddress() + ":" + port();
  }

  /** All connections so far, in order of acceptance. */
  public List<Peer> connections() {
    synchronized (peers) {
      return List.copyOf(peers);
    }
  }

  /** How many connections neither side is known to have closed. */
  public int openConnections() {
    int open = 0;
    for (Peer peer : connections()) {
      open += peer.isGone() || peer.isClosed() ? 0 : 1;
    }
    return open;
  }

  /** How many bytes came on all connections. */
  public long bytesReceived() {
    return connections().stream().mapToLong(Peer::bytesReceived).sum();
  }

  /** How many bytes were sent on all connections. */
  public long bytesSent() {
    return connections().stream().mapToLong(Peer::bytesSent).sum();
  }

  /**
   * Waits until the other side has closed this connection.
   *
   * @param number of the connection, from 1
   * @throws AssertionError when it does not within {@link Patience#limit()}
   */
  public void awaitGone(int number) {
    Patience.until(
        "connection " + number + " of " + name + " to be closed by its peer",
        () -> connections().size() >= number && connections().get(number - 1).isGone());
  }

  /** What handlers threw, broken connections left out: faults of a test, not of its subject. */
  public List<Throwable> failures() {
    synchronized (failures) {
      return List.copyOf(failures);
    }
  }

  /** Whether {@link #close()} was called: handlers that wait shall end. */
  public boolean isClosed() {
    synchronized (peers) {
      return closed;
    }
  }

  /** Closes all connections and waits for its threads to end; idempotent. */
  @Override
  public void close() {
    List<Thread> running;
    synchronized (peers) {
      closed = true;
      running = List.copyOf(threads);
    }
    try {
      listener.close();
    } catch (IOException e) {
      note(e);
    }
    connections().forEach(Peer::close);
    for (Thread thread : running) {
      end(thread);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        serve(listener.accept());
      } catch (IOException e) {
        if (!listener.isClosed()) {
          note(e);
        }
      }
    }
  }

  private void serve(Socket socket) throws IOException {
    Peer peer;
    synchronized (peers) {
      peer = new Peer(socket, peers.size() + 1);
      peers.add(peer);
      if (closed) {
        peer.close();
        return;
      }
    }
    startThread("connection-" + peer.number(), () -> handle(peer));
  }

  private void handle(Peer peer) {
    try (peer) {
      handler.serve(peer);
    } catch (IOException e) {
      // The other side is gone, or this one is closed: the peer knows, and tests ask it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      note(e);
    }
  }

  private void note(Throwable failure) {
    synchronized (failures) {
      failures.add(failure);
    }
  }

  private void startThread(String role, Runnable task) {
    Thread thread = new Thread(task, "llmgw-test-" + name + "-" + role);
    thread.setDaemon(true);
    synchronized (peers) {
      threads.removeIf(other -> other.getState() == Thread.State.TERMINATED);
      threads.add(thread);
      thread.start();
    }
  }

  private static void end(Thread thread) {
    if (thread == Thread.currentThread()) {
      return;
    }
    thread.interrupt();
    try {
      thread.join(TimeUnit.NANOSECONDS.toMillis(Patience.limit().toNanos()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Serves one connection. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Talks to the other side; the connection is closed when it returns or throws.
     *
     * @throws IOException when the connection is broken
     * @throws InterruptedException when the server is closed
     */
    void serve(Peer peer) throws IOException, InterruptedException;
  }
}
