package io.llmgw.test;

import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still until the test moves it. {@link #advance(Duration)} runs every task
 * that comes due, in order of due time and then of scheduling, on the calling thread, and wakes the
 * sleepers; the clock shows each task its own due time.
 *
 * <pre>{@code
 * VirtualTime time = VirtualTime.create();
 * ... the code under test sleeps 2 s on another thread
 * time.awaitSleepers(1);
 * time.advance(Duration.ofSeconds(2));
 * }</pre>
 *
 * <p>A woken sleeper goes on by itself while the clock moves on: to meet one sleeper after the
 * other, use {@link #advanceToNext()} and {@link #awaitSleepers(int)} in turn. Thread-safe; when
 * several threads advance, their times add up.
 */
public final class VirtualTime implements TimeSource {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final boolean skipping;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final PriorityQueue<Waiter> waiters = new PriorityQueue<>();
  private Instant origin;
  private long nanos;
  private long target;
  private long sequence;
  private int sleepers;
  private volatile @Nullable Thread mover;

  private VirtualTime(Instant origin, boolean skipping) {
    this.origin = origin;
    this.skipping = skipping;
  }

  /** A clock that stands at 2026-01-01T00:00:00Z. */
  public static VirtualTime create() {
    return new VirtualTime(START, false);
  }

  /** A clock that stands at the given time of day. */
  public static VirtualTime startingAt(Instant instant) {
    return new VirtualTime(instant, false);
  }

  /**
   * A clock on which nobody waits: {@link #sleep(Duration)} advances it by itself, tasks that come
   * due on the way included, and returns. For tests with one thread.
   */
  public static VirtualTime skipping() {
    return new VirtualTime(START, true);
  }

  /** Always. */
  @Override
  public boolean isVirtual() {
    return true;
  }

  @Override
  public boolean runsTasksHere() {
    return mover == Thread.currentThread();
  }

  @Override
  public long nanos() {
    lock.lock();
    try {
      return nanos;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Instant now() {
    lock.lock();
    try {
      return origin.plusNanos(nanos);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Blocks until the clock has moved on by this much.
   *
   * @throws IllegalStateException on the thread that is just moving the clock: it would wait for
   *     itself
   */
  @Override
  public void sleep(Duration duration) throws InterruptedException {
    sleep(duration, new CountDownLatch(1));
  }

  /**
   * Blocks until the clock has moved on by this much, or the latch is at zero.
   *
   * @throws IllegalStateException on the thread that is just moving the clock: it would wait for
   *     itself
   */
  @Override
  public void sleep(Duration duration, CountDownLatch end) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (duration.isNegative() || duration.isZero() || end.getCount() == 0) {
      return;
    }
    if (skipping) {
      advance(duration);
      return;
    }
    Waiter sleeper = enqueueSleeper(duration, end);
    try {
      end.await();
    } finally {
      remove(sleeper);
    }
  }

  @Override
  public Scheduled schedule(Duration delay, Runnable task) {
    Waiter waiter = enqueue(delay, task, false);
    return () -> remove(waiter);
  }

  /**
   * Moves both clocks on. Tasks due on the way, those included that are scheduled meanwhile, run on
   * this thread; a task that throws does not keep the others from running.
   *
   * @throws IllegalArgumentException for a negative time
   * @throws IllegalStateException when a task calls it
   * @throws RuntimeException what the first failing task threw, after all have run; {@link Error}s
   *     alike
   */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time does not go back: " + duration);
    }
    moveTo(null, duration);
  }

  /**
   * Moves the clocks to the next due time and runs or wakes what is due then.
   *
   * @return false when nothing waits: the clocks stay where they are
   */
  public boolean advanceToNext() {
    Waiter next;
    lock.lock();
    try {
      next = waiters.peek();
    } finally {
      lock.unlock();
    }
    if (next == null) {
      return false;
    }
    moveTo(next, Duration.ZERO);
    return true;
  }

  /** Moves the wall clock alone, forth or back, as an administrator or a time server does. */
  public void shiftWallClock(Duration shift) {
    lock.lock();
    try {
      origin = origin.plus(shift);
    } finally {
      lock.unlock();
    }
  }

  /** How many threads are in {@link #sleep(Duration)}. */
  public int sleepers() {
    lock.lock();
    try {
      return sleepers;
    } finally {
      lock.unlock();
    }
  }

  /** How many tasks wait for their time. */
  public int tasks() {
    lock.lock();
    try {
      return waiters.size() - sleepers;
    } finally {
      lock.unlock();
    }
  }

  /** How far the clock must move until something is due; null when nothing waits. */
  public @Nullable Duration untilNext() {
    lock.lock();
    try {
      Waiter next = waiters.peek();
      return next == null ? null : Duration.ofNanos(Math.max(0, next.dueNanos - nanos));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits in real time until at least so many threads sleep on this clock.
   *
   * @throws AssertionError when they do not within {@link Patience#limit()}
   */
  public void awaitSleepers(int count) {
    Patience.until(
        () -> count + " sleepers; there are " + sleepers(),
        Patience.limit(),
        () -> sleepers() >= count);
  }

  /**
   * Waits in real time until at least so many tasks wait for their time.
   *
   * @throws AssertionError when they do not within {@link Patience#limit()}
   */
  public void awaitTasks(int count) {
    Patience.until(
        () -> count + " tasks; there are " + tasks(), Patience.limit(), () -> tasks() >= count);
  }

  /**
   * Waits in real time until something is due in exactly so much of this clock's time: one task
   * among others that come and go before it.
   *
   * @throws AssertionError when nothing is within {@link Patience#limit()}
   */
  public void awaitDueIn(Duration delay) {
    Patience.until(
        () -> "something due in exactly " + delay + "; the next is due in " + untilNext(),
        Patience.limit(),
        () -> isDueIn(delay));
  }

  @Override
  public String toString() {
    return "VirtualTime[" + now() + ", " + sleepers() + " sleepers, " + tasks() + " tasks]";
  }

  private boolean isDueIn(Duration delay) {
    lock.lock();
    try {
      long dueNanos = saturatedSum(nanos, TimeUnit.NANOSECONDS.convert(delay));
      return waiters.stream().anyMatch(waiter -> waiter.dueNanos == dueNanos);
    } finally {
      lock.unlock();
    }
  }

  private Waiter enqueueSleeper(Duration duration, CountDownLatch woken) {
    lock.lock();
    try {
      refuseMover("a task must not sleep: the clock that it waits for is moved by its own thread");
      sleepers++;
      return enqueue(duration, woken::countDown, true);
    } finally {
      lock.unlock();
    }
  }

  private Waiter enqueue(Duration delay, Runnable action, boolean sleeper) {
    lock.lock();
    try {
      long delayNanos = Math.max(0, TimeUnit.NANOSECONDS.convert(delay));
      Waiter waiter = new Waiter(saturatedSum(nanos, delayNanos), sequence++, action, sleeper);
      waiters.add(waiter);
      return waiter;
    } finally {
      lock.unlock();
    }
  }

  private void remove(Waiter waiter) {
    lock.lock();
    try {
      if (waiters.remove(waiter) && waiter.sleeper) {
        sleepers--;
      }
    } finally {
      lock.unlock();
    }
  }

  private void moveTo(@Nullable Waiter destination, Duration further) {
    lock.lock();
    try {
      refuseMover("a task must not advance the clock that runs it");
      long furtherNanos = TimeUnit.NANOSECONDS.convert(further);
      target =
          destination == null
              ? saturatedSum(target, furtherNanos)
              : Math.max(target, destination.dueNanos);
      long mine = target;
      while (mover != null) {
        moved.awaitUninterruptibly();
      }
      if (nanos >= mine && destination == null && furtherNanos > 0) {
        return; // the thread that was moving the clock took this stretch along
      }
      mover = Thread.currentThread();
    } finally {
      lock.unlock();
    }
    runDue();
  }

  private void runDue() {
    Throwable failure = null;
    try {
      for (Waiter due = takeDue(); due != null; due = takeDue()) {
        failure = runOne(due, failure);
      }
    } finally {
      lock.lock();
      try {
        mover = null;
        moved.signalAll();
      } finally {
        lock.unlock();
      }
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private static @Nullable Throwable runOne(Waiter due, @Nullable Throwable failure) {
    try {
      due.action.run();
      return failure;
    } catch (RuntimeException | Error e) {
      if (failure == null) {
        return e;
      }
      failure.addSuppressed(e);
      return failure;
    }
  }

  /** The next waiter within the target, taken out, with the clock set to its time. */
  private @Nullable Waiter takeDue() {
    lock.lock();
    try {
      Waiter next = waiters.peek();
      if (next == null || next.dueNanos > target) {
        nanos = target;
        return null;
      }
      nanos = Math.max(nanos, next.dueNanos);
      waiters.remove();
      if (next.sleeper) {
        sleepers--;
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void refuseMover(String message) {
    if (runsTasksHere()) {
      throw new IllegalStateException(message);
    }
  }

  private static long saturatedSum(long left, long right) {
    long sum = left + right;
    return sum < left ? Long.MAX_VALUE : sum;
  }

  /** A task or a sleeper, ordered by due time and then by arrival. */
  private record Waiter(long dueNanos, long order, Runnable action, boolean sleeper)
      implements Comparable<Waiter> {
    @Override
    public int compareTo(Waiter other) {
      int byTime = Long.compare(dueNanos, other.dueNanos);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }
}
