package io.llmgw.test.socket;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Something that a {@link ToxicProxy} does to the bytes of one direction. Several work together:
 * delays add up, of limits the tightest counts. Immutable; the same one may be given to several
 * proxies, and is what is handed to {@link ToxicProxy#remove(Toxic)}.
 */
public final class Toxic {
  private final String what;
  private final Consumer<Dose> effect;

  private Toxic(String what, Consumer<Dose> effect) {
    this.what = what;
    this.effect = effect;
  }

  /** Everything arrives this much later, at the rate at which it was sent. */
  public static Toxic latency(Duration delay) {
    return latency(delay, Duration.ZERO, 0);
  }

  /**
   * The same with a random part, between {@code delay - jitter} and {@code delay + jitter}; order
   * is kept.
   *
   * @param jitter at most {@code delay}
   * @param seed equal ones give equal delays to the same piece of the same connection
   */
  public static Toxic latency(Duration delay, Duration jitter, long seed) {
    long delayNanos = nanos("delay", delay);
    long jitterNanos = nanos("jitter", jitter);
    if (jitterNanos > delayNanos) {
      throw new IllegalArgumentException("jitter " + jitter + ": must be at most " + delay);
    }
    return new Toxic(
        "latency(" + delay + ", jitter " + jitter + ")",
        dose -> dose.delay(delayNanos, jitterNanos, seed));
  }

  /**
   * No more than so many bytes a second pass, evenly: 10 of them are one each 100 ms.
   *
   * @param bytesPerSecond 1 or more; {@link #stall()} is none at all
   */
  public static Toxic bandwidth(long bytesPerSecond) {
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException(
          "bandwidth of " + bytesPerSecond + " bytes a second: must be 1 or more");
    }
    return new Toxic(
        "bandwidth(" + bytesPerSecond + " bytes/s)", dose -> dose.throttle(bytesPerSecond));
  }

  /** Bytes pass in pieces of at most so many, each in a write of its own. */
  public static Toxic slices(int bytes) {
    return slices(bytes, Duration.ZERO);
  }

  /** The same, with a pause after each piece. */
  public static Toxic slices(int bytes, Duration pause) {
    if (bytes < 1) {
      throw new IllegalArgumentException("slices of " + bytes + " bytes: must be 1 or more");
    }
    long pauseNanos = nanos("pause", pause);
    return new Toxic(
        "slices(" + bytes + " bytes, pause " + pause + ")", dose -> dose.slice(bytes, pauseNanos));
  }

  /** Nothing passes, not even the end; a sender is blocked once all buffers are full. */
  public static Toxic stall() {
    return new Toxic("stall", Dose::stop);
  }

  /**
   * A connection is broken (RST), on both sides, as soon as so many bytes have passed in this
   * direction since it was opened: at once where more have passed already, and for 0.
   */
  public static Toxic resetAfter(long bytes) {
    long limit = notNegative(bytes);
    return new Toxic("resetAfter(" + bytes + " bytes)", dose -> dose.resetAfter(limit));
  }

  /**
   * The direction ends cleanly (FIN) as soon as so many bytes have passed in it since the
   * connection was opened. What still comes is dropped; the other direction goes on.
   */
  public static Toxic closeAfter(long bytes) {
    long limit = notNegative(bytes);
    return new Toxic("closeAfter(" + bytes + " bytes)", dose -> dose.closeAfter(limit));
  }

  /** The end of what a side sends (FIN) arrives this much later than the last byte. */
  public static Toxic slowClose(Duration delay) {
    long delayNanos = nanos("delay", delay);
    return new Toxic("slowClose(" + delay + ")", dose -> dose.closeLater(delayNanos));
  }

  @Override
  public String toString() {
    return what;
  }

  void addTo(Dose dose) {
    effect.accept(dose);
  }

  private static long nanos(String name, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + " " + duration + ": must not be negative");
    }
    return TimeUnit.NANOSECONDS.convert(duration);
  }

  private static long notNegative(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException(bytes + " bytes: must be 0 or more");
    }
    return bytes;
  }
}
