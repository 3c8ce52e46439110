package io.llmgw.test.simulation.step;

import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of a simulation, and who may run: one thread at a time. A call runs on a thread of its
 * own until it waits on these clocks; then it moves them to the next thing that is due and gives
 * its turn to whom that wakes. What is due at the same time comes in the order in which it was
 * asked for, so that a run repeats itself to the last event.
 *
 * <p>All fields but the volatile ones and the agenda belong to whoever has the turn. Threads of
 * others may look at the clocks and schedule, but not sleep.
 */
public final class LockStep implements TimeSource {
  private static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final int mostThreads;
  private final TreeSet<Due> agenda = new TreeSet<>();
  private final Map<CallThread, Sleep> asleep = new LinkedHashMap<>();
  private final Deque<CallThread> idle = new ArrayDeque<>();
  private final List<CallThread> threads = new ArrayList<>();
  private final Semaphore isEnd = new Semaphore(0);
  private final AtomicLong steps = new AtomicLong();
  private final AtomicInteger beside = new AtomicInteger();
  private BooleanSupplier over = () -> true;
  private @Nullable CallThread chosen;
  private boolean inTask;
  private volatile long nanos;
  private volatile boolean ended;
  private volatile @Nullable Throwable fault;
  private long sequence;

  /**
   * Stands at 2026-01-01T00:00:00Z.
   *
   * @param mostThreads as many calls may be under way at once
   */
  public LockStep(int mostThreads) {
    this.mostThreads = mostThreads;
  }

