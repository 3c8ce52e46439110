package io.llmgw.core.thread;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts tasks from the moment they are handed over to some threads until they end, so that a close
 * can wait for them: for all but the one that it is called from. Thread-safe.
 */
public final class Tasks {
  private final ThreadLocal<Boolean> inside = new ThreadLocal<>();
  private int pending;
  private int awaited;
  private @Nullable CountDownLatch quiet;

  /**
   * Hands a task over.
   *
   * @throws RejectedExecutionException when the executor does not take it
   */
  void execute(Executor executor, Runnable task) {
    execute(executor, task, Integer.MAX_VALUE);
  }

  /**
   * Hands a task over unless so many have not ended.
   *
   * @throws RejectedExecutionException also when there are so many
   */
  void execute(Executor executor, Runnable task, int most) {
    synchronized (this) {
      if (pending >= most) {
        throw new RejectedExecutionException(most + " calls are under way");
      }
      pending++;
    }
    boolean accepted = false;
    try {
      executor.execute(() -> run(task));
      accepted = true;
    } finally {
      if (!accepted) {
        ended();
      }
    }
  }

  /** Runs a task on the calling thread; one within another of these is a part of that. */
  public void here(Runnable task) {
    if (inside.get() != null) {
      task.run();
      return;
    }
    synchronized (this) {
      pending++;
    }
    run(task);
  }

  private void run(Runnable task) {
    inside.set(true);
    try {
      task.run();
    } finally {
      inside.remove();
      ended();
    }
  }

  private synchronized void ended() {
    pending--;
    if (quiet != null && pending <= awaited) {
      quiet.countDown();
    }
  }

  /** Whether the calling thread runs one of them, for which a close on another thread waits. */
  public boolean areRunHere() {
    return inside.get() != null;
  }

  /** Waits until all others have ended; false when they have not in time. */
  public boolean awaitOthers(Countdown patience) throws InterruptedException {
    CountDownLatch latch;
    synchronized (this) {
      awaited = inside.get() == null ? 0 : 1;
      if (pending <= awaited) {
        return true;
      }
      latch = new CountDownLatch(1);
      quiet = latch;
    }
    return latch.await(patience.left().toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Lets the threads of a pool end, and waits for that; false when they have not in time. */
  boolean close(ThreadPoolExecutor pool, Countdown patience) throws InterruptedException {
    pool.shutdown();
    return awaitOthers(patience)
        && (inside.get() != null
            || pool.awaitTermination(patience.left().toNanos(), TimeUnit.NANOSECONDS));
  }
}
