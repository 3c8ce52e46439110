package io.llmgw.core.thread;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.core.chain.Failures;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs asynchronous and published calls: on the host's executor if it gave one, else on a virtual
 * thread per call where the JVM has them, else on a pool of at most 256 threads. Opening a call may
 * be refused; going on with one may not, so that waits in line. Threads start when needed.
 */
public final class CallThreads {
  /** Tasks that the pool of platform threads has in hand when it opens no further call. */
  static final int MOST_PLATFORM_THREADS = 256;

  private final @Nullable Executor host;
  private final @Nullable ThreadPoolExecutor pool;
  private final EngineThreads engine;
  private final Tasks tasks = new Tasks();

  /**
   * No thread yet.
   *
   * @param host the executor of the host; null for threads of the client's own
   * @param engine goes on with calls when the host's executor refuses to
   */
  public CallThreads(@Nullable Executor host, EngineThreads engine) {
    this.host = host;
    this.engine = engine;
    this.pool = host != null || ThreadKind.hasVirtual() ? null : newPool();
  }

  private static ThreadPoolExecutor newPool() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            MOST_PLATFORM_THREADS,
            MOST_PLATFORM_THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            ThreadKind.platform("call"));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Whether a call may have to wait for a thread, and not only be refused. */
  public boolean mayQueue() {
    return host != null || pool != null;
  }

  /**
   * Runs the beginning of a call.
   *
   * @throws LlmException of kind REJECTED_LOCAL when there is no thread for it
   */
  public void open(Runnable task) {
    try {
      if (pool != null) {
        tasks.execute(pool, task, MOST_PLATFORM_THREADS);
      } else {
        go(task);
      }
    } catch (Throwable e) { // an executor of the host may refuse in any way
      Failures.throwIfFatal(e);
      throw LlmException.of(
              ErrorKind.REJECTED_LOCAL,
              "no thread is free to make the call: make fewer at a time, or give the client a"
                  + " larger executor")
          .cause(e)
          .build();
    }
  }

  /** Runs the continuation of a call that is open; may wait in line, is never refused. */
  public void resume(Runnable task) {
    try {
      go(task);
    } catch (Throwable e) { // whatever way a host, or a JVM without threads, has to refuse
      engine.cleanUp(task);
    }
  }

  private void go(Runnable task) {
    if (host != null) {
      host.execute(task);
    } else if (pool != null) {
      tasks.execute(pool, task);
    } else {
      engine.execute(task);
    }
  }

  /** Whether a close on another thread waits for what runs on this one. */
  public boolean areAwaitedHere() {
    return tasks.areRunHere();
  }

  /**
   * Lets its threads end once they are idle, and waits for that; not for the one that it runs on.
   *
   * @return whether all was quiet in time
   */
  public boolean close(Countdown patience) throws InterruptedException {
    return pool == null || tasks.close(pool, patience);
  }
}
