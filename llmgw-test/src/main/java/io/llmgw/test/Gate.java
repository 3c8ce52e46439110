package io.llmgw.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A place where code under test stops until the test lets it through, and where the test can meet
 * it. Opens once and stays open. Thread-safe.
 *
 * <pre>{@code
 * Gate gate = Gate.closed();
 * provider.answers(script -> script.text("a").waitFor(gate).text("b"));
 * ...
 * gate.awaitArrivals(1);   // the provider has handed out "a" and waits
 * gate.open();
 * }</pre>
 */
public final class Gate {
  private final CountDownLatch latch = new CountDownLatch(1);
  private final AtomicInteger arrivals = new AtomicInteger();
  private final Object lock = new Object();
  private final List<Runnable> actions = new ArrayList<>();

  private Gate() {}

  /** A gate that is closed. */
  public static Gate closed() {
    return new Gate();
  }

  /** Lets through everyone who waits and everyone who comes; idempotent. */
  public void open() {
    List<Runnable> due;
    synchronized (lock) {
      latch.countDown();
      due = List.copyOf(actions);
      actions.clear();
    }
    due.forEach(Runnable::run);
  }

  /** Whether it is open. */
  public boolean isOpen() {
    return latch.getCount() == 0;
  }

  /** Runs the action once when the gate opens, on the opening thread; at once when it is open. */
  public void whenOpen(Runnable action) {
    synchronized (lock) {
      if (!isOpen()) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  /** Counts the calling thread as arrived and blocks it until the gate is open. */
  public void pass() throws InterruptedException {
    arrive();
    latch.await();
  }

  /** Counts an arrival without waiting: for code that waits for several things at once. */
  public void arrive() {
    arrivals.incrementAndGet();
  }

  /** How many arrived so far, those let through included. */
  public int arrivals() {
    return arrivals.get();
  }

  /**
   * Waits until so many have arrived.
   *
   * @throws AssertionError when they do not come within {@link Patience#limit()}
   */
  public void awaitArrivals(int count) {
    Patience.until(
        () -> count + " arrivals at the gate; came: " + arrivals(),
        Patience.limit(),
        () -> arrivals() >= count);
  }
}
