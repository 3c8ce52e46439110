package io.llmgw.providers.rig;

import io.llmgw.providers.rig.Http2Frames.Frame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server that speaks HTTP/2 without TLS, frame by frame (RFC 9113), and sees when a stream is
 * reset. Says one thing in answer to each whole request, takes no more of a body than the first
 * window, and ends a stream only when told to.
 */
public final class Http2Server implements AutoCloseable {
  private static final int GONE = -1;
  private static final int FLOODING = -2;
  private static final int FRAME_BYTES = 16 * 1024;

  private final ServerSocket server;
  private final int status;
  private final String type;
  private final String body;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final List<Open> streams = new CopyOnWriteArrayList<>();
  private final Set<Open> reset = ConcurrentHashMap.newKeySet();
  private final AtomicLong received = new AtomicLong();
  private final AtomicInteger ended = new AtomicInteger();

  private Http2Server(int status, String type, String body) {
    this.status = status;
    this.type = type;
    this.body = body;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    start("accept", this::accept);
  }

  /** Answers with the start of something. */
  public static Http2Server answering(int status, String type, String begunBody) {
    return new Http2Server(status, type, begunBody);
  }

  /** Goes away instead of an answer, and says that it has not looked at this request. */
  public static Http2Server goingAway() {
    return new Http2Server(GONE, "", "");
  }

  /** Answers with 3 MB of headers. */
  public static Http2Server flooding() {
    return new Http2Server(FLOODING, "", "");
  }

  /** Answers nothing. */
  public static Http2Server silent() {
    return new Http2Server(0, "", "");
  }

  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Connections that came. */
  public int connections() {
    return connections.size();
  }

  /** Requests whose headers came. */
  public int begun() {
    return begun.get();
  }

  /** Requests that came whole and were answered, if this answers. */
  public int answered() {
    return answered.get();
  }

  /** Bytes of streams that came: the connection confirms settings whenever it likes. */
  public long bytesReceived() {
    return received.get();
  }

  /** Connections that neither side has ended. */
  public int openConnections() {
    return connections.size() - ended.get();
  }

  /** Streams that the other side has reset; one may be reset again, by a frame that came late. */
  public int resets() {
    return reset.size();
  }

  /** Resets the stream of an answered request, counted from 0, as a server does that gives up. */
  public void reset(int answeredRequest) throws IOException {
    Open open = streams.get(answeredRequest);
    open.frames.reset(open.stream, Http2Frames.CANCEL);
  }

  /** Says more of the answer to a request, counted from 0. */
  public void say(int answeredRequest, String more) throws IOException {
    Open open = streams.get(answeredRequest);
    open.frames.data(open.stream, more.getBytes(StandardCharsets.UTF_8), false);
  }

  /** Says the rest of the answer to a request, counted from 0, and ends its stream. */
  public void finish(int answeredRequest, String rest) throws IOException {
    Open open = streams.get(answeredRequest);
    open.frames.data(open.stream, rest.getBytes(StandardCharsets.UTF_8), true);
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

  private static void start(String role, Runnable task) {
    Thread thread = new Thread(task, "test-http2-" + role);
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Socket connection) {
    try (connection) {
      Http2Frames frames = new Http2Frames(connection, received);
      frames.begin();
      while (true) {
        take(frames, frames.read());
      }
    } catch (IOException e) {
      // The other side is gone, or this one is closed.
    } finally {
      ended.incrementAndGet();
    }
  }

  private void take(Http2Frames frames, Frame frame) throws IOException {
    if (frame.type() == Http2Frames.RST_STREAM) {
      reset.add(new Open(frames, frame.stream()));
    } else if (frame.type() == Http2Frames.HEADERS) {
      begun.incrementAndGet();
    }
    if (frame.endsStream()) {
      answer(frames, frame.stream());
      answered.incrementAndGet();
    }
  }

  private void answer(Http2Frames frames, int stream) throws IOException {
    if (status == GONE) {
      frames.write(Http2Frames.GOAWAY, 0, 0, new byte[8]); // no stream was processed, no error
    } else if (status == FLOODING) {
      flood(frames, stream);
    } else if (status != 0) {
      frames.head(stream, status, type);
      frames.data(stream, body.getBytes(StandardCharsets.UTF_8), false);
      streams.add(new Open(frames, stream));
    }
  }

  /** One more literal in each frame, named "x". */
  private static void flood(Http2Frames frames, int stream) throws IOException {
    frames.write(Http2Frames.HEADERS, 0, stream, Http2Frames.statusOnly(200).toByteArray());
    int valueBytes = FRAME_BYTES - 6;
    byte[] field = new byte[FRAME_BYTES];
    // The length of the value begins with 127, and goes on in groups of 7 bits (RFC 7541, 5.1).
    int rest = valueBytes - 127;
    byte[] start = {0, 1, 'x', 127, (byte) (rest & 127 | 128), (byte) (rest >> 7)};
    Arrays.fill(field, (byte) 'x');
    System.arraycopy(start, 0, field, 0, start.length);
    for (int i = 0; i < 192; i++) {
      int flags = i == 191 ? Http2Frames.END_HEADERS : 0;
      frames.write(Http2Frames.CONTINUATION, flags, stream, field);
    }
  }

  /** A stream of one of the connections. */
  private record Open(Http2Frames frames, int stream) {}

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }
}
