package io.llmgw.providers.rig;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The frames of one connection of HTTP/2 without TLS (RFC 9113), as its server sees them. One
 * thread reads, any may write.
 */
final class Http2Frames {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;
  static final int INTERNAL_ERROR = 2;
  static final int REFUSED_STREAM = 7;
  static final int CANCEL = 8;
  private static final int PING = 6;
  private static final int ACK = 1;
  private static final int PREFACE_BYTES = 24;
  private static final int HEAD_BYTES = 9;
  private static final int MAX_CONCURRENT_STREAMS = 3;

  private final DataInputStream in;
  private final DataOutputStream out;
  private final AtomicLong received;

  /**
   * A connection at its start.
   *
   * @param received counts the bytes of streams that come, not those about the connection
   */
  Http2Frames(Socket connection, AtomicLong received) throws IOException {
    connection.setTcpNoDelay(true);
    in = new DataInputStream(connection.getInputStream());
    out = new DataOutputStream(connection.getOutputStream());
    this.received = received;
  }

  /** One that came. */
  record Frame(int type, int flags, int stream, byte[] payload) {
    boolean endsStream() {
      return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
    }
  }

  /** Begins the connection without saying how many streams there may be. */
  void begin() throws IOException {
    skipPreface();
    write(SETTINGS, 0, 0, new byte[0]);
  }

  /** Begins the connection and says how many streams there may be at once. */
  void begin(int mostStreams) throws IOException {
    skipPreface();
    allow(mostStreams);
  }

  private void skipPreface() throws IOException {
    in.readFully(new byte[PREFACE_BYTES]);
  }

  /** Says how many streams there may be at once from now on. */
  void allow(int mostStreams) throws IOException {
    write(SETTINGS, 0, 0, new byte[] {0, MAX_CONCURRENT_STREAMS, 0, 0, 0, (byte) mostStreams});
  }

  /** The next one that is not about the connection by itself, which is answered here. */
  Frame read() throws IOException {
    while (true) {
      int head = in.readInt();
      int type = head & 0xFF;
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      byte[] payload = in.readNBytes(head >>> 8);
      if (stream != 0) {
        received.addAndGet(HEAD_BYTES + payload.length);
      }
      if ((type == SETTINGS || type == PING) && (flags & ACK) == 0) {
        write(type, ACK, 0, type == PING ? payload : new byte[0]);
      } else {
        return new Frame(type, flags, stream, payload);
      }
    }
  }

  /** Whether a frame is the answer to settings of this side. */
  static boolean isSettingsAck(Frame frame) {
    return frame.type == SETTINGS && (frame.flags & ACK) != 0;
  }

  /** Literals without indexing (RFC 7541, 6.2.2). */
  void head(int stream, int status, String type) throws IOException {
    ByteArrayOutputStream head = statusOnly(status);
    head.write(0x0F); // content-type, 15 + 16
    head.write(16);
    writeText(head, type);
    write(HEADERS, END_HEADERS, stream, head.toByteArray());
  }

  static ByteArrayOutputStream statusOnly(int status) {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.write(8); // :status
    writeText(head, Integer.toString(status));
    return head;
  }

  private static void writeText(ByteArrayOutputStream head, String text) {
    head.write(text.length());
    head.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  void data(int stream, byte[] bytes, boolean last) throws IOException {
    write(DATA, last ? END_STREAM : 0, stream, bytes);
  }

  void reset(int stream, int code) throws IOException {
    write(RST_STREAM, 0, stream, new byte[] {0, 0, 0, (byte) code});
  }

  /** Says that streams up to this one are answered, and none after it (RFC 9113, 6.8). */
  void goAway(int lastStream) throws IOException {
    byte[] payload = new byte[8]; // the stream, and the code for no error
    payload[0] = (byte) (lastStream >> 24);
    payload[1] = (byte) (lastStream >> 16);
    payload[2] = (byte) (lastStream >> 8);
    payload[3] = (byte) lastStream;
    write(GOAWAY, 0, 0, payload);
  }

  /** Lets the other side send so many bytes more over the connection. */
  void take(int bytes) throws IOException {
    if (bytes == 0) {
      return; // an error (RFC 9113, 6.9)
    }
    write(
        WINDOW_UPDATE,
        0,
        0,
        new byte[] {(byte) (bytes >> 24), (byte) (bytes >> 16), (byte) (bytes >> 8), (byte) bytes});
  }

  void write(int type, int flags, int stream, byte[] payload) throws IOException {
    synchronized (out) {
      out.writeInt(payload.length << 8 | type);
      out.writeByte(flags);
      out.writeInt(stream);
      out.write(payload);
      out.flush();
    }
  }
}
