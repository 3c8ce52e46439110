package io.llmgw.soak;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One connection: reads a request of some length, answers it by and by, and reads the next. */
final class PacedConnection {
  private static final String HEAD_END = "\r\n\r\n";
  private static final String LENGTH = "content-length:";

  private final SocketChannel channel;
  private final StringBuilder received = new StringBuilder();
  private ByteBuffer unsent = ByteBuffer.allocate(0);
  private @Nullable PacedAnswer answer;

  PacedConnection(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Reads what there is.
   *
   * @return whether a request is complete now and waits for its answer
   * @throws EOFException at the end of the connection
   */
  boolean read(ByteBuffer space) throws IOException {
    int count;
    while ((count = channel.read(space.clear())) > 0) {
      received.append(StandardCharsets.ISO_8859_1.decode(space.flip()));
    }
    if (count < 0) {
      throw new EOFException();
    }
    if (answer != null || !isComplete()) {
      return false;
    }
    answer = PacedAnswer.to(received.toString());
    received.setLength(0);
    received.trimToSize();
    return true;
  }

  private boolean isComplete() {
    int headEnd = received.indexOf(HEAD_END);
    if (headEnd < 0) {
      return false;
    }
    String head = received.substring(0, headEnd).toLowerCase(Locale.ROOT);
    int from = head.indexOf(LENGTH) + LENGTH.length();
    int to = head.indexOf('\r', from);
    int length = Integer.parseInt(head.substring(from, to < 0 ? head.length() : to).strip());
    return received.length() == headEnd + HEAD_END.length() + length;
  }

  /**
   * Writes the next piece, or the rest of the last one where the client has not read so far.
   *
   * @return nanoseconds until there is more to write, negative when the answer is over
   */
  long write() throws IOException {
    PacedAnswer writing = answer;
    if (writing == null) {
      return -1;
    }
    if (!unsent.hasRemaining()) {
      unsent = ByteBuffer.wrap(writing.next());
    }
    channel.write(unsent);
    if (writing.isOver() && !unsent.hasRemaining()) {
      answer = null;
      return -1;
    }
    return writing.pauseNanos();
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      System.err.println("not closed: " + e);
    }
  }
}
