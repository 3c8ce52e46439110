package io.llmgw.core.thread;

import io.llmgw.api.time.TimeSource;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The engine's own threads: for flights, forks and clean-up, never shared with the calls of the
 * host, which would wait for each other. Threads start when needed and end when idle.
 */
public final class EngineThreads {
  /** At least as many as there can be open calls on platform threads. */
  private static final int MOST_PLATFORM_THREADS = 1024;

  private final @Nullable Executor ofClocks;
  private final @Nullable ThreadFactory virtual;
  private final Function<String, ThreadFactory> platform;
  private final @Nullable ThreadPoolExecutor pool;
  private final ThreadPoolExecutor cleaners;
  private final ThreadFactory apart;
  private final Tasks tasks = new Tasks();

  /** No thread yet; none for what runs on those of the clocks, where they have some. */
  public static EngineThreads of(TimeSource time) {
    ThreadFactory virtual = ThreadKind.hasVirtual() ? ThreadKind.named("engine") : null;
    return new EngineThreads(time.threads(), virtual, ThreadKind::platform);
  }

  EngineThreads(
      @Nullable Executor ofClocks,
      @Nullable ThreadFactory virtual,
      Function<String, ThreadFactory> platform) {
    this.ofClocks = ofClocks;
    this.virtual = virtual;
    this.platform = platform;
    pool =
        virtual != null
            ? null
            : new ThreadPoolExecutor(
                0,
                MOST_PLATFORM_THREADS,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                platform.apply("engine"));
    cleaners =
        new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), platform.apply("cleanup"));
    cleaners.allowCoreThreadTimeOut(true);
    apart = virtual == null ? platform.apply("listener") : ThreadKind.named("listener");
  }

  /**
   * Runs the task on a thread of its own.
   *
   * @throws RejectedExecutionException when there is none
   */
  void execute(Runnable task) {
    if (ofClocks != null) {
      tasks.execute(ofClocks, task);
    } else if (virtual != null) {
      tasks.execute(run -> virtual.newThread(run).start(), task);
    } else if (pool != null) {
      tasks.execute(pool, task);
    }
  }

  /** Runs the task on a thread of its own; false when there is none. */
  public boolean tryExecute(Runnable task) {
    return isTaken(() -> execute(task));
  }

  /**
   * Runs the task on a thread for itself, which no close waits for; false when there is none. For
   * what belongs to no call.
   */
  public boolean tryRunApart(Runnable task) {
    return isTaken(() -> apart.newThread(task).start());
  }

  /** A JVM that is at the limit of its threads says so by an OutOfMemoryError. */
  private static boolean isTaken(Runnable handover) {
    try {
      handover.run();
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      return false;
    }
  }

  /** Runs the task on some thread of the engine, in line if need be; never refused. */
  public void cleanUp(Runnable task) {
    boolean taken =
        tryExecute(task)
            || isTaken(() -> tasks.execute(cleaners, task)) // else they are closed, or cannot start
            || isTaken(() -> platform.apply("late-cleanup").newThread(task).start());
    if (!taken) {
      task.run();
    }
  }

  /** Whether a close on another thread waits for what runs on this one. */
  public boolean areAwaitedHere() {
    return tasks.areRunHere();
  }

  /**
   * Lets the threads end once they are idle, and waits for that; not for the one that it runs on.
   *
   * @return whether all was quiet in time
   */
  public boolean close(Countdown patience) throws InterruptedException {
    boolean quiet;
    try {
      quiet = pool == null ? tasks.awaitOthers(patience) : tasks.close(pool, patience);
    } finally {
      cleaners.shutdown(); // not before: what ends may have to be cleaned up
    }
    return tasks.close(cleaners, patience) && quiet;
  }
}
