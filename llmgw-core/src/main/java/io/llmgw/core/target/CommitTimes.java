package io.llmgw.core.target;

import io.llmgw.api.provider.Delivery;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long the last answers of a target took to their first content, streams and whole ones apart.
 * Nothing is measured before somebody has asked. Thread-safe, without locks.
 */
public final class CommitTimes {
  private static final int KEPT = 256;

  /** With fewer than these nothing is said of what is usual. */
  private static final int LEAST = 20;

  /** After so many more the figure is reckoned anew. */
  private static final int RENEWED_AFTER = 8;

  private static final long UNKNOWN = -1;

  private volatile boolean asked;
  private final Times whole = new Times();
  private final Times streamed = new Times();

  /**
   * The time within which this part of the answers had content, in nanoseconds; negative when too
   * little is known.
   *
   * @param percentile as a fraction
   */
  public long nanosAt(double percentile, Delivery delivery) {
    asked = true;
    return times(delivery).at(percentile);
  }

  /** The first content of an answer came after so long. */
  void took(long nanos, Delivery delivery) {
    if (asked) {
      times(delivery).add(nanos);
    }
  }

  /**
   * No content had come after so long, when another target had some. That tells something only
   * where it is longer than usual: a hedge that has just begun was not slow.
   */
  void tookLonger(long nanos, Delivery delivery) {
    if (asked && nanos >= times(delivery).last.nanos()) {
      times(delivery).add(nanos);
    }
  }

  private Times times(Delivery delivery) {
    return delivery == Delivery.STREAMED ? streamed : whole;
  }

  /** A figure, and after how many times it was reckoned. */
  private record Figure(double percentile, long count, long nanos) {
    static final Figure NONE = new Figure(0, 0, UNKNOWN);
  }

  private static final class Times {
    private final AtomicLong count = new AtomicLong();
    private volatile AtomicIntegerArray micros = new AtomicIntegerArray(0);
    private volatile Figure last = Figure.NONE;

    void add(long nanos) {
      AtomicIntegerArray all = micros.length() == 0 ? grown() : micros;
      long number = count.getAndIncrement();
      int time = (int) Math.min(Integer.MAX_VALUE, Math.max(1, nanos / 1_000));
      all.set((int) (number % KEPT), time);
    }

    private synchronized AtomicIntegerArray grown() {
      if (micros.length() == 0) {
        micros = new AtomicIntegerArray(KEPT);
      }
      return micros;
    }

    long at(double percentile) {
      long now = count.get();
      Figure before = last;
      if (before.percentile() == percentile && now - before.count() < RENEWED_AFTER) {
        return before.nanos();
      }
      long nanos = reckoned(percentile);
      if (nanos != UNKNOWN) {
        last = new Figure(percentile, now, nanos);
      }
      return nanos;
    }

    private long reckoned(double percentile) {
      AtomicIntegerArray all = micros;
      int[] sorted = new int[all.length()];
      int known = 0;
      for (int i = 0; i < sorted.length; i++) {
        int time = all.get(i);
        if (time > 0) {
          sorted[known++] = time;
        }
      }
      if (known < LEAST) {
        return UNKNOWN;
      }
      Arrays.sort(sorted, 0, known);
      int rank = (int) Math.ceil(percentile * (double) known);
      return 1_000L * (long) sorted[Math.max(0, rank - 1)];
    }
  }
}
