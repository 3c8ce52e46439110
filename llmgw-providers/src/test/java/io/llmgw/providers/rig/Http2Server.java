package io.llmgw.providers.rig;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
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

/**
 * A server that speaks HTTP/2 without TLS, frame by frame (RFC 9113), and sees when a stream is
 * reset. Says one thing in answer to each whole request, takes no more of a body than the first
 * window, and ends a stream only when told to.
 */
public final class Http2Server implements AutoCloseable {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;
  private static final int PREFACE_BYTES = 24;
  private static final int CANCEL = 8;
  private static final int CONTINUATION = 9;
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
  private final Set<Integer> reset = ConcurrentHashMap.newKeySet();

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

  /** Streams that the other side has reset; one may be reset again, by a frame that came late. */
  public int resets() {
    return reset.size();
  }

  /** Resets the stream of an answered request, counted from 0, as a server does that gives up. */
  public void reset(int answeredRequest) throws IOException {
    Open open = streams.get(answeredRequest);
    write(open.out, RST_STREAM, 0, open.stream, new byte[] {0, 0, 0, CANCEL});
  }

  /** Says more of the answer to a request, counted from 0. */
  public void say(int answeredRequest, String more) throws IOException {
    Open open = streams.get(answeredRequest);
    write(open.out, DATA, 0, open.stream, more.getBytes(StandardCharsets.UTF_8));
  }

  /** Says the rest of the answer to a request, counted from 0, and ends its stream. */
  public void finish(int answeredRequest, String rest) throws IOException {
    Open open = streams.get(answeredRequest);
    write(open.out, DATA, END_STREAM, open.stream, rest.getBytes(StandardCharsets.UTF_8));
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
      connection.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(connection.getInputStream());
      DataOutputStream out = new DataOutputStream(connection.getOutputStream());
      in.readFully(new byte[PREFACE_BYTES]);
      write(out, SETTINGS, 0, 0, new byte[0]);
      while (true) {
        int head = in.readInt();
        int type = head & 0xFF;
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        in.readFully(new byte[head >>> 8]);
        take(out, type, flags, stream);
      }
    } catch (IOException e) {
      // The other side is gone, or this one is closed.
    }
  }

  private void take(DataOutputStream out, int type, int flags, int stream) throws IOException {
    if (type == SETTINGS && (flags & ACK) == 0) {
      write(out, SETTINGS, ACK, 0, new byte[0]);
    } else if (type == RST_STREAM) {
      reset.add(stream);
    } else if (type == HEADERS) {
      begun.incrementAndGet();
    }
    if ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
      answer(out, stream);
      answered.incrementAndGet();
    }
  }

  private void answer(DataOutputStream out, int stream) throws IOException {
    if (status == GONE) {
      write(out, GOAWAY, 0, 0, new byte[8]); // no stream was processed, no error
    } else if (status == FLOODING) {
      flood(out, stream);
    } else if (status != 0) {
      write(out, HEADERS, END_HEADERS, stream, head());
      write(out, DATA, 0, stream, body.getBytes(StandardCharsets.UTF_8));
      streams.add(new Open(out, stream));
    }
  }

  /** One more literal in each frame, named "x". */
  private static void flood(DataOutputStream out, int stream) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.write(8); // :status
    writeText(head, "200");
    write(out, HEADERS, 0, stream, head.toByteArray());
    int valueBytes = FRAME_BYTES - 6;
    byte[] field = new byte[FRAME_BYTES];
    // The length of the value begins with 127, and goes on in groups of 7 bits (RFC 7541, 5.1).
    int rest = valueBytes - 127;
    byte[] start = {0, 1, 'x', 127, (byte) (rest & 127 | 128), (byte) (rest >> 7)};
    Arrays.fill(field, (byte) 'x');
    System.arraycopy(start, 0, field, 0, start.length);
    for (int i = 0; i < 192; i++) {
      write(out, CONTINUATION, i == 191 ? END_HEADERS : 0, stream, field);
    }
  }

  /** Two literals without indexing, named by their place in the static table (RFC 7541, 6.2.2). */
  private byte[] head() {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.write(8); // :status
    writeText(head, Integer.toString(status));
    head.write(0x0F); // content-type, 15 + 16
    head.write(16);
    writeText(head, type);
    return head.toByteArray();
  }

  private static void writeText(ByteArrayOutputStream head, String text) {
    head.write(text.length());
    head.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void write(DataOutputStream out, int type, int flags, int stream, byte[] payload)
      throws IOException {
    synchronized (out) {
      out.writeInt(payload.length << 8 | type);
      out.writeByte(flags);
      out.writeInt(stream);
      out.write(payload);
      out.flush();
    }
  }

  /** A stream whose answer has begun. */
  private record Open(DataOutputStream out, int stream) {}

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }
}
