package io.llmgw.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * A server that answers thousands of streams at once, an event each every second or two, on one
 * thread: light enough to share a machine with the client that is measured. Prints its port and
 * ends when its standard input does.
 */
public final class PacedServer {
  private static final int BACKLOG = 10_000;
  private static final int READ_BYTES = 16 * 1024;

  private final ServerSocketChannel server;
  private final Selector selector = Selector.open();
  private final ByteBuffer space = ByteBuffer.allocateDirect(READ_BYTES);
  private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::nanos));

  private PacedServer(ServerSocketChannel server) throws IOException {
    this.server = server;
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
  }

  /**
   * When to write to a connection.
   *
   * @param nanos by {@link System#nanoTime()}, later than now by hours at most
   */
  private record Due(long nanos, PacedConnection connection) {}

  /** Runs the server. */
  public static void main(String[] arguments) throws IOException {
    PacedServer server = new PacedServer(ServerSocketChannel.open());
    Thread serving = new Thread(server::serve, "serve");
    serving.setDaemon(true);
    serving.start();
    System.out.println(server.server.socket().getLocalPort());
    while (System.in.read() >= 0) {
      // Nobody writes here: the end comes with the process that started this one.
    }
    System.exit(0);
  }

  private void serve() {
    try {
      while (true) {
        selector.select(this::handle, millisToNextDue());
        writeWhatIsDue();
      }
    } catch (IOException e) {
      System.err.println("no longer serving: " + e);
    }
  }

  /** At least 1, at most 1000: 0 would be for ever. */
  private long millisToNextDue() {
    Due next = due.peek();
    long nanos = next == null ? Long.MAX_VALUE : next.nanos() - System.nanoTime();
    return Math.max(1, Math.min(1_000, TimeUnit.NANOSECONDS.toMillis(nanos)));
  }

  private void handle(SelectionKey key) {
    if (!(key.attachment() instanceof PacedConnection connection)) {
      accept();
      return;
    }
    try {
      if (connection.read(space)) {
        write(connection);
      }
    } catch (IOException e) { // the client is gone
      connection.close();
    }
  }

  private void accept() {
    try {
      SocketChannel channel;
      while ((channel = server.accept()) != null) {
        channel.configureBlocking(false);
        channel.socket().setTcpNoDelay(true);
        channel.register(selector, SelectionKey.OP_READ, new PacedConnection(channel));
      }
    } catch (IOException e) {
      System.err.println("not accepted: " + e);
    }
  }

  private void writeWhatIsDue() {
    long now = System.nanoTime();
    Due next;
    while ((next = due.peek()) != null && next.nanos() <= now) {
      due.remove();
      write(next.connection());
    }
  }

  private void write(PacedConnection connection) {
    try {
      long pause = connection.write();
      if (pause >= 0) {
        due.add(new Due(System.nanoTime() + pause, connection));
      }
    } catch (IOException e) { // the client is gone
      connection.close();
    }
  }
}
