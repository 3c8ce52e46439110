package io.llmgw.core.client;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.run.SeveralCalls;
import io.llmgw.core.thread.ClockTasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls under way, what is to be released with each, and the way to the end. Thread-safe. */
final class OpenCalls {
  /** How long cancelled calls may take to unwind before {@code close} gives up on them. */
  static final Duration UNWIND_PATIENCE = Duration.ofSeconds(5);

  /** Whoever is told in turn waits no longer for one that blocks. */
  private static final Duration TURN = Duration.ofMillis(50);

  private static final Logger log = LoggerFactory.getLogger(OpenCalls.class);

  private final ThreadLocal<Boolean> insideClose = new ThreadLocal<>(); // of the first one
  private final Set<QueuedCall> queued = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<Object, Entry> open = new ConcurrentHashMap<>();
  private final ClosingClock clock;
  private final Tellings tellings;
  private final CountDownLatch allClosed = new CountDownLatch(1);
  private final Object changes = new Object();
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile boolean closing;
  private volatile boolean ending;
  private final AtomicBoolean patient = new AtomicBoolean();
  private volatile boolean givenUp;

  /**
   * None yet.
   *
   * @param realTime real time whatever the clock of the client is: threads block in real time
   * @param threads runs what may block against its contract, on another thread where there is one
   */
  OpenCalls(TimeSource time, TimeSource realTime, Consumer<Runnable> threads) {
    this.clock = new ClosingClock(time, realTime);
    this.tellings = new Tellings(telling -> threads.accept(() -> asPartOfClose(telling)), realTime);
  }

  /** What belongs to an open call from outside. */
  record Entry(RealCancellation token, @Nullable Scheduled deadline, List<Runnable> releases) {
    void release() {
      ClockTasks.callOff(deadline);
      for (Runnable release : releases) {
        release.run();
      }
    }
  }

  /** The calls under way, and the work that consists of several: a live view. */
  Set<Object> work() {
    return Collections.unmodifiableSet(open.keySet());
  }

  /** How many calls are under way; a run is counted by its round, not besides. */
  int openCalls() {
    int calls = 0;
    for (Object work : open.keySet()) {
      calls += work instanceof CallStream ? 1 : 0;
    }
    return calls;
  }

  /**
   * Tells which call is under way with this token, and its attempts as they stand: the call itself,
   * or the one of several that is open, with the attempts of those before it; or the several that
   * are between two. As it would say itself: one that has an id keeps it.
   */
  LlmException.Builder withFacts(LlmException error, RealCancellation token) {
    CallStream<?> call = null;
    SeveralCalls several = null;
    for (Map.Entry<Object, Entry> work : open.entrySet()) {
      RealCancellation its = work.getValue().token();
      if (work.getKey() instanceof CallStream<?> one && (its == token || its.isPartOf(token))) {
        call = one;
      } else if (work.getKey() instanceof SeveralCalls whole && its == token) {
        several = whole;
      }
    }
    List<AttemptRecord> attempts = call == null ? List.of() : call.attempts();
    LlmException.Builder told =
        error.toBuilder().attempts(several == null ? attempts : several.attemptsAnd(attempts));
    if (error.callId() == null && call != null) {
      told.callId(call.id());
    } else if (error.callId() == null && several != null) {
      told.callId(several.id());
    }
    return told;
  }

  /** How many calls wait for a thread. */
  int queuedCalls() {
    return queued.size();
  }

  /** Whether no more calls may begin. */
  boolean isClosing() {
    return closing;
  }

  /**
   * Takes a call in, or work that consists of several.
   *
   * @throws LlmException of kind CLOSED when the client is closed
   */
  void enter(Object work, Entry entry) {
    open.put(work, entry);
    if (closing) {
      leave(work);
      requireOpen();
    }
  }

  /** Takes in a part of work that is open already: it is what a close waits for. */
  void goOn(Object part, Entry entry) {
    open.put(part, entry);
  }

  /**
   * Takes in a call that waits for a thread, or looks for one; a close does not wait for it.
   *
   * @throws LlmException of kind CLOSED when the client is closed
   */
  void queue(QueuedCall call) {
    queued.add(call);
    if (closing) {
      queued.remove(call);
      throw closedAlready();
    }
  }

  void unqueue(QueuedCall call) {
    queued.remove(call);
  }

  /**
   * Looks whether calls may begin.
   *
   * @throws LlmException of kind CLOSED when the client is closed
   */
  void requireOpen() {
    if (closing) {
      throw closedAlready();
    }
  }

  private static LlmException closedAlready() {
    return LlmException.of(ErrorKind.CLOSED, "the client is closed: make calls before close()")
        .build();
  }

  void leave(Object work) {
    Entry entry = open.remove(work);
    if (entry != null) {
      entry.release();
    }
    if (closing) {
      synchronized (changes) {
        changes.notifyAll();
      }
    }
  }

