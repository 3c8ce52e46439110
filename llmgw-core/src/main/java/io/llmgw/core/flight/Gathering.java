package io.llmgw.core.flight;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.content.EmbeddingContent;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.core.account.Portion;
import io.llmgw.core.chain.JointRun;
import io.llmgw.core.chain.Party;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.thread.ClockTasks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Some embedding calls that wait for others, and then are one request: from its answer each gets
 * what it has asked for. Who is alone at the end of the wait goes by himself. The last one out ends
 * it. Thread-safe; nothing runs under its lock but its own book-keeping.
 */
final class Gathering {
  private enum Phase {
    OPEN,
    DISSOLVED,
    UNDER_WAY,
    ENDED
  }

  private final Room most;
  private final String destination;
  private final Predicate<Runnable> crew;
  private final RealCancellation token = new RealCancellation();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final CallWait waiting = new CallWait(lock, changed);
  private final List<Berth> berths = new ArrayList<>();
  private Room taken = Room.NONE;
  private Phase phase = Phase.OPEN;
  private int together;
  private int left;
  private @Nullable Scheduled clock;
  private @Nullable Throwable failure;

  /**
   * One that this call begins.
   *
   * @param most what one request may have
   * @param destination where each of them may go
   */
  Gathering(Berth first, Room most, String destination) {
    this.most = most;
    this.destination = destination;
    this.crew = first.party.scope().call().crew();
    add(first);
  }

  private void add(Berth berth) {
    berth.of(this);
    berths.add(berth);
    taken = taken.plus(berth.room);
  }

  /** Takes a call in; false when there is no place for it, or they wait no more. */
  boolean takes(Berth berth) {
    lock.lock();
    try {
      if (phase != Phase.OPEN || !taken.plus(berth.room).fits(most)) {
        return false;
      }
      add(berth);
      return true;
    } finally {
      lock.unlock();
    }
  }

  boolean isFull() {
    lock.lock();
    try {
      return !taken.leavesPlaceIn(most);
    } finally {
      lock.unlock();
    }
  }

  /** By this clock they wait; it is stopped when they do not. */
  void waitBy(Scheduled begun) {
    lock.lock();
    try {
      if (phase == Phase.OPEN) {
        clock = begun;
        return;
      }
    } finally {
      lock.unlock();
    }
    ClockTasks.callOff(begun);
  }

  /**
   * They wait no longer. True once, for whoever is to run it; never where it is one call or none.
   */
  boolean depart() {
    @Nullable Scheduled stopped;
    boolean departs;
    lock.lock();
    try {
      if (phase != Phase.OPEN) {
        return false;
      }
      together = berths.size();
      departs = together > 1;
      phase = departs ? Phase.UNDER_WAY : Phase.DISSOLVED;
      changed.signalAll();
      stopped = clock;
      clock = null;
    } finally {
      lock.unlock();
    }
    ClockTasks.callOff(stopped);
    return departs;
  }

  /** Runs it on a thread of the engine; where there is none, each goes alone. */
  void run(Runnable ended) {
    boolean begun = false;
    try {
      begun =
          crew.test(
              () -> {
                try {
                  run();
                } finally {
                  ended.run();
                }
              });
    } finally {
      if (!begun) {
        become(Phase.DISSOLVED, null);
        ended.run();
      }
    }
  }

  private void run() {
    Phase next = Phase.ENDED;
    Throwable problem = null;
    try {
      List<Berth> aboard = aboard();
      EmbeddingRequest request = jointly(aboard);
      if (isForThere(request, aboard.get(0))) {
        answer(aboard, request);
      } else {
        next = Phase.DISSOLVED;
      }
    } catch (Throwable thrown) {
      problem = thrown;
    } finally {
      become(next, problem); // whatever happens: those on board wait for it
    }
  }

  private List<Berth> aboard() {
    lock.lock();
    try {
      return List.copyOf(berths);
    } finally {
      lock.unlock();
    }
  }

  private static EmbeddingRequest jointly(List<Berth> aboard) {
    List<String> inputs = new ArrayList<>();
    aboard.forEach(berth -> inputs.addAll(berth.request().inputs()));
    EmbeddingRequest first = aboard.get(0).request();
    EmbeddingContent content = first.content();
    return first.withContent(content.withInputs(inputs));
  }

  /** Where a route asks how long a request is, all of them may lead elsewhere than each does. */
  private boolean isForThere(EmbeddingRequest request, Berth first) {
    return first.party.scope().destination(request).equals(destination);
  }

  private void answer(List<Berth> aboard, EmbeddingRequest request) {
    List<Party> parties = aboard.stream().map(berth -> berth.party).toList();
    VectorProduced[] vectors = new VectorProduced[request.inputs().size()];
    Started started = null;
    try (EventStream stream = JointRun.of(parties, token).open(request)) {
      LlmEvent event = stream.next();
      while (event != null) {
        if (event instanceof Started first) {
          started = first;
        } else if (event instanceof VectorProduced vector) {
          vectors[vector.index()] = vector;
        } else if (event instanceof Completed last) {
          handOut(aboard, Objects.requireNonNull(started), Arrays.asList(vectors), last);
        }
        event = stream.next();
      }
    }
  }

  private void handOut(
      List<Berth> aboard, Started started, List<VectorProduced> vectors, Completed last) {
    long all = 0;
    for (Berth berth : aboard) {
      all += berth.party.weight();
    }
    int place = 0;
    long mark = 0;
    for (Berth berth : aboard) {
      long next = mark + berth.party.weight();
      berth.take(started, vectors, place, last, new Portion(mark, next, all));
      place += berth.room.texts();
      mark = next;
    }
  }

  private void become(Phase next, @Nullable Throwable problem) {
    lock.lock();
    try {
      phase = next;
      failure = problem;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until they go together; false when this one is to go alone. */
  boolean awaitDeparture(Berth berth) {
    Scope scope = berth.party.scope();
    waiting.awaitUnless(scope, () -> phase != Phase.OPEN);
    lock.lock();
    try {
      scope.cancellation().throwIfCancelled();
      return phase != Phase.DISSOLVED;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the answer; null when this one is to go alone after all. */
  @Nullable EventStream awaitAnswer(Berth berth) {
    Scope scope = berth.party.scope();
    waiting.awaitUnless(scope, () -> phase != Phase.UNDER_WAY);
    lock.lock();
    try {
      scope.cancellation().throwIfCancelled();
      if (phase == Phase.DISSOLVED) {
        return null;
      }
      if (failure != null) {
        throw OwnFailure.of(failure);
      }
      return berth.events();
    } finally {
      lock.unlock();
    }
  }

  void leave(Berth berth) {
    boolean last;
    lock.lock();
    try {
      if (phase == Phase.OPEN && berths.remove(berth)) {
        taken = taken.minus(berth.room);
      }
      berth.party.leave();
      last = phase == Phase.UNDER_WAY && ++left == together;
    } finally {
      lock.unlock();
    }
    if (last) {
      token.cancel(Reason.CALLER);
    }
  }

  int together() {
    lock.lock();
    try {
      return together;
    } finally {
      lock.unlock();
    }
  }

  /** Cancels it without a word; what is returned tells it. */
  Runnable cancelUntold(Reason reason) {
    return token.cancelUntold(reason);
  }

  void wakeUp() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
