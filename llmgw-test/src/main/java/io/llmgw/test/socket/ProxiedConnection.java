package io.llmgw.test.socket;

import io.llmgw.test.Patience;
import java.io.IOException;
import java.net.Socket;
import java.util.List;

/** A connection of a client joined with one to the server, by a {@link Line} each way. */
final class ProxiedConnection {
  private final List<Socket> sockets;
  private final Line up;
  private final Line down;
  private final List<Thread> threads;

  /**
   * Not running yet.
   *
   * @param name what its threads are called
   */
  ProxiedConnection(String name, Socket client, Socket server, Line up, Line down) {
    this.sockets = List.of(client, server);
    this.up = up;
    this.down = down;
    this.threads =
        List.of(
            thread(name + "-up-read", up::read),
            thread(name + "-up-write", up::write),
            thread(name + "-down-read", down::read),
            thread(name + "-down-write", down::write));
  }

  /** Forwards until both directions have ended, or the connection breaks. */
  void run() throws InterruptedException {
    threads.forEach(Thread::start);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      reset();
      Patience.comesTrue(Patience.limit(), () -> threads.stream().noneMatch(Thread::isAlive));
      throw e;
    }
  }

  /** Says that a dose has changed. */
  void wake() {
    up.wake();
    down.wake();
  }

  /** Breaks it on both sides (RST), and ends its threads. */
  void reset() {
    for (Socket socket : sockets) {
      try (socket) {
        socket.setSoLinger(true, 0);
      } catch (IOException e) {
        // It is closed or broken already.
      }
    }
    threads.forEach(Thread::interrupt);
  }

  private Thread thread(String name, Direction direction) {
    Thread thread =
        new Thread(
            () -> {
              try {
                direction.forward();
              } catch (IOException e) {
                reset(); // what one side does to the connection, the other side sees
              } catch (InterruptedException e) {
                // The connection is over: there is nothing left to forward.
              }
            },
            name);
    thread.setDaemon(true);
    return thread;
  }

  /** Half of the work of a line. */
  @FunctionalInterface
  private interface Direction {
    void forward() throws IOException, InterruptedException;
  }
}
