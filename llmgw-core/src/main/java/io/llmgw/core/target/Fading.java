package io.llmgw.core.target;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A number that fades: after its decay time without news it is down to 37 % of what it was.
 * Thread-safe, without locks and without garbage: the number and the millisecond that it is of
 * share one long.
 */
final class Fading {
  private static final long UNKNOWN = (long) Float.floatToRawIntBits(Float.NaN) << 32;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final double decayMillis;
  private final AtomicLong state = new AtomicLong(UNKNOWN);

  Fading(double decayMillis) {
    this.decayMillis = decayMillis;
  }

  /** What it has faded to; not a number when nothing is known. */
  double at(long nowNanos) {
    return faded(state.get(), (int) (nowNanos / NANOS_PER_MILLI));
  }

  /** What it was at its last news; not a number when nothing is known. */
  double last() {
    return Float.intBitsToFloat((int) (state.get() >>> 32));
  }

  private double faded(long packed, int nowMillis) {
    float value = Float.intBitsToFloat((int) (packed >>> 32));
    return value * factor(packed, nowMillis);
  }

  private double factor(long packed, int nowMillis) {
    int passed = nowMillis - (int) packed; // also right when the milliseconds overflow
    return Math.exp(-Math.max(0, passed) / decayMillis);
  }

  /**
   * Moves towards a sample: at once to one that is higher, as a peak must count, and to one that is
   * lower by as much as what was known has faded.
   */
  void peak(double sample, long nowNanos) {
    int now = (int) (nowNanos / NANOS_PER_MILLI);
    long before;
    double next;
    do {
      before = state.get();
      double value = Float.intBitsToFloat((int) (before >>> 32));
      double rest = factor(before, now);
      next = value > sample ? sample + (value - sample) * rest : sample;
    } while (!state.compareAndSet(before, packed(next, now)));
  }

  /** Whether there was no news for its decay time. */
  boolean isOld(long nowNanos) {
    long packed = state.get();
    return packed == UNKNOWN || factor(packed, (int) (nowNanos / NANOS_PER_MILLI)) <= 1 / Math.E;
  }

  /** Adds to it. */
  void add(double more, long nowNanos) {
    int now = (int) (nowNanos / NANOS_PER_MILLI);
    long before;
    double next;
    do {
      before = state.get();
      double value = faded(before, now);
      next = Double.isNaN(value) ? more : value + more;
    } while (!state.compareAndSet(before, packed(next, now)));
  }

  private static long packed(double value, int millis) {
    return ((long) Float.floatToRawIntBits((float) value) << 32) | (millis & 0xFFFF_FFFFL);
  }
}
