package io.llmgw.core.hedge;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many calls of a client may be hedged: each call earns its share of a hedge, and what is saved
 * is bounded, so that a time of trouble does not double the load. Begins empty. Thread-safe,
 * without locks.
 */
public final class HedgeBudget {
  private static final long HEDGE = 1_000_000;
  private static final long MOST = 10 * HEDGE;

  private final AtomicLong balance = new AtomicLong();

  /** A call begins that may be hedged, as may this share of all like it. */
  void earn(double share) {
    add(Math.round(share * HEDGE));
  }

  /** Takes a hedge; false when there is none. */
  boolean spend() {
    long before;
    do {
      before = balance.get();
      if (before < HEDGE) {
        return false;
      }
    } while (!balance.compareAndSet(before, before - HEDGE));
    return true;
  }

  /** A hedge that was taken has not begun. */
  void giveBack() {
    add(HEDGE);
  }

  private void add(long more) {
    balance.accumulateAndGet(more, (saved, earned) -> Math.min(MOST, saved + earned));
  }
}
