package io.llmgw.api.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The system's clocks. Tasks run one after the other, and beside one that takes more than 50 ms, as
 * a task must not: it holds up no other for longer. While some of these go on, the next one holds
 * up others for half as long with each, 1 ms at least, so that a hundred hold up others for some
 * 0.2 s in all. There is a daemon thread that waits and one for each task that runs or has just
 * run: two mostly, more in a burst or where tasks block. They are started by the first task and end
 * soon after the last one, or at once with {@link #close()}. Before JDK 24 a thread also keeps the
 * class loaders of the code that was at work as it was started, until it ends. Thread-safe.
 */
public final class SystemTime implements TimeSource, AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final long TURN_NANOS = Duration.ofMillis(50).toNanos();
  private static final long SHORTEST_TURN_NANOS = Duration.ofMillis(1).toNanos();
  private static final Scheduled NEVER = () -> {};

  private final ThreadLocal<Boolean> inTask = new ThreadLocal<>();
  private final ScheduledThreadPoolExecutor scheduler;
  // The scheduler's one thread runs none of the tasks, so that none of them can occupy it.
  private final ThreadPoolExecutor runners;
  private final AtomicInteger underWay = new AtomicInteger();

  /** The system's clocks, without a thread yet. */
  public SystemTime() {
    scheduler = new ScheduledThreadPoolExecutor(1, SystemTime::thread);
    scheduler.setRemoveOnCancelPolicy(true);
    scheduler.setKeepAliveTime(IDLE.toNanos(), TimeUnit.NANOSECONDS);
    scheduler.allowCoreThreadTimeOut(true);
    runners =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE.toNanos(),
            TimeUnit.NANOSECONDS,
            new SynchronousQueue<>(),
            SystemTime::thread);
  }

  /**
   * With nothing of whoever needs it first, neither context class loader nor inherited
   * thread-locals: it would be kept alive, and met by the tasks of others. What is inherited before
   * JDK 24 is the access control context; only what is to be removed from the JDK could keep it
   * out.
   */
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "llmgw-clock", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
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

  @Override
  public boolean runsTasksHere() {
    return inTask.get() != null;
  }

  /**
   * Forgets all tasks and ends the threads; what is scheduled afterwards never runs. A task that
   * still runs is interrupted, unless this is called by it.
   */
  @Override
  public void close() {
    boolean interrupted = Thread.currentThread().isInterrupted();
    scheduler.shutdownNow();
    runners.shutdownNow();
    if (!interrupted && runsTasksHere()) {
      Thread.interrupted(); // of this one's making
    }
  }

  /** Whoever is due next waits a moment for this one, and no longer. */
  private void inTurn(Runnable task) {
    FutureTask<Void> turn = new FutureTask<>(() -> run(task), null);
    int others = underWay.getAndIncrement();
    try {
      runners.execute(turn);
    } catch (RejectedExecutionException closedMeanwhile) {
      underWay.decrementAndGet();
      return;
    } catch (OutOfMemoryError noThread) { // how a JVM says that it is at the limit of its threads
      turn.run();
      return;
    }
    try {
      turn.get(turnNanos(others), TimeUnit.NANOSECONDS);
    } catch (TimeoutException blocks) {
      return; // it goes on beside the others
    } catch (ExecutionException failed) {
      return; // whatever a task throws, the others are due
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Less beside others that block, so that many hold up the next one little longer than one. */
  private static long turnNanos(int others) {
    return Math.max(SHORTEST_TURN_NANOS, TURN_NANOS >> Math.min(others, Long.SIZE - 1));
  }

  private void run(Runnable task) {
    inTask.set(true);
    try {
      task.run();
    } finally {
      inTask.remove();
      underWay.decrementAndGet();
    }
  }

  /** A task that waits, and by which it is called off: one object, as each call needs one. */
  private final class Waiting implements Callable<Void>, Scheduled {
    private final Runnable task;
    private volatile @Nullable Future<Void> pending; // known before this is handed out

    Waiting(Runnable task) {
      this.task = task;
    }

    @Override
    public @Nullable Void call() {
      inTurn(task);
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
