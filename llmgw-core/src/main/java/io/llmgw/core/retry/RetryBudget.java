package io.llmgw.core.retry;

/**
 * What repeats at one target may cost: every call earns a fifth of a repeat, every second a whole
 * one. So a target that fails all calls gets a fifth more of them and not three times as many. What
 * is not spent fades within some ten seconds. Thread-safe.
 */
final class RetryBudget {
  private static final double PER_CALL = 0.2;
  private static final double PER_SECOND = 1;
  private static final double FADING_SECONDS = 10;

  /** What a target without calls has: as much as the seconds earn while they fade. */
  private static final double RESERVE = PER_SECOND * FADING_SECONDS;

  private double balance = RESERVE;
  private long atNanos;

  RetryBudget(long nowNanos) {
    this.atNanos = nowNanos;
  }

  /** A call begins here. */
  synchronized void earn(long nowNanos) {
    moveTo(nowNanos);
    balance += PER_CALL;
  }

  /** Takes the cost of a repeat, if there is enough. */
  synchronized boolean spend(int cost, long nowNanos) {
    moveTo(nowNanos);
    if (balance < cost) {
      return false;
    }
    balance -= cost;
    return true;
  }

  /** Whether a new one would not be told from it: what was earned and spent has faded. */
  synchronized boolean isAsNew(long nowNanos) {
    moveTo(nowNanos);
    return Math.abs(balance - RESERVE) < PER_CALL / 2;
  }

  /** Whatever the balance is, it tends to the reserve: the seconds earn as much as fades there. */
  private void moveTo(long nowNanos) {
    double seconds = (nowNanos - atNanos) / 1e9;
    if (seconds > 0) {
      balance = RESERVE + (balance - RESERVE) * Math.exp(-seconds / FADING_SECONDS);
      atNanos = nowNanos;
    }
  }
}
