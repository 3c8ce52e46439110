package io.llmgw.providers.rig;

import io.llmgw.providers.rig.Http2Frames.Frame;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Speaks HTTP/2 without TLS before a server that speaks HTTP/1.1: each stream is a connection of
 * its own there. What breaks off there is a stream that is reset here, and the other way round.
 * Does not read the headers of a request: all go to one path, with one key.
 */
public final class Http2Front implements AutoCloseable {
  private final ServerSocket server;
  private final int port;
  private final String head;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();

  /** A front of the server at that port of this machine. */
  public Http2Front(int port, String path, String key) {
    this.port = port;
    this.head =
        "POST " + path + " HTTP/1.1\r\nhost: front\r\nauthorization: Bearer " + key + "\r\n";
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    start("accept", this::accept);
  }

  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Connections that came. */
  public int connections() {
    return connections.size();
  }

  private static void start(String role, Runnable task) {
    Thread thread = new Thread(task, "test-front-" + role);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = server.accept();
        connections.add(connection);
        start("connection", () -> serve(connection));
      }
    } catch (IOException e) {
      // Closed by the test.
    }
  }

  private void serve(Socket connection) {
    Map<Integer, ByteArrayOutputStream> requests = new ConcurrentHashMap<>();
    Map<Integer, Socket> served = new ConcurrentHashMap<>();
    try (connection) {
      Http2Frames frames = new Http2Frames(connection, new AtomicLong());
      frames.begin();
      while (true) {
        Frame frame = frames.read();
        int stream = frame.stream();
        if (frame.type() == Http2Frames.RST_STREAM) {
          requests.remove(stream);
          close(served.remove(stream));
        } else if (frame.type() == Http2Frames.HEADERS) {
          requests.put(stream, new ByteArrayOutputStream());
        } else if (frame.type() == Http2Frames.DATA && requests.containsKey(stream)) {
          requests.get(stream).writeBytes(frame.payload());
          frames.take(frame.payload().length);
        }
        if (frame.endsStream() && requests.containsKey(stream)) {
          byte[] body = requests.remove(stream).toByteArray();
          Socket behind = new Socket(InetAddress.getLoopbackAddress(), port);
          served.put(stream, behind);
          start("stream", () -> relay(behind, body, frames, stream, served));
        }
      }
    } catch (IOException e) {
      // The other side is gone, or this one is closed.
    } finally {
      served.values().forEach(Http2Front::close);
    }
  }

  private void relay(
      Socket behind, byte[] body, Http2Frames frames, int stream, Map<Integer, Socket> served) {
    try (behind) {
      OutputStream out = behind.getOutputStream();
      String request =
          head + "content-type: application/json\r\ncontent-length: " + body.length + "\r\n\r\n";
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      out.flush();
      answer(new DataInputStream(new BufferedInputStream(behind.getInputStream())), frames, stream);
      served.remove(stream);
    } catch (IOException broken) {
      if (served.remove(stream) != null) {
        reset(frames, stream);
      }
    }
  }

  private static void reset(Http2Frames frames, int stream) {
    try {
      frames.reset(stream, Http2Frames.INTERNAL_ERROR);
    } catch (IOException gone) {
      // So is the other side.
    }
  }

  private static void answer(DataInputStream in, Http2Frames frames, int stream)
      throws IOException {
    int status = Integer.parseInt(line(in).split(" ")[1]);
    String type = "";
    int length = -1;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String[] field = header.split(": ?", 2);
      switch (field[0].toLowerCase(Locale.ROOT)) {
        case "content-type" -> type = field[1];
        case "content-length" -> length = Integer.parseInt(field[1]);
        default -> {
          // Of no matter to the tests that use this.
        }
      }
    }
    frames.head(stream, status, type);
    if (length < 0) {
      relayChunks(in, frames, stream);
    } else {
      relayBytes(in, length, frames, stream);
    }
  }

  private static void relayBytes(DataInputStream in, int length, Http2Frames frames, int stream)
      throws IOException {
    byte[] buffer = new byte[8 * 1024];
    int left = length;
    while (left > 0) {
      int count = in.read(buffer, 0, Math.min(left, buffer.length));
      if (count < 0) {
        throw new EOFException();
      }
      left -= count;
      frames.data(stream, Arrays.copyOf(buffer, count), left == 0);
    }
  }

  private static void relayChunks(DataInputStream in, Http2Frames frames, int stream)
      throws IOException {
    int length;
    do {
      length = Integer.parseInt(line(in), 16);
      byte[] chunk = new byte[length];
      in.readFully(chunk);
      line(in);
      frames.data(stream, chunk, length == 0);
    } while (length > 0);
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static void close(Socket socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }
}
