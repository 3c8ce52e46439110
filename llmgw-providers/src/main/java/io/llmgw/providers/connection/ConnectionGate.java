package io.llmgw.providers.connection;

import io.llmgw.api.chain.Cancellation;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/**
 * As many calls as there are places, the others in order of arrival. OkHttp has no such limit for
 * calls on the threads of their callers. Thread-safe.
 */
final class ConnectionGate {
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
  private int places;
  private int taken;
  private boolean closed;

  ConnectionGate(int places) {
    this.places = places;
  }

  /** Takes a place where there is one; false also once it is closed. */
  boolean tryEnter() {
    lock.lock();
    try {
      boolean free = !closed && taken < places;
      taken += free ? 1 : 0;
      return free;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a place, or waits for one until the call is cancelled or the gate closed.
   *
   * @return whether a place was taken, which is then to be left
   */
  boolean enter(Cancellation cancellation) throws InterruptedException {
    Waiter waiter;
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      if (taken < places) {
        taken++;
        return true;
      }
      waiter = new Waiter();
      waiting.add(waiter);
    } finally {
      lock.unlock();
    }
    Cancellation.Registration registration = cancellation.onCancel(waiter.woken::countDown);
    try {
      waiter.woken.await();
    } catch (InterruptedException e) {
      if (giveUp(waiter)) {
        leave();
      }
      throw e;
    } finally {
      registration.close();
    }
    return giveUp(waiter);
  }

  /** Whether it has a place after all. */
  private boolean giveUp(Waiter waiter) {
    lock.lock();
    try {
      waiting.remove(waiter);
      return waiter.admitted;
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

  /** From now on there are so many places; whoever has one keeps it. */
  void resize(int count) {
    lock.lock();
    try {
      places = count;
      admit();
    } finally {
      lock.unlock();
    }
  }

  private void admit() {
    while (taken < places && !waiting.isEmpty()) {
      Waiter next = waiting.remove();
      next.admitted = true;
      next.woken.countDown();
      taken++;
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
    private boolean admitted;
  }
}
