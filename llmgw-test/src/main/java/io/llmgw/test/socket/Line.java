package io.llmgw.test.socket;

import io.llmgw.api.time.TimeSource;
import io.llmgw.api.time.TimeSource.Scheduled;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One direction of one connection of a {@link ToxicProxy}: a thread reads into a small buffer,
 * another writes what the dose lets pass. A change of the dose counts at once.
 */
final class Line {
  private static final int CHUNK_BYTES = 8 * 1024;
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final byte[] END = {};

  private final Socket from;
  private final Socket to;
  private final int connection;
  private final Supplier<Dose> doses;
  private final TimeSource time;
  private final AtomicLong total;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Chunk> chunks = new ArrayDeque<>();
  private int buffered;
  private boolean ended;
  private long passed;
  private int lastPiece;
  private long lastPieceNanos;

  /**
   * Not running yet.
   *
   * @param connection its number
   * @param doses the dose of the moment
   * @param total counts what has passed
   */
  Line(
      Socket from,
      Socket to,
      int connection,
      Supplier<Dose> doses,
      TimeSource time,
      AtomicLong total) {
    this.from = from;
    this.to = to;
    this.connection = connection;
    this.doses = doses;
    this.time = time;
    this.total = total;
    lastPieceNanos = time.nanos();
  }

  /** Says that the dose has changed. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Reads until the source ends. */
  void read() throws IOException, InterruptedException {
    InputStream in = from.getInputStream();
    byte[] bytes = new byte[CHUNK_BYTES];
    long number = 0;
    for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
      buffer(new Chunk(Arrays.copyOf(bytes, count), number++, time.nanos()));
    }
    buffer(new Chunk(END, number, time.nanos()));
  }

  /**
   * Writes until this direction ends.
   *
   * @throws IOException when the connection is broken, or a toxic wants it to be
   */
  void write() throws IOException, InterruptedException {
    for (Piece piece = take(); piece != null; piece = take()) {
      to.getOutputStream().write(piece.chunk.bytes, piece.chunk.from, piece.length);
      total.addAndGet(piece.length);
      written(piece);
    }
    to.shutdownOutput();
  }

  private void buffer(Chunk chunk) throws InterruptedException {
    lock.lock();
    try {
      while (!ended && buffered >= BUFFER_BYTES) {
        changed.await();
      }
      if (!ended) { // else a toxic ended this direction: what still comes is dropped
        chunks.add(chunk);
        buffered += chunk.bytes.length;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next piece that may pass; null when this direction ends. */
  private @Nullable Piece take() throws IOException, InterruptedException {
    lock.lock();
    try {
      while (true) {
        Dose dose = doses.get();
        if (dose.resetsAt(passed)) {
          throw new IOException("a toxic resets the connection");
        }
        Chunk chunk = chunks.peek();
        if (dose.closesAt(passed)) {
          return end();
        }
        if (chunk == null || dose.isStopped()) {
          changed.await();
          continue;
        }
        long waitNanos = waitNanos(chunk, dose);
        if (waitNanos > 0) {
          await(waitNanos);
          continue;
        }
        return chunk.bytes == END
            ? end()
            : new Piece(chunk, dose.pieceOf(chunk.remaining(), passed));
      }
    } finally {
      lock.unlock();
    }
  }

  private long waitNanos(Chunk chunk, Dose dose) {
    long now = time.nanos();
    long pace = dose.pauseNanos(lastPiece) - (now - lastPieceNanos);
    long delay = dose.delayNanos(connection, chunk.number) - (now - chunk.arrivedNanos);
    return Math.max(pace, chunk.bytes == END ? delay + dose.closeDelayNanos() : delay);
  }

  @SuppressWarnings("WaitNotInLoop") // its caller is the loop
  private void await(long nanos) throws InterruptedException {
    Scheduled alarm = time.schedule(Duration.ofNanos(nanos), this::wake);
    try {
      changed.await();
    } finally {
      alarm.cancel();
    }
  }

  private @Nullable Piece end() {
    ended = true;
    chunks.clear();
    changed.signalAll();
    return null;
  }

  private void written(Piece piece) {
    lock.lock();
    try {
      piece.chunk.from += piece.length;
      passed += piece.length;
      lastPiece = piece.length;
      lastPieceNanos = time.nanos();
      if (piece.chunk.remaining() == 0) {
        chunks.remove();
        buffered -= piece.chunk.bytes.length;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** What one read brought; {@link #END} at the end of the source. */
  private static final class Chunk {
    private final byte[] bytes;
    private final long number;
    private final long arrivedNanos;
    private int from;

    Chunk(byte[] bytes, long number, long arrivedNanos) {
      this.bytes = bytes;
      this.number = number;
      this.arrivedNanos = arrivedNanos;
    }

    int remaining() {
      return bytes.length - from;
    }
  }

  /** What may pass now. */
  private record Piece(Chunk chunk, int length) {}
}
