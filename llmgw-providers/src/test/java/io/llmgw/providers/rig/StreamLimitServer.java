package io.llmgw.providers.rig;

import io.llmgw.providers.rig.Http2Frames.Frame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server of HTTP/2 without TLS that says how many streams a connection may have, and refuses
 * every one above. Holds its answers until so many requests have come, then answers each at once.
 */
public final class StreamLimitServer implements AutoCloseable {
  private final ServerSocket server;
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger openStreams = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final boolean announcing;
  private volatile int limit;
  private volatile boolean holding = true;

  /** Allows so many streams to a connection; holds its answers for now. */
  public StreamLimitServer(int limit) throws IOException {
    this(limit, true);
  }

  private StreamLimitServer(int limit, boolean announcing) throws IOException {
    this.announcing = announcing;
    this.limit = limit;
    server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** The same, but it never says so: the other side is always as one that has yet to hear of it. */
  public static StreamLimitServer silent(int limit) throws IOException {
    return new StreamLimitServer(limit, false);
  }

  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Requests that came whole and were not refused. */
  public int requests() {
    return requests.get();
  }

  /** Streams above the limit of their connection. */
  public int refused() {
    return refused.get();
  }

  /** The most streams that were open at a time over all connections, refused ones left out. */
  public int most() {
    return most.get();
  }

  /** Holds the answers to what comes from now on. */
  public void hold() {
    holding = true;
  }

  /** Gives the answers that it holds, and those to what comes from now on. */
  public void answer() throws IOException {
    holding = false;
    for (Connection connection : connections) {
      connection.answerAll();
    }
  }

  /** Lowers the limit of all connections, those that come later included. */
  public void lower(int newLimit) throws IOException {
    limit = newLimit;
    for (Connection connection : connections) {
      connection.lower(newLimit);
    }
  }

  /**
   * Goes away from all connections that there are (RFC 9113, 6.8), as for a restart: each answers
   * so many of its streams, those that came first, and leaves the others behind. New connections
   * are as before.
   */
  public void goAway(int kept) throws IOException {
    for (Connection connection : connections) {
      connection.goAway(kept);
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "test-stream-limit");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Connection connection = new Connection(server.accept());
        connections.add(connection);
        start(connection::serve);
      }
    } catch (IOException e) {
      // Closed by the test.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Connection connection : connections) {
      connection.socket.close();
    }
  }

  /** One of them; a lower limit counts for it from when the other side has said that it knows. */
  private final class Connection {
    private final Socket socket;
    private final Http2Frames frames;
    private final TreeSet<Integer> open = new TreeSet<>();
    private final Set<Integer> whole = new TreeSet<>();
    private boolean begun;
    private boolean gone;
    private int announced;
    private int agreed;

    Connection(Socket socket) throws IOException {
      socket.setTcpNoDelay(true); // else a head waits 40 ms for what confirms the one before
      this.socket = socket;
      this.frames = new Http2Frames(socket, new AtomicLong());
      this.announced = limit;
      this.agreed = announced;
    }

    void serve() {
      try (socket) {
        begin();
        while (true) {
          take(frames.read());
        }
      } catch (IOException e) {
        // The other side is gone, or this one is closed.
      }
    }

    private synchronized void begin() throws IOException {
      begun = true;
      if (announcing) {
        frames.begin(announced);
      } else {
        frames.begin();
      }
    }

    synchronized void lower(int newLimit) throws IOException {
      announced = newLimit;
      if (begun && !socket.isClosed()) {
        frames.allow(newLimit);
      }
    }

    synchronized void goAway(int kept) throws IOException {
      if (gone || socket.isClosed()) {
        return;
      }
      gone = true;
      int last = 0;
      for (int i = 0; i < kept; i++) {
        Integer next = open.higher(last);
        last = next == null ? last : next;
      }
      Set<Integer> behind = open.tailSet(last, false);
      openStreams.addAndGet(-behind.size());
      for (int stream : behind) {
        requests.addAndGet(whole.remove(stream) ? -1 : 0);
      }
      behind.clear();
      frames.goAway(last);
    }

    private void take(Frame frame) throws IOException {
      if (Http2Frames.isSettingsAck(frame)) {
        agree();
      } else if (frame.type() == Http2Frames.HEADERS) {
        begin(frame.stream());
      }
      if (frame.endsStream()) {
        end(frame.stream());
      }
    }

    private synchronized void agree() {
      agreed = announced;
    }

    private synchronized void begin(int stream) throws IOException {
      if (gone) {
        return; // it is behind the last one too
      }
      if (open.size() >= agreed) {
        refused.incrementAndGet();
        frames.reset(stream, Http2Frames.REFUSED_STREAM);
        return;
      }
      open.add(stream);
      most.accumulateAndGet(openStreams.incrementAndGet(), Math::max);
    }

    private void end(int stream) throws IOException {
      synchronized (this) {
        if (!open.contains(stream)) {
          return; // it was refused, or left behind
        }
        whole.add(stream);
      }
      requests.incrementAndGet();
      if (!holding) {
        answerAll();
      }
    }

    private synchronized void answerAll() throws IOException {
      open.removeAll(whole); // first, as each answer lets another request come
      openStreams.addAndGet(-whole.size());
      for (int stream : whole) {
        frames.head(stream, 200, "application/json");
        frames.data(stream, Answers.JSON.getBytes(StandardCharsets.UTF_8), true);
      }
      whole.clear();
    }
  }
}
