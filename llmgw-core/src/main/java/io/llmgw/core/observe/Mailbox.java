package io.llmgw.core.observe;

import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.GatewayEvent.EventsDropped;
import io.llmgw.api.observe.GatewayListener;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The events that wait for one listener, and the thread that tells them while there are any. Taking
 * one in never waits. Where there is no room, what says how something stands is kept all the same,
 * the latest word of each, as who shows it would be wrong until the next one. Thread-safe; no lock
 * is held while the listener is told.
 */
final class Mailbox implements Runnable {
  private final GatewayListener listener;
  private final Complaints complaints;
  private final Predicate<Runnable> threads;
  private final Queue<GatewayEvent> queue = new ArrayDeque<>();
  private final LatestStates late = new LatestStates(GatewayListener.MOST_QUEUED);
  private int beforeLate; // so many of the queue have come before those
  private long dropped;
  private Instant lastDropped = Instant.EPOCH;
  private boolean atWork;
  private boolean closed;
  private @Nullable Thread teller;
  private @Nullable CountDownLatch emptied;

  /**
   * Empty.
   *
   * @param threads run a task aside; false when none is free
   */
  Mailbox(GatewayListener listener, Complaints complaints, Predicate<Runnable> threads) {
    this.listener = listener;
    this.complaints = complaints;
    this.threads = threads;
  }

  /** Takes an event in; where there is no room it is counted. */
  void put(GatewayEvent event) {
    boolean begins;
    synchronized (this) {
      if (closed) {
        return;
      }
      boolean isFull = queue.size() >= GatewayListener.MOST_QUEUED;
      if (isFull || (!late.isEmpty() && LatestStates.isState(event))) {
        takeLate(event);
      } else {
        addDropped();
        queue.add(event);
      }
      begins = !atWork;
      atWork = true;
    }
    if (begins) {
      begin();
    }
  }

  /** Those of states stay in order among themselves: none overtakes one that is late. */
  private void takeLate(GatewayEvent event) {
    if (late.isEmpty()) {
      beforeLate = queue.size();
    }
    if (!late.take(event)) {
      dropped++;
      lastDropped = event.at();
    }
  }

  private void addDropped() {
    if (dropped > 0) {
      queue.add(new EventsDropped(lastDropped, dropped));
      dropped = 0;
    }
  }

  /** Where no thread is free, the next event tries again. */
  private void begin() {
    if (!threads.test(this)) {
      rest();
    }
  }

  private synchronized void rest() {
    atWork = false;
    teller = null;
    if (emptied != null) {
      emptied.countDown(); // once: others wait for the same latch
      emptied = null;
    }
  }

  @Override
  public void run() {
    boolean told = false;
    try {
      for (GatewayEvent event = next(); event != null; event = next()) {
        tell(event);
      }
      told = true;
    } finally {
      if (!told) {
        rest(); // so that the next event has a thread
      }
    }
  }

  private void tell(GatewayEvent event) {
    try {
      listener.onEvent(event);
    } catch (Throwable thrown) { // there is nobody to throw it to
      complaints.add(thrown);
    }
  }

  private synchronized @Nullable GatewayEvent next() {
    GatewayEvent event = beforeLate == 0 ? late.poll() : null;
    if (event == null) {
      event = polled();
    }
    if (event == null) {
      rest();
    } else {
      teller = Thread.currentThread();
    }
    return event;
  }

  private @Nullable GatewayEvent polled() {
    if (queue.isEmpty()) {
      addDropped();
    }
    GatewayEvent event = queue.poll();
    beforeLate = Math.max(0, beforeLate - 1);
    return event;
  }

  /** Counts the latch down as soon as everything is told, or nothing can be. */
  void whenEmpty(CountDownLatch latch) {
    boolean begins;
    synchronized (this) {
      if (!atWork && queue.isEmpty() && late.isEmpty()) {
        latch.countDown();
        return;
      }
      emptied = latch;
      begins = !atWork;
      atWork = true;
    }
    if (begins) {
      begin();
    }
  }

  /**
   * Takes no more in, and forgets what is left.
   *
   * @return how many events nobody was told
   */
  synchronized long close() {
    closed = true;
    long lost = queue.size() + late.size() + dropped;
    queue.clear();
    late.clear();
    dropped = 0;
    if (teller != null) {
      teller.interrupt();
    }
    return lost;
  }
}
