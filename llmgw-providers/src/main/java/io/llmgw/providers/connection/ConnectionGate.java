package io.llmgw.providers.connection;

import io.llmgw.api.chain.Cancellation;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * As many calls as there are places, the others in order of arrival. OkHttp has no such limit for
 * calls on the threads of their callers. A host that refuses the same call again takes places away;
 * they come back ever faster, while it answers as many as it is known to take. Thread-safe.
 */
final class ConnectionGate {
  private static final int MOST_ROUNDS = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
  private int most;
  private int places;
  private int taken;
  private long entered;
  private int answered; // with all places taken, since their number was changed
  private int rounds = 1; // of answers, one for each place, before one more is tried
  private int step; // more places by the latest change, 0 where it was none of growth
  private int held; // at once, as a round of answers has shown
  private boolean closed;

  ConnectionGate(int places) {
    this.most = places;
    this.places = places;
  }

  /**
   * What a call has that has entered, until it leaves.
   *
   * @param before how many had entered and left before
   */
  record Place(long before) {}

  /** Takes a place where there is one; null where not, and once it is closed. */
  @Nullable Place tryEnter() {
    lock.lock();
    try {
      return !closed && taken < places ? take() : null;
    } finally {
      lock.unlock();
    }
  }

  private Place take() {
    entered++;
    taken++;
    return new Place(entered - taken);
  }

  /**
   * Takes a place, or waits for one until the call is cancelled or the gate closed.
   *
   * @param turn whether the call waits behind all others
   * @return null where it has none
   */
  @Nullable Place enter(Cancellation cancellation, Turn turn) throws InterruptedException {
    Waiter waiter;
    lock.lock();
    try {
      if (closed) {
        return null;
      }
      if (taken < places) {
        return take();
      }
      waiter = new Waiter();
      if (turn == Turn.AGAIN) {
        waiting.addFirst(waiter);
      } else {
        waiting.addLast(waiter);
      }
    } finally {
      lock.unlock();
    }
    Cancellation.Registration registration = cancellation.onCancel(waiter.woken::countDown);
    try {
      waiter.woken.await();
    } catch (InterruptedException e) {
      if (giveUp(waiter) != null) {
        leave();
      }
      throw e;
    } finally {
      registration.close();
    }
    return giveUp(waiter);
  }

  /** The place that it has after all. */
  private @Nullable Place giveUp(Waiter waiter) {
    lock.lock();
    try {
      waiting.remove(waiter);
      return waiter.place;
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      taken--;
      admit();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The host has refused the call with this place for the first time, which goes out again with it:
   * a connection that has ended in good order refuses what is behind its end.
   *
   * @return what it has from now on instead
   */
  Place keep() {
    lock.lock();
    try {
      return new Place(entered - taken);
    } finally {
      lock.unlock();
    }
  }

  /** Whether there are more places than a round of answers has shown the host to hold. */
  boolean isTrying() {
    lock.lock();
    try {
      return step > 0;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The host has refused the call with this place again, or has while more were tried. Where there
   * were others beside it, it was one too many: there are fewer places from now on, and its own
   * need not be left. By itself it was not: then nothing happens. What the host has held is
   * believed before a refusal that denies it, but less with each.
   *
   * @return whether it was one too many
   */
  boolean isOneTooMany(Place place) {
    lock.lock();
    try {
      long together = entered - place.before(); // at most, as some may have left meanwhile
      if (together <= 1) {
        return false;
      }
      rounds = step > 0 ? Math.min(2 * rounds, MOST_ROUNDS) : rounds;
      step = 0;
      int fewer = (int) Math.max(1, Math.min(places, together) - 1);
      change(Math.max(fewer, held));
      held = together > held ? held : held / 2;
      taken--;
      admit();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The host has answered a call that has a place. Only where all were taken, this tells that it
   * holds so many, and might take more: one, and twice as many as the last time while it does.
   */
  void answered() {
    lock.lock();
    try {
      if (taken < places || ++answered < (long) rounds * places) {
        return;
      }
      held = places;
      rounds = step > 0 ? 1 : rounds;
      step = Math.min(Math.max(1, 2 * step), most - places);
      change(places + step);
      admit();
    } finally {
      lock.unlock();
    }
  }

  private void change(int count) {
    places = count;
    answered = 0;
  }

  /** How many places there are now. */
  int places() {
    lock.lock();
    try {
      return places;
    } finally {
      lock.unlock();
    }
  }

  /** From now on there may be so many places; whoever has one keeps it. */
  void resize(int count) {
    lock.lock();
    try {
      if (count != most) {
        most = count;
        change(count);
        step = 0;
        held = 0;
        rounds = 1;
        admit();
      }
    } finally {
      lock.unlock();
    }
  }

  private void admit() {
    while (taken < places && !waiting.isEmpty()) {
      Waiter next = waiting.remove();
      next.place = take();
      next.woken.countDown();
    }
  }

  /** Sends away those who wait, and those who come; idempotent. */
  void close() {
    lock.lock();
    try {
      closed = true;
      waiting.forEach(waiter -> waiter.woken.countDown());
      waiting.clear();
    } finally {
      lock.unlock();
    }
  }

  /** One that waits; its fields are guarded by the lock. */
  private static final class Waiter {
    private final CountDownLatch woken = new CountDownLatch(1);
    private @Nullable Place place;
  }
}
