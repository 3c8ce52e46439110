package io.llmgw.test.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * What all toxics of one direction do together. The toxics write it while {@link #of} mixes it;
 * afterwards it is only read, by any thread.
 */
final class Dose {
  /** Bytes between two writes under a limit are those of a twentieth of a second: even, but few. */
  private static final int PIECES_PER_SECOND = 20;

  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final List<Delay> delays = new ArrayList<>();
  private long bytesPerSecond = Long.MAX_VALUE;
  private int sliceBytes = Integer.MAX_VALUE;
  private long slicePauseNanos;
  private boolean stopped;
  private long resetBytes = Long.MAX_VALUE;
  private long closeBytes = Long.MAX_VALUE;
  private long closeDelayNanos;

  private Dose() {}

  static Dose of(List<Toxic> toxics) {
    Dose dose = new Dose();
    toxics.forEach(toxic -> toxic.addTo(dose));
    return dose;
  }

  void delay(long nanos, long jitterNanos, long seed) {
    delays.add(new Delay(nanos, jitterNanos, seed));
  }

  void throttle(long limit) {
    bytesPerSecond = Math.min(bytesPerSecond, limit);
  }

  void slice(int bytes, long pauseNanos) {
    sliceBytes = Math.min(sliceBytes, bytes);
    slicePauseNanos = Math.max(slicePauseNanos, pauseNanos);
  }

  void stop() {
    stopped = true;
  }

  void resetAfter(long bytes) {
    resetBytes = Math.min(resetBytes, bytes);
  }

  void closeAfter(long bytes) {
    closeBytes = Math.min(closeBytes, bytes);
  }

  void closeLater(long nanos) {
    closeDelayNanos += nanos;
  }

  boolean isStopped() {
    return stopped;
  }

  /** Whether a connection breaks on which so many bytes have passed. */
  boolean resetsAt(long passed) {
    return passed >= resetBytes;
  }

  /** Whether a direction ends in which so many bytes have passed. */
  boolean closesAt(long passed) {
    return passed >= closeBytes;
  }

  /** How much later than it came this chunk of this connection passes. */
  long delayNanos(int connection, long chunk) {
    long sum = 0;
    for (Delay delay : delays) {
      sum += delay.nanosFor(connection, chunk);
    }
    return sum;
  }

  /** How much later than what came before it an end passes. */
  long closeDelayNanos() {
    return closeDelayNanos;
  }

  /** How long nothing passes after a piece of so many bytes. */
  long pauseNanos(int bytes) {
    long pause = bytes > 0 ? slicePauseNanos : 0;
    return pause + (long) (bytes * NANOS_PER_SECOND / bytesPerSecond);
  }

  /** How many of the bytes at hand, at least one, pass in one piece. */
  int pieceOf(int available, long passed) {
    long even = Math.max(1, bytesPerSecond / PIECES_PER_SECOND);
    long limit = Math.min(resetBytes, closeBytes) - passed;
    return (int) Math.min(Math.min(available, sliceBytes), Math.min(even, limit));
  }

  /** A delay with a random part that depends on nothing but the seed and the place. */
  private record Delay(long nanos, long jitterNanos, long seed) {
    long nanosFor(int connection, long chunk) {
      if (jitterNanos == 0) {
        return nanos;
      }
      long place = seed + 31 * (connection + 31 * chunk);
      return nanos + new SplittableRandom(place).nextLong(-jitterNanos, jitterNanos + 1);
    }
  }
}