  /**
   * Takes no more calls, waits for those under way, then cancels them and waits again. Calls that
   * this thread is inside of are not waited for: {@link #cancelCarried} ends them.
   *
   * @param alsoCancel cancels without a word what else is to end with them; what it returns tells
   *     it
   * @param awaitedHere whether the first close waits for this thread, whatever calls it is inside
   *     of
   * @return whether this was the first close; a later one waits for the first and returns false.
   *     From inside a call, for which the first may wait, it ends that and returns at once; from
   *     inside a {@linkplain #asPartOfClose part} of the first, or on a thread that the first waits
   *     for, it does nothing more; nor on one that moves a virtual clock, which the first waits for
   */
  boolean close(Duration grace, Supplier<List<Runnable>> alsoCancel, BooleanSupplier awaitedHere) {
    Set<RealCancellation> own = CarriedCalls.here(open);
    if (!begun.compareAndSet(false, true)) {
      if (insideClose.get() != null) {
        return false; // the first waits for this thread
      }
      if (!own.isEmpty()) {
        cancelCarried();
      } else if (!awaitedHere.getAsBoolean() && !clock.isMovedHere()) {
        awaitClosed();
      }
      return false;
    }
    insideClose.set(true); // until it is closed: what is told here may close it too
    closing = true;
    queued.forEach(call -> call.refuse(closedAlready()));
    clock.begin();
    if (grace.isZero()) {
      cancelAll(alsoCancel);
    } else {
      clock.set(grace, () -> cancelAll(alsoCancel), Runnable::run);
    }
    awaitEmpty(own, alsoCancel);
    givenUp = true; // nobody waits any more
    clock.stop();
    tellings.begin(alsoCancel.get());
    tellings.spread(); // nobody waits here for those that are left
    return true;
  }

  /** Ends the calls that this thread is inside of; they unwind when it goes on. */
  void cancelCarried() {
    CarriedCalls.here(open).forEach(token -> token.cancel(Reason.SHUTDOWN));
  }

  /** Runs something that the first close waits for, on whichever thread. */
  void asPartOfClose(Runnable part) {
    if (insideClose.get() != null) {
      part.run();
      return;
    }
    insideClose.set(true);
    try {
      part.run();
    } finally {
      insideClose.remove();
    }
  }

  /**
   * The first close is done, on the thread that began it.
   *
   * @param endClock ends the client's own clock, whose threads are interrupted: before those who
   *     wait go on, so that one of them can tell that it was this
   */
  void closed(Runnable endClock) {
    ending = true;
    try {
      endClock.run();
    } finally {
      insideClose.remove();
      allClosed.countDown();
    }
  }

  /** The patience runs before anybody is told, by whom its end might be held up. */
  private void cancelAll(Supplier<List<Runnable>> also) {
    List<Runnable> wakeUps = new ArrayList<>();
    for (Entry entry : open.values()) {
      wakeUps.add(entry.token().cancelUntold(Reason.SHUTDOWN));
    }
    wakeUps.addAll(also.get());
    if (patient.compareAndSet(false, true)) {
      clock.set(UNWIND_PATIENCE, this::giveUp, wakeUps::add);
    }
    tellings.begin(wakeUps); // now that nobody goes on in the place that one makes free
    synchronized (changes) {
      changes.notifyAll(); // who waits sees to it that all have their turn
    }
  }

  private void giveUp() {
    synchronized (changes) {
      givenUp = true;
      changes.notifyAll();
    }
  }

  /** Whoever interrupts it does not want to wait for the grace, but for the calls to unwind. */
  private void awaitEmpty(Set<RealCancellation> own, Supplier<List<Runnable>> alsoCancel) {
    boolean interrupted = false;
    while (!isEmptyOrGivenUp(own)) {
      interrupted = true;
      cancelAll(alsoCancel); // may run wake-ups of users, so nothing is held that others need
    }
    int left = openBeside(own);
    if (left > 0) {
      log.warn("closed while {} calls did not react to being cancelled", left);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private int openBeside(Set<RealCancellation> own) {
    int others = 0;
    for (Entry entry : open.values()) {
      others += own.contains(entry.token().root()) ? 0 : 1;
    }
    return others;
  }

  /** Waits until it is so; false when interrupted meanwhile. */
  private boolean isEmptyOrGivenUp(Set<RealCancellation> own) {
    try {
      while (!hasEnded(own)) { // with nothing held that others need
        clock.runDue();
        if (tellings.areStuck(TURN)) {
          tellings.spread();
        }
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Waits until it is so; false when there is something to do meanwhile. */
  private boolean hasEnded(Set<RealCancellation> own) throws InterruptedException {
    synchronized (changes) {
      while (openBeside(own) > 0 && !givenUp && !tellings.areStuck(TURN) && !clock.isDue()) {
        changes.wait(millisToWait());
      }
      return givenUp || openBeside(own) == 0;
    }
  }

  /** Until it is looked again; 0 is for ever. */
  private long millisToWait() {
    long left = clock.millisLeft();
    long turn = tellings.areInLine() ? TURN.toMillis() : 0;
    return left == 0 || turn == 0 ? left + turn : Math.min(left, turn);
  }

  /** A thread of the client's clock is interrupted as that ends, and goes on without a trace. */
  private void awaitClosed() {
    boolean before = Thread.currentThread().isInterrupted();
    boolean interrupted = false;
    try {
      allClosed.await();
    } catch (InterruptedException e) {
      interrupted = true;
    }
    interrupted |= Thread.interrupted();
    if (interrupted && (before || !ending || !clock.isOwnHere())) {
      Thread.currentThread().interrupt();
    }
  }
}
