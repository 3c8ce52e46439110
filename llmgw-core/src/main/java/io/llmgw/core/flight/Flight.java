package io.llmgw.core.flight;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.error.CallCancelledException;
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
import io.llmgw.core.shape.ContentLength;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of the rest of a chain, replayed to everybody on board from the first event. The buffer
 * is bounded: once it is full nobody may board, and the run waits for the slowest, for a time. The
 * last one out ends it. Thread-safe; nothing runs under its lock but its own book-keeping.
 */
final class Flight {
  private static final int MOST_EVENTS = 4096;
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FlightPlan plan;
  private final Tap oncePerFlight;
  private final RealCancellation token = new RealCancellation();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Seat> seats = new LinkedHashSet<>();
  private final List<LlmEvent> buffer = new ArrayList<>();
  private long trimmed;
  private int characters;
  private boolean closedToJoiners;
  private boolean committed;
  private boolean grounded;
  private boolean ended;
  private @Nullable Throwable failure;

  Flight(FlightPlan plan, Tap oncePerFlight) {
    this.plan = plan;
    this.oncePerFlight = oncePerFlight;
  }

  String startedBy() {
    return plan.scope().callId();
  }

  void cancel(Reason reason) {
    token.cancel(reason);
    wakeUp(); // the run may be waiting for somebody to read on
  }

  /** A seat from the first event on; null when the flight can no longer be joined. */
  @Nullable Seat board(Scope passenger) {
    lock.lock();
    try {
      if (closedToJoiners || ended) {
        return null;
      }
      Seat seat = new Seat(this, passenger);
      seats.add(seat);
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
    lock.lock();
    try {
      int size = sizeOf(event);
      if (!buffer.isEmpty()
          && (buffer.size() >= MOST_EVENTS || characters + size > MOST_CHARACTERS)) {
        closedToJoiners = true;
        makeRoom();
      }
      buffer.add(event);
      characters += size;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Forgets what everybody has read; waits for the slowest, who is put off when it takes too long.
   */
  private void makeRoom() {
    long slowest = slowest();
    if (slowest == trimmed) {
      TimeSource time = plan.scope().time();
      Duration idle = plan.scope().call().timeouts().idle();
      long stuckAt = trimmed;
      Scheduled patience =
          Alarm.in(idle == null ? PATIENCE : idle, time, () -> putOffThoseAt(stuckAt));
      try {
        while (slowest == trimmed && !token.isCancelled()) {
          changed.awaitUninterruptibly();
          slowest = slowest();
        }
      } finally {
        patience.cancel();
      }
    }
    int read = (int) Math.min(slowest - trimmed, buffer.size());
    List<LlmEvent> done = buffer.subList(0, read);
    for (LlmEvent event : done) {
      characters -= sizeOf(event);
    }
    done.clear();
    trimmed += read;
  }

  private long slowest() {
    long slowest = trimmed + buffer.size();
    for (Seat seat : seats) {
      slowest = Math.min(slowest, seat.position);
    }
    return slowest;
  }

  /** The characters that an event holds; at least 1, as each costs something. */
  private static int sizeOf(LlmEvent event) {
    return Math.max(1, ContentLength.of(event, 1));
  }

  private void putOffThoseAt(long position) {
    boolean last;
    lock.lock();
    try {
      for (Seat seat : List.copyOf(seats)) {
        if (seat.position == position) {
          seat.putOff = true;
          seats.remove(seat);
        }
      }
      last = seats.isEmpty() && !ended;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (last) {
      cancel(Reason.CALLER);
    }
  }

  /** Waits for the first content; false when the passenger is to go alone. */
  boolean awaitCommit(Seat seat) {
    lock.lock();
    try {
      awaitUnless(seat, () -> committed || ended || grounded);
      seat.passenger.cancellation().throwIfCancelled();
      if (!committed && failure != null) {
        throw copyOf(failure);
      }
      return !grounded;
    } finally {
      lock.unlock();
    }
  }

  @Nullable LlmEvent next(Seat seat) {
    lock.lock();
    try {
      awaitUnless(seat, () -> seat.position < trimmed + buffer.size() || ended || seat.putOff);
      seat.passenger.cancellation().throwIfCancelled();
      if (seat.putOff) {
        throw LlmException.of(
                ErrorKind.STREAM_BROKEN,
                "this reader was too slow for the flight it shared with others: read faster")
            .interrupted()
            .build();
      }
      if (seat.position < trimmed + buffer.size()) {
        LlmEvent event = buffer.get((int) (seat.position - trimmed));
        seat.position++;
        if (closedToJoiners) {
          changed.signalAll(); // the run may be waiting for this seat
        }
        return event;
      }
      if (failure != null) {
        throw copyOf(failure);
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void awaitUnless(Seat seat, BooleanSupplier ready) {
    while (!ready.getAsBoolean() && !seat.passenger.cancellation().isCancelled()) {
      try {
        changed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        seat.passenger.call().cancellation().cancel(Reason.CALLER);
      }
    }
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
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (last) {
      cancel(Reason.CALLER);
    }
  }

  /** Everybody on board gets a failure of his own: a call id and a partial answer belong to one. */
  private static RuntimeException copyOf(Throwable failure) {
    if (failure instanceof LlmException typed && !(failure instanceof CallCancelledException)) {
      return typed.toBuilder().callId(null).build();
    }
    // An early end of the flight is none of those on board, who have tokens of their own.
    return LlmException.of(
            ErrorKind.INTERCEPTOR, "the shared flight failed with " + failure.getClass().getName())
        .cause(Objects.requireNonNull(failure))
        .build();
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
