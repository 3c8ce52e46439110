package io.llmgw.providers.rig;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A server that takes connections, or not even that, and reads nothing of what they bring. */
public final class SilentServer implements AutoCloseable {
  private final ServerSocket server;
  private final List<Socket> fillers = new ArrayList<>();
  private final List<Socket> accepted = new ArrayList<>();

  public SilentServer() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
  }

  public int port() {
    return server.getLocalPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** Fills the queue of connections: Linux drops every further attempt to connect. */
  public SilentServer full() throws IOException {
    while (true) {
      Socket filler = new Socket();
      fillers.add(filler);
      try {
        filler.connect(new InetSocketAddress("127.0.0.1", port()), 300);
      } catch (IOException e) {
        return this;
      }
    }
  }

  public Socket accept() throws IOException {
    return server.accept();
  }

  /** How many connections came so far. */
  public int connections() throws IOException {
    server.setSoTimeout(1);
    try {
      while (true) {
        accepted.add(server.accept());
      }
    } catch (SocketTimeoutException e) {
      return accepted.size();
    } finally {
      server.setSoTimeout(0);
    }
  }

  /** Whether something came on the first connection. */
  public boolean hasBytes() throws IOException {
    return connections() > 0 && accepted.get(0).getInputStream().available() > 0;
  }

  /** Reads what came on the first connection, and says whether the other side is gone. */
  public boolean isGone() throws IOException {
    Socket first = accepted.get(0);
    first.setSoTimeout(1);
    byte[] dropped = new byte[64 * 1024];
    try {
      while (first.getInputStream().read(dropped) >= 0) {}
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // reset
    }
  }

  /** Reads until the other side is gone. */
  public static void drain(Socket connection) throws IOException {
    try (InputStream in = connection.getInputStream()) {
      in.skip(Long.MAX_VALUE);
      while (in.read() >= 0) {
        in.skip(Long.MAX_VALUE);
      }
    } catch (IOException e) {
      if (!"Connection reset".equals(e.getMessage())) {
        throw e;
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Socket filler : fillers) {
      filler.close();
    }
    for (Socket connection : accepted) {
      connection.close();
    }
    server.close();
  }
}
