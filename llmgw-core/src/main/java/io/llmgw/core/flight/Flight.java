package io.llmgw.core.flight;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Replay;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.time.Alarm;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.core.chain.FlightPlan;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.chain.Scope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One run of the rest of a chain, replayed to everybody on board from the first event. What is held
 * is bounded: once it is full nobody may board, or only to wait for the end, and the run waits for
 * the slowest, for a time. The last one out ends it. Thread-safe; nothing runs under its lock but
 * its own book-keeping.
 */
final class Flight {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FlightPlan plan;
  private final Tap oncePerFlight;
  private final RealCancellation token = new RealCancellation();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final CallWait passengers = new CallWait(lock, changed);

  /** What the run waits by: somebody reads, waits for something to read, or is gone. */
  private final Condition read = lock.newCondition();

  private final Seats seats = new Seats();
  private final Tape tape;
  private boolean closedToJoiners;

  /** Whether it comes too late for who asks from now on, though he must not begin another. */
  private boolean isPastStart;

  private boolean committed;
  private boolean grounded;
  private boolean ended;
  private @Nullable Throwable failure;

  Flight(FlightPlan plan, Tap oncePerFlight) {
    this.plan = plan;
    this.oncePerFlight = oncePerFlight;
    this.tape = new Tape(plan.replay());
  }

  String startedBy() {
    return plan.scope().callId();
  }

  /** As the call gave it that has begun the flight. */
  Object key() {
    return plan.key();
  }

  private void cancel(Reason reason) {
    token.cancel(reason);
    wakeUp(); // the run may be waiting for somebody to read on
  }

  /** Cancels it without a word; what is returned tells it. */
  Runnable cancelUntold(Reason reason) {
    Runnable telling = token.cancelUntold(reason);
    return () -> {
      telling.run();
      wakeUp();
    };
  }

  /**
   * A seat from the first event on, or one to wait for the end where that is past and must not be
   * run twice; null when the flight can no longer be joined.
   */
  @Nullable Seat board(Scope passenger) {
    long now = passenger.time().nanos();
    lock.lock();
    try {
      if (closedToJoiners || ended) {
        return null;
      }
      Seat seat = new Seat(this, passenger, isPastStart);
      seats.add(seat, now);
      return seat;
    } finally {
      lock.unlock();
    }
  }

  /** There is no thread for it: everybody on board goes alone. */
  void ground() {
    locked(
        () -> {
          grounded = true;
          closedToJoiners = true;
        });
  }

  /** Runs it to its end; on a thread of the engine. */
  void run() {
    EventStream stream = null;
    Throwable problem = null;
    try {
      stream = plan.depart(token, oncePerFlight);
      locked(() -> committed = true);
      LlmEvent event = stream.next();
      while (event != null) {
        append(event);
        event = stream.next();
      }
    } catch (Throwable thrown) {
      problem = thrown;
    } finally {
      try {
        if (stream != null) {
          stream.close();
        }
      } finally {
        end(problem); // whatever the close meets: those on board wait for it
      }
    }
  }

  private void end(@Nullable Throwable problem) {
    locked(
        () -> {
          failure = problem;
          ended = true;
        });
  }

  private void append(LlmEvent event) {
    while (!isAppended(event)) {
      makeRoom();
    }
  }

