package io.llmgw.core.thread;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Runs the closes of parts that others wrote, each on a daemon thread for itself: one that never
 * comes back holds up neither who closes nor the parts behind it. For one thread.
 */
public final class ClosingThreads {
  private final ThreadFactory threads = ThreadKind.platform("close");
  private final Countdown patience;

  /** All closes together are waited for as long as that. */
  public ClosingThreads(Countdown patience) {
    this.patience = patience;
  }

  /**
   * Runs a close and waits for it: for half of what is left at most, so that there is always some
   * left for the next. An interrupt does not end the wait, and is kept. On the calling thread,
   * however long it takes, where the JVM has no more threads.
   *
   * @param close throws nothing
   * @return whether it has ended in time; else it goes on by itself
   */
  public boolean run(Runnable close) {
    Thread thread = threads.newThread(close);
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    try {
      thread.start();
    } catch (OutOfMemoryError e) { // how a JVM says that it is at the limit of its threads
      close.run();
      return true;
    }
    Countdown mine = patience.atMost(patience.left().dividedBy(2));
    boolean interrupted = Thread.interrupted();
    while (!ends(thread, mine)) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  /** Waits; false when that was interrupted. */
  private static boolean ends(Thread thread, Countdown most) {
    Duration left = most.left();
    if (left.isZero()) {
      return true;
    }
    try {
      TimeUnit.NANOSECONDS.timedJoin(thread, left.toNanos());
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
