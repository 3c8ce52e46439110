package io.llmgw.api.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Reads clocks, sleeps and schedules. Two clocks: {@link #nanos()} for durations, which never goes
 * back, and {@link #now()} for calendar facts, which may. Implementations are thread-safe.
 */
public interface TimeSource {
  /**
   * Nanoseconds since an arbitrary origin, as {@link System#nanoTime()}: only differences count.
   */
  long nanos();

  /** The wall clock. */
  Instant now();

  /**
   * Blocks the calling thread for the given time; zero or less returns at once.
   *
   * @throws InterruptedException when the thread is interrupted before or meanwhile
   */
  void sleep(Duration duration) throws InterruptedException;

  /**
   * Blocks the calling thread for the given time, or until the latch is at zero: how a wait is
   * ended from another thread without an interrupt, which could not be told from one of the host's.
   *
   * @param end may be counted down by this source when the time is over
   * @throws InterruptedException when the thread is interrupted before or meanwhile
   */
  default void sleep(Duration duration, CountDownLatch end) throws InterruptedException {
    Scheduled over = schedule(duration, end::countDown);
    try {
      end.await();
    } finally {
      PendingAlarm.drop(over); // the wait is over whatever the source makes of that
    }
  }

  /**
   * Blocks until the latch is at zero, however long that takes.
   *
   * @throws InterruptedException when the thread is interrupted before or meanwhile
   */
  default void await(CountDownLatch end) throws InterruptedException {
    end.await();
  }

  /**
   * Where parts of a call run beside it, such as a hedge, that wait on these clocks. Null, which is
   * the default, for threads of the engine: only a source that decides who runs when, as that of a
   * simulation, has threads of its own. It takes a task at once and may refuse it by {@link
   * java.util.concurrent.RejectedExecutionException}.
   */
  default @Nullable Executor threads() {
    return null;
  }

  /**
   * Whether its time is none of the world's and stands still until somebody moves it, as that of a
   * test does. The default is false: such a source goes on by itself, and one that does not is
   * {@linkplain io.llmgw.api.status.ClockState#STUCK stuck}.
   */
  default boolean isVirtual() {
    return false;
  }

  /**
   * Whether the calling thread is just running tasks of this source, so that it would wait for
   * itself if it waited for a task that is still to come. Asked of {@linkplain #isVirtual virtual}
   * sources alone; the default is false.
   */
  default boolean runsTasksHere() {
    return false;
  }

  /**
   * Runs the task once after the delay, on a thread of this source. The task must be short and must
   * not block: all other tasks may wait for it. Zero or less runs it as soon as possible.
   */
  Scheduled schedule(Duration delay, Runnable task);

  /** The system's clocks, with a daemon thread for scheduling that exists only while needed. */
  static TimeSource system() {
    return new SystemTime();
  }

  /** A task that waits for its time. */
  interface Scheduled {
    /** Keeps the task from running if it has not begun; idempotent, never blocks. */
    void cancel();
  }
}
