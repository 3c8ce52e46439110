package io.llmgw.test.socket;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One accepted connection, from the server's side. One thread reads and writes; the counters and
 * {@link #close()} may be used from any thread.
 */
public final class Peer implements AutoCloseable {
  private static final int POLL_MILLIS = 10;

  private final Socket socket;
  private final int number;
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private final InputStream in;
  private final RequestReader requests;
  private volatile boolean gone;

  Peer(Socket socket, int number) throws IOException {
    this.socket = socket;
    this.number = number;
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(new CountedInput(socket.getInputStream(), received));
    requests = new RequestReader(in, number);
  }

  /** Number of the connection, from 1 in order of acceptance. */
  public int number() {
    return number;
  }

  /**
   * Blocks until a whole request is there.
   *
   * @return null when the other side closes before one begins
   * @throws IOException when the connection breaks inside a request, or it is not HTTP/1.1
   */
  public @Nullable ReceivedRequest readRequest() throws IOException {
    try {
      ReceivedRequest request = requests.read();
      gone |= request == null;
      return request;
    } catch (IOException e) {
      gone = true;
      throw e;
    }
  }

  /** Blocks until so many bytes are there, or the other side has closed, and drops them. */
  public void skip(int count) throws IOException {
    try {
      gone |= in.readNBytes(count).length < count;
    } catch (IOException e) {
      gone = true;
      throw e;
    }
  }

  /**
   * Sends the bytes at once.
   *
   * @throws IOException when the other side is gone
   */
  public void send(byte[] bytes) throws IOException {
    send(bytes, 0, bytes.length);
  }

  /**
   * Sends some of the bytes at once.
   *
   * @throws IOException when the other side is gone
   */
  public void send(byte[] bytes, int from, int length) throws IOException {
    try {
      socket.getOutputStream().write(bytes, from, length);
      sent.addAndGet(length);
    } catch (IOException e) {
      gone = true;
      throw e;
    }
  }

  /** Ends what this side sends, as a clean close does (FIN); reading goes on. */
  public void finish() throws IOException {
    socket.shutdownOutput();
  }

  /** Breaks the connection (RST). What the other side has not read yet may be lost. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /**
   * Sends nothing until the other side closes or the condition holds; what it sends meanwhile is
   * dropped. Notices a close at once, the condition within 10 ms.
   *
   * @return whether the other side has closed
   */
  public boolean awaitGone(BooleanSupplier until) throws IOException {
    socket.setSoTimeout(POLL_MILLIS);
    try {
      while (!gone && !until.getAsBoolean()) {
        gone = !hasInput();
      }
    } finally {
      if (!socket.isClosed()) {
        socket.setSoTimeout(0);
      }
    }
    return gone;
  }

  /** Whether the other side is known to have closed: noticed while reading or sending. */
  public boolean isGone() {
    return gone;
  }

  /** Whether this side has closed or broken the connection. */
  public boolean isClosed() {
    return socket.isClosed();
  }

  /** How many bytes came. */
  public long bytesReceived() {
    return received.get();
  }

  /** How many bytes were sent, those included that the other side has not read. */
  public long bytesSent() {
    return sent.get();
  }

  /** Closes the connection; idempotent. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException ignored) {
      gone = true; // it is broken, so there is nothing left to close
    }
  }

  /** For who reads and writes himself: nothing is counted then. */
  Socket socket() {
    return socket;
  }

  private boolean hasInput() throws IOException {
    try {
      return in.read() >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      if (socket.isClosed()) {
        throw e;
      }
      return false;
    }
  }

  /** Counts what is read. */
  private static final class CountedInput extends FilterInputStream {
    private final AtomicLong count;

    CountedInput(InputStream in, AtomicLong count) {
      super(in);
      this.count = count;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count.addAndGet(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      count.addAndGet(Math.max(0, read));
      return read;
    }
  }
}
