package io.llmgw.core.thread;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The engine's own threads: for flights, forks and clean-up, never shared with the calls of the
 * host, which would wait for each other. Threads start when needed and end when idle.
 */
public final class EngineThreads {
  /** At least as many as there can be open calls on platform threads. */
  private static final int MOST_PLATFORM_THREADS = 1024;

  private final @Nullable ThreadFactory virtual;
  private final @Nullable ThreadPoolExecutor pool;
  private final ThreadPoolExecutor cleaners;
  private final Phaser running = new Phaser(1); // one party is this object itself

  /** No thread yet. */
  public EngineThreads() {
    virtual = ThreadKind.hasVirtual() ? ThreadKind.named("engine") : null;
    pool =
        virtual != null
            ? null
            : new ThreadPoolExecutor(
                0,
                MOST_PLATFORM_THREADS,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                ThreadKind.platform("engine"));
    cleaners =
        new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ThreadKind.platform("cleanup"));
    cleaners.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs the task on a thread of its own.
   *
   * @throws RejectedExecutionException when there is none
   */
  void execute(Runnable task) {
    if (virtual != null) {
      virtual.newThread(counted(task)).start();
    } else if (pool != null) {
      pool.execute(task);
    }
  }

  private Runnable counted(Runnable task) {
    running.register();
    return () -> {
      try {
        task.run();
      } finally {
        running.arriveAndDeregister();
      }
    };
  }

  /** Runs the task on a thread of its own; false when there is none. */
  public boolean tryExecute(Runnable task) {
    try {
      execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Runs the task on some thread of the engine, in line if need be; never refused. */
  public void cleanUp(Runnable task) {
    if (!tryExecute(task)) {
      cleaners.execute(task);
    }
  }

  /**
   * Lets the threads end once they are idle, and waits for that.
   *
   * @return whether all was quiet in time
   */
  public boolean close(Duration patience) throws InterruptedException {
    long nanos = patience.toNanos();
    boolean quiet = true;
    if (pool != null) {
      pool.shutdown();
      quiet = pool.awaitTermination(nanos, TimeUnit.NANOSECONDS);
    } else {
      quiet = awaitVirtual(nanos);
    }
    cleaners.shutdown();
    return cleaners.awaitTermination(nanos, TimeUnit.NANOSECONDS) && quiet;
  }

  private boolean awaitVirtual(long nanos) throws InterruptedException {
    try {
      running.awaitAdvanceInterruptibly(running.arriveAndDeregister(), nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }
}
