package io.llmgw.observability.aside;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue with a daemon thread that does in order what is put there, so that whoever puts
 * it there is never held up: when the queue is full, an item is dropped and counted. The thread
 * exists only while there is something to do. Thread-safe.
 *
 * @param <T> what is done
 */
public final class Backlog<T> implements AutoCloseable {
  /** The thread looks again so often before it ends. */
  private static final int NAPS = 20;

  private final String threadName;
  private final int capacity;
  private final Duration nap;
  private final Consumer<? super T> work;
  private final Consumer<Throwable> failures;
  private final Duration grace;
  private final Queue<Object> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final LongAdder dropped = new LongAdder();
  private final Semaphore wake = new Semaphore(0);
  private final Object worker = new Object();
  private volatile boolean working;
  private volatile boolean closed;
  private @Nullable Thread thread;

  /**
   * An empty one.
   *
   * @param threadName begins with {@code llmgw-}
   * @param capacity how many items wait at most
   * @param nap how long the thread sleeps when it finds nothing before it looks again, which spares
   *     those who bring something the waking of it, unless the queue is half full; zero to be woken
   *     by each
   * @param grace how long {@link #close} waits for what is queued
   * @param work does one item; what it throws goes to {@code failures}, and the next one is done
   */
  public Backlog(
      String threadName,
      int capacity,
      Duration nap,
      Duration grace,
      Consumer<? super T> work,
      Consumer<Throwable> failures) {
    this.threadName = threadName;
    this.capacity = capacity;
    this.nap = nap;
    this.grace = grace;
    this.work = work;
    this.failures = failures;
  }

  /** Puts an item there; false when it was dropped. Never blocks, never throws. */
  public boolean offer(T item) {
    if (closed || size.get() >= capacity) {
      dropped.increment();
      return false;
    }
    int waiting = size.incrementAndGet();
    queue.add(item);
    wakeUp(waiting);
    return true;
  }

  /** How many items were dropped so far. */
  public long dropped() {
    return dropped.sum();
  }

  private void wakeUp(int waiting) {
    if (!working) {
      start();
    } else if ((nap.isZero() || waiting >= capacity / 2) && wake.availablePermits() == 0) {
      wake.release();
    }
  }

  private void start() {
    synchronized (worker) {
      if (!working && !queue.isEmpty()) {
        Thread next = new Thread(null, this::run, threadName, 0, false);
        next.setDaemon(true);
        next.setContextClassLoader(Backlog.class.getClassLoader());
        working = true;
        thread = next;
        begin(next);
      }
    }
  }

  /** A JVM at the limit of its threads has none now: the next item tries again. */
  private void begin(Thread next) {
    try {
      next.start();
    } catch (OutOfMemoryError noThread) {
      working = false;
      thread = null;
      failures.accept(noThread);
    }
  }

  private void run() {
    try {
      for (int naps = 0; naps < NAPS && !closed; ) {
        naps = doAll() ? 0 : naps + 1;
        try {
          // In real time: nothing that is recorded depends on when.
          naps = wake.tryAcquire(napMillis(), TimeUnit.MILLISECONDS) ? 0 : naps;
        } catch (InterruptedException e) {
          naps = 0; // by close, or by the work of others, which is no reason to end
        }
      }
      doAll();
    } finally {
      working = false;
    }
    if (!queue.isEmpty()) {
      start(); // what came while this one ended
    }
  }

  private long napMillis() {
    return nap.isZero() ? 50 : nap.toMillis();
  }

  @SuppressWarnings("unchecked") // only offer and flush add, and flush adds latches
  private boolean doAll() {
    boolean any = false;
    for (Object item = queue.poll(); item != null; item = queue.poll()) {
      any = true;
      if (item instanceof CountDownLatch mark) {
        mark.countDown();
        continue;
      }
      size.decrementAndGet();
      try {
        work.accept((T) item);
      } catch (Throwable thrown) { // an error too: the next item may still be done
        failures.accept(thrown);
      }
    }
    return any;
  }

  /**
   * Waits until all is done that was put there before.
   *
   * @return false when that was not so in time, or the calling thread was interrupted
   */
  public boolean flush(Duration atMost) {
    CountDownLatch mark = new CountDownLatch(1);
    queue.add(mark);
    if (working) {
      wake.release();
    } else {
      start();
    }
    try {
      return mark.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Takes nothing more, waits the grace for what is there, and ends the thread; what is still there
   * then is dropped and counted.
   */
  @Override
  public void close() {
    closed = true;
    boolean done = flush(grace);
    synchronized (worker) {
      if (thread != null && !done) {
        dropAll();
        thread.interrupt();
      }
    }
  }

  private void dropAll() {
    for (Object item = queue.poll(); item != null; item = queue.poll()) {
      if (!(item instanceof CountDownLatch)) {
        size.decrementAndGet();
        dropped.increment();
      }
    }
  }
}