  /** Always. */
  @Override
  public boolean isVirtual() {
    return true;
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Instant now() {
    return ORIGIN.plusNanos(nanos);
  }

  /** How long the simulation has run. */
  public Duration elapsed() {
    return Duration.ofNanos(nanos);
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    sleep(duration, new CountDownLatch(1));
  }

  @Override
  public void sleep(Duration duration, CountDownLatch end) throws InterruptedException {
    throwIfInterrupted();
    if (duration.isNegative() || duration.isZero() || end.getCount() == 0) {
      return;
    }
    CallThread self = driven();
    Due alarm = add(duration, () -> wake(self));
    asleep.put(self, new Sleep(end, alarm));
    handOn(self);
  }

  /** Sleeps without an alarm, so that a wait that nobody ends is noticed as soon as no one runs. */
  @Override
  public void await(CountDownLatch end) throws InterruptedException {
    throwIfInterrupted();
    if (end.getCount() == 0) {
      return;
    }
    CallThread self = driven();
    asleep.put(self, new Sleep(end, null));
    handOn(self);
  }

  private void throwIfInterrupted() throws InterruptedException {
    if (ended || Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** The thread that waits, which has to be one of a call. */
  private CallThread driven() {
    if (Thread.currentThread() instanceof CallThread self && self.isOf(this) && !inTask) {
      return self;
    }
    throw abort(
        "a task waits, or a thread that the simulation does not drive: make calls by load(...),"
            + " without tools, futures and readers of your own");
  }

  /** Threads as those of calls: a task begins when whoever hands it over has come to a wait. */
  @Override
  public Executor threads() {
    return task -> {
      if (ended) {
        throw new RejectedExecutionException("the simulation is over");
      }
      beside.incrementAndGet();
      schedule(Duration.ZERO, () -> begin(() -> runBeside(task)));
    };
  }

  private void runBeside(Runnable task) {
    try {
      task.run();
    } finally {
      beside.decrementAndGet();
    }
  }

  /** Whether no part of a call runs beside it, or is about to. */
  public boolean isQuiet() {
    return beside.get() == 0;
  }

  @Override
  public Scheduled schedule(Duration delay, Runnable task) {
    Due due = add(delay, task);
    return () -> remove(due);
  }

  /** Ends the simulation, as soon as the thread that runs it looks, for a mistake in its making. */
  public IllegalStateException abort(String why) {
    IllegalStateException failure = new IllegalStateException(why);
    failed(failure);
    return failure;
  }

  /**
   * Gives a thread to some work, which runs when the task that calls this has ended, until it
   * waits.
   */
  public void begin(Runnable work) {
    CallThread thread = idle.isEmpty() ? newThread() : idle.pop();
    thread.take(work);
    chosen = thread;
  }

  private CallThread newThread() {
    if (threads.size() == mostThreads) {
      throw new IllegalStateException(
          mostThreads + " calls are under way at once: simulate less load, or set deadlines");
    }
    CallThread thread = new CallThread(this, threads.size() + 1);
    threads.add(thread);
    thread.start();
    return thread;
  }

  /**
   * Lets everything happen at its time, until it is over.
   *
   * @param isOver asked between two steps
   * @throws IllegalStateException when calls wait for something that no time will bring, and for
   *     what {@link #abort} was told
   */
  public void runUntil(BooleanSupplier isOver) {
    over = isOver;
    CallThread first = nextToRun();
    if (first != null) {
      first.giveTurn();
      awaitEnd();
    }
    if (fault instanceof Error error) {
      throw error;
    }
    if (fault instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private void awaitEnd() {
    try {
      long seen = steps.get();
      while (!isEnd.tryAcquire(Patience.limit().toNanos(), TimeUnit.NANOSECONDS)) {
        if (seen == steps.get()) {
          throw abort(
              "a call waits for something else than the time of the simulation, such as a tool or"
                  + " another thread: "
                  + CallThread.whereAllAre(threads));
        }
        seen = steps.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a simulation ran", e);
    }
  }

  /**
   * Goes on with what is due, on whatever thread has just come to a wait: tasks run here.
   *
   * @return the thread that is to run now; null when it is over
   */
  private @Nullable CallThread nextToRun() {
    try {
      while (!ended && fault == null && !over.getAsBoolean()) {
        steps.incrementAndGet();
        CallThread woken = firstWoken();
        if (woken != null) {
          wake(woken);
          return woken;
        }
        Due next = next();
        if (next == null) {
          throw abort("nothing is due, and calls under way wait for something else than time");
        }
        chosen = null;
        inTask = true;
        next.task.run();
        inTask = false;
        if (chosen != null) {
          return chosen;
        }
      }
    } catch (Throwable e) { // told to the thread that runs the simulation
      failed(e);
    }
    return null;
  }

  /** Who slept until a latch opened, which somebody else has just done. */
  private @Nullable CallThread firstWoken() {
    for (Map.Entry<CallThread, Sleep> sleeper : asleep.entrySet()) {
      if (sleeper.getValue().end.getCount() == 0) {
        return sleeper.getKey();
      }
    }
    return null;
  }

  private void wake(CallThread sleeper) {
    Sleep sleep = asleep.remove(sleeper);
    if (sleep != null) {
      if (sleep.alarm != null) {
        remove(sleep.alarm);
      }
      chosen = sleeper;
    }
  }

  /** A thread has come to a wait, and runs on when that is over. */
  private void handOn(CallThread self) throws InterruptedException {
    CallThread next = nextToRun();
    if (next == self) {
      return;
    }
    giveTurn(next);
    self.awaitTurn();
  }

  /**
   * A thread has come to the end of its work.
   *
   * @return whether it has new work at once
   */
  boolean ended(CallThread self) throws InterruptedException {
    if (ended) {
      throw new InterruptedException();
    }
    idle.push(self);
    CallThread next = nextToRun();
    if (next == self) {
      return true;
    }
    giveTurn(next);
    return false;
  }

  private void giveTurn(@Nullable CallThread next) {
    if (next == null) {
      isEnd.release();
    } else {
      next.giveTurn();
    }
  }

  /** The simulation fails with what a part of it has thrown; the first counts. */
  void failed(Throwable thrown) {
    if (fault == null) {
      fault = thrown;
    }
  }

  /** Whether it has come to its end, as planned or not: calls under way are worth nothing then. */
  public boolean hasEnded() {
    return ended;
  }

  /** Ends all threads and waits for that, as long as is worth it; calls are interrupted. */
  public void end() {
    ended = true;
    threads.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (CallThread thread : threads) {
      try {
        thread.join(Patience.limit().toMillis());
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Due add(Duration delay, Runnable task) {
    long delayNanos = Math.max(0, TimeUnit.NANOSECONDS.convert(delay));
    synchronized (agenda) {
      long at = nanos + delayNanos;
      Due due = new Due(at < nanos ? Long.MAX_VALUE : at, sequence++, task);
      agenda.add(due);
      return due;
    }
  }

  private void remove(Due due) {
    synchronized (agenda) {
      agenda.remove(due);
    }
  }

  private @Nullable Due next() {
    synchronized (agenda) {
      Due next = agenda.pollFirst();
      if (next != null) {
        nanos = Math.max(nanos, next.atNanos);
      }
      return next;
    }
  }

  private record Sleep(CountDownLatch end, @Nullable Due alarm) {}

  /** A task at its time, and among those of the same time at its turn. */
  private static final class Due implements Comparable<Due> {
    private final long atNanos;
    private final long order;
    private final Runnable task;

    Due(long atNanos, long order, Runnable task) {
      this.atNanos = atNanos;
      this.order = order;
      this.task = task;
    }

    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }
}
