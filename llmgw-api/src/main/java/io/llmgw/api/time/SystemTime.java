package io.llmgw.api.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The system's clocks. Its one thread, a daemon, is started by the first task and ends soon after
 * the last one, or at once with {@link #close()}. Thread-safe.
 */
public final class SystemTime implements TimeSource, AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Scheduled NEVER = () -> {};

  private final ScheduledThreadPoolExecutor scheduler;

  /** The system's clocks, without a thread yet. */
  public SystemTime() {
    scheduler =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              // Nothing of whoever needs it first, neither class loader nor inherited
              // thread-locals:
              // it would be kept alive, and met by the tasks of others.
              Thread thread = new Thread(null, task, "llmgw-clock", 0, false);
              thread.setDaemon(true);
              thread.setContextClassLoader(null);
              return thread;
            });
    scheduler.setRemoveOnCancelPolicy(true);
    scheduler.setKeepAliveTime(IDLE.toNanos(), TimeUnit.NANOSECONDS);
    scheduler.allowCoreThreadTimeOut(true);
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (duration.isNegative() || duration.isZero()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return;
    }
    TimeUnit.NANOSECONDS.sleep(nanosOf(duration));
  }

  @Override
  public void sleep(Duration duration, CountDownLatch end) throws InterruptedException {
    boolean unused = end.await(nanosOf(duration), TimeUnit.NANOSECONDS);
  }

  @Override
  public Scheduled schedule(Duration delay, Runnable task) {
    try {
      Waiting waiting = new Waiting(task);
      waiting.pending = scheduler.schedule(waiting, nanosOf(delay), TimeUnit.NANOSECONDS);
      return waiting;
    } catch (RejectedExecutionException closedMeanwhile) {
      return NEVER;
    }
  }

  /** Forgets all tasks and ends the thread; what is scheduled afterwards never runs. */
  @Override
  public void close() {
    scheduler.shutdownNow();
  }

  /** A task that waits, and by which it is called off: one object, as each call needs one. */
  private static final class Waiting implements Callable<Void>, Scheduled {
    private final Runnable task;
    private volatile @Nullable Future<Void> pending; // known before this is handed out

    Waiting(Runnable task) {
      this.task = task;
    }

    @Override
    public @Nullable Void call() {
      task.run();
      return null;
    }

    @Override
    public void cancel() {
      Future<Void> mine = pending;
      if (mine != null) {
        mine.cancel(false);
      }
    }
  }

  private static long nanosOf(Duration duration) {
    return TimeUnit.NANOSECONDS.convert(duration); // saturates instead of overflowing
  }
}
