package io.llmgw.core.thread;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Closes parts that others wrote, all at the same time, each on a daemon thread for itself: one
 * that never comes back holds up neither who closes nor another part. For one thread.
 */
public final class ClosingThreads {
  private final ThreadFactory threads = ThreadKind.platform("close");
  private final List<Closing> begun = new ArrayList<>();

  private record Closing(String what, Thread thread) {}

  /**
   * Begins to close one; on the calling thread, to its end, where the JVM has no more threads.
   *
   * @param what its name, for people
   * @param close throws nothing
   */
  public void begin(String what, Runnable close) {
    Thread thread = threads.newThread(close);
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    try {
      thread.start();
    } catch (OutOfMemoryError e) { // how a JVM says that it is at the limit of its threads
      close.run();
      return;
    }
    begun.add(new Closing(what, thread));
  }

  /**
   * Waits for all that were begun. An interrupt does not end the wait, and is kept.
   *
   * @param late told the names of those that have not ended in time; they go on by themselves
   */
  public void await(Countdown patience, Consumer<String> late) {
    boolean interrupted = Thread.interrupted();
    for (Closing closing : begun) {
      while (!ends(closing.thread(), patience)) {
        interrupted = true;
      }
      if (closing.thread().isAlive()) {
        late.accept(closing.what());
      }
    }
    begun.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for its end; false when that was interrupted. */
  private static boolean ends(Thread thread, Countdown most) {
    try {
      TimeUnit.NANOSECONDS.timedJoin(thread, most.left().toNanos());
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