  /** Forgets what everybody has read where there is no room; false when that does not suffice. */
  private boolean isAppended(LlmEvent event) {
    lock.lock();
    try {
      if (!tape.fits(event)) {
        isPastStart = true;
        closedToJoiners |= plan.replay() == Replay.BOUNDED;
        tape.forget(seats.slowest(tape.end()));
      }
      if (!tape.fits(event) && !token.isCancelled()) { // else the end is near, and waits for nobody
        return false;
      }
      tape.add(event);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the slowest has read something. He is put off when he stands still for too long, or
   * has in sum kept others waiting for so long: one who reads a piece now and then would else set
   * the pace of all. The time for which he was alone is his own.
   */
  private void makeRoom() {
    TimeSource time = plan.scope().time();
    long stuckAt = tape.start(); // changed by this thread alone
    long since = time.nanos();
    Scheduled watch =
        Alarm.watch(
            Duration.ofNanos(untilLate(stuckAt)),
            time,
            () -> putOffTheLate(stuckAt, since, time.nanos()));
    try {
      awaitAnyStarving(stuckAt);
      long starving = time.nanos();
      List<Seat> inTheWay = awaitMove(stuckAt);
      charge(inTheWay, starving, time.nanos());
    } finally {
      watch.cancel();
    }
  }

  private long untilLate(long stuckAt) {
    lock.lock();
    try {
      return seats.untilLate(stuckAt, patienceNanos());
    } finally {
      lock.unlock();
    }
  }

  private long patienceNanos() {
    Duration idle = plan.scope().call().timeouts().idle();
    return TimeUnit.NANOSECONDS.convert(idle == null ? PATIENCE : idle);
  }

  private void awaitAnyStarving(long stuckAt) {
    lock.lock();
    try {
      while (isStuckAt(stuckAt) && !seats.isAnyStarving(tape.end())) {
        read.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the slowest; those for whom it was, to the last. */
  private List<Seat> awaitMove(long stuckAt) {
    List<Seat> inTheWay = List.of();
    lock.lock();
    try {
      while (isStuckAt(stuckAt)) {
        inTheWay = seats.at(stuckAt);
        read.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
    return inTheWay;
  }

  private void charge(List<Seat> inTheWay, long sinceNanos, long nowNanos) {
    lock.lock();
    try {
      long nanos = seats.togetherNanos(sinceNanos, nowNanos);
      for (Seat seat : inTheWay) {
        seat.heldUpNanos += nanos;
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isStuckAt(long position) {
    return seats.slowest(tape.end()) == position && !token.isCancelled();
  }

  /** Puts off those of whom it is too much; the nanoseconds until the next is late, 0 for never. */
  private long putOffTheLate(long position, long sinceNanos, long nowNanos) {
    long left;
    boolean last;
    lock.lock();
    try {
      if (seats.count() < 2) { // he holds up nobody, and his own clocks end it
        return closedToJoiners ? 0 : patienceNanos(); // but others may come, to wait for the end
      }
      long patience = patienceNanos() - seats.togetherNanos(sinceNanos, nowNanos);
      seats.putOffTheLate(position, patience);
      left = seats.untilLate(position, patience);
      last = seats.isEmpty() && !ended;
      signalAll();
    } finally {
      lock.unlock();
    }
    if (last) {
      cancel(Reason.CALLER);
    }
    return left;
  }

  /** Waits for the first content; false when the passenger is to go alone. */
  boolean awaitCommit(Seat seat) {
    passengers.awaitUnless(seat.passenger, () -> committed || ended || grounded);
    lock.lock();
    try {
      seat.passenger.cancellation().throwIfCancelled();
      if (!committed && failure != null) {
        throw OwnFailure.of(failure);
      }
      return !grounded;
    } finally {
      lock.unlock();
    }
  }

  /** For who has come too late for its start. */
  void awaitEnd(Seat seat) {
    passengers.awaitUnless(seat.passenger, () -> ended);
    seat.passenger.cancellation().throwIfCancelled();
  }

  @Nullable LlmEvent next(Seat seat) {
    passengers.awaitUnless(seat.passenger, () -> isReady(seat));
    lock.lock();
    try {
      seat.passenger.cancellation().throwIfCancelled();
      if (seat.putOff) {
        throw LlmException.of(
                ErrorKind.STREAM_BROKEN,
                "this reader was too slow for the flight it shared with others: read faster")
            .interrupted()
            .build();
      }
      if (seat.position < tape.end()) {
        LlmEvent event = tape.at(seat.position);
        seat.position++;
        read.signal(); // the run may be waiting for this seat
        return event;
      }
      if (failure != null) {
        throw OwnFailure.of(failure);
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Whether it need not wait. Where it has to, the run is told, as somebody may be in its way. */
  private boolean isReady(Seat seat) {
    seat.starving = seat.position == tape.end() && !ended && !seat.putOff;
    if (seat.starving) {
      read.signal();
    }
    return !seat.starving;
  }

  void wakeUp() {
    locked(() -> {});
  }

  void leave(Seat seat) {
    boolean last;
    lock.lock();
    try {
      seats.remove(seat);
      last = seats.isEmpty() && !ended;
      closedToJoiners |= last;
      signalAll();
    } finally {
      lock.unlock();
    }
    if (last) {
      cancel(Reason.CALLER);
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void signalAll() {
    changed.signalAll();
    read.signalAll();
  }
}
