package io.llmgw.core.thread;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
  private final Tasks tasks = new Tasks();

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
      tasks.execute(run -> virtual.newThread(run).start(), task);
    } else if (pool != null) {
      tasks.execute(pool, task);
    }
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
    if (tryExecute(task)) {
      return;
    }
    try {
      tasks.execute(cleaners, task);
    } catch (RejectedExecutionException closed) {
      ThreadKind.platform("late-cleanup").newThread(task).start();
    }
  }

  /**
   * Lets the threads end once they are idle, and waits for that; not for the one that it runs on.
   *
   * @return whether all was quiet in time
   */
  public boolean close(Duration patience) throws InterruptedException {
    boolean quiet;
    try {
      quiet = pool == null ? tasks.awaitOthers(patience) : tasks.close(pool, patience);
    } finally {
      cleaners.shutdown(); // not before: what ends may have to be cleaned up
    }
    return tasks.close(cleaners, patience) && quiet;
  }
}
