package io.llmgw.observability.aside;

import java.time.Duration;
import java.util.Objects;
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

  /**
   * Does this in its turn as well, however full the queue is: whoever asks for it has one of it
   * waiting at most. Where the queue is closed before, nobody misses it. Never blocks, never
   * throws.
   */
  public void alsoDo(Runnable action) {
    if (!closed) {
      queue.add(new Aside(action));
      wakeUp(size.get());
    }
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
    OutOfMemoryError none = null;
    synchronized (worker) {
      if (!working && !queue.isEmpty()) {
        Thread next = new Thread(null, this::run, threadName, 0, false);
        next.setDaemon(true);
        next.setContextClassLoader(Backlog.class.getClassLoader());
        working = true;
        thread = next;
        none = begin(next);
      }
    }
    if (none != null) {
      failures.accept(none); // outside of the lock, as it is code of others
    }
  }

  /** A JVM at the limit of its threads has none now: the next item tries again. */
  private @Nullable OutOfMemoryError begin(Thread next) {
    try {
      next.start();
      return null;
    } catch (OutOfMemoryError noThread) {
      working = false;
      thread = null;
      return noThread;
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

  private boolean doAll() {
    boolean any = false;
    for (Object item = queue.poll(); item != null; item = queue.poll()) {
      any = true;
      if (item instanceof CountDownLatch mark) {
        mark.countDown();
        continue;
      }
      perform(item);
    }
    return any;
  }

  @SuppressWarnings("unchecked") // what is no item of the queue's own was offered
  private void perform(Object item) {
    try {
      if (item instanceof Last last) {
        last.action().run();
      } else if (item instanceof Aside aside) {
        aside.action().run();
      } else {
        size.decrementAndGet();
        work.accept((T) item);
      }
    } catch (Throwable thrown) { // an error too: the next item may still be done
      failures.accept(thrown);
    }
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

  /** As {@link #close(Runnable)}, with nothing to do at the end. */
  @Override
  public void close() {
    close(() -> {});
  }

  /**
   * Takes nothing more, waits the grace for what is there, and ends the thread; what is still there
   * then is dropped and counted. Later calls do nothing.
   *
   * @param last what is done once, after all items, however full the queue is and whatever is
   *     dropped: by the thread, or by the caller where there is none; late where work hangs. What
   *     it throws goes to {@code failures}
   */
  public void close(Runnable last) {
    synchronized (worker) {
      if (closed) {
        return;
      }
      closed = true;
    }
    Last item = new Last(last);
    queue.add(item);
    if (!flush(grace) && endWithout(item)) {
      perform(item);
    }
  }

  /** Drops what waits; whether the last item is left to the caller. */
  private boolean endWithout(Last last) {
    synchronized (worker) {
      if (dropAll()) {
        queue.add(last); // before the look at the thread, which looks at the queue when it ends
      }
      if (working) {
        Objects.requireNonNull(thread).interrupt();
        return false;
      }
      return queue.remove(last);
    }
  }

  /** Whether the last item was among what waited. */
  private boolean dropAll() {
    boolean last = false;
    for (Object item = queue.poll(); item != null; item = queue.poll()) {
      if (item instanceof Last) {
        last = true;
      } else if (!(item instanceof CountDownLatch || item instanceof Aside)) {
        size.decrementAndGet();
        dropped.increment();
      }
    }
    return last;
  }

  /** What is done as well. */
  private record Aside(Runnable action) {}

  /** What is done at the end. */
  private record Last(Runnable action) {}
}
