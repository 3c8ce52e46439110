package io.llmgw.providers.rig;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Stands before a server with TLS so that what that says last is heard: on loopback it is lost
 * where the server hangs up while bytes are on their way to it. It takes all that clients send, and
 * keeps to itself how the socket of the server ends.
 */
public final class LastWords implements AutoCloseable {
  private static final int RECORD_HEADER = 5; // RFC 8446, 5.1: type, version, length

  private final ServerSocket listener;
  private final int serverPort;
  private final int heldBack;
  private final List<Socket> sockets = new ArrayList<>();
  private boolean closed;

  private LastWords(int serverPort, int heldBack) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    this.serverPort = serverPort;
    this.heldBack = heldBack;
  }

  /**
   * Starts one.
   *
   * @param heldBack the server is given the first record of a client, and what follows when there
   *     are so many bytes of it
   */
  public static LastWords of(int serverPort, int heldBack) throws IOException {
    LastWords line = new LastWords(serverPort, heldBack);
    run(line::accept);
    return line;
  }

  public String url() {
    return "https://127.0.0.1:" + listener.getLocalPort() + "/v1";
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = kept(listener.accept());
      Socket server = kept(new Socket("127.0.0.1", serverPort));
      run(() -> upstream(client, server));
      run(() -> server.getInputStream().transferTo(client.getOutputStream()));
    }
  }

  private void upstream(Socket client, Socket server) throws IOException {
    try (client;
        server) {
      InputStream in = client.getInputStream();
      pass(server, record(in));
      pass(server, in.readNBytes(heldBack));
      byte[] piece = new byte[16 * 1024];
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        pass(server, Arrays.copyOf(piece, count));
      }
    }
  }

  private static byte[] record(InputStream in) throws IOException {
    byte[] header = in.readNBytes(RECORD_HEADER);
    if (header.length < RECORD_HEADER) {
      return header;
    }
    int length = (header[3] & 0xff) << 8 | header[4] & 0xff;
    byte[] record = Arrays.copyOf(header, RECORD_HEADER + length);
    in.readNBytes(record, RECORD_HEADER, length);
    return record;
  }

  private static void pass(Socket server, byte[] bytes) {
    try {
      OutputStream out = server.getOutputStream();
      out.write(bytes);
    } catch (IOException gone) {
      // It has said all it has to say; the client need not know how.
    }
  }

  private synchronized Socket kept(Socket socket) throws IOException {
    sockets.add(socket);
    if (closed) {
      socket.close();
    }
    return socket;
  }

  private static void run(Forwarding code) {
    Thread thread =
        new Thread(
            () -> {
              try {
                code.run();
              } catch (IOException ended) {
                // A socket was closed, here or at either end.
              }
            },
            "last-words");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
      synchronized (this) {
        closed = true;
        for (Socket socket : sockets) {
          socket.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What one thread does. */
  @FunctionalInterface
  private interface Forwarding {
    void run() throws IOException;
  }
}
