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
  private int free;
  private boolean closed;

  ConnectionGate(int places) {
    free = places;
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
      if (free > 0) {
        free--;
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
      Waiter next = waiting.poll();
      if (next == null) {
        free++;
      } else {
        next.admitted = true;
        next.woken.countDown();
      }
    } finally {
      lock.unlock();
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
