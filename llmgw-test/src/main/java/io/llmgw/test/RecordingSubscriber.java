package io.llmgw.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber that asks for as much as the test says, remembers what comes, and notices when its
 * publisher breaks the rules of Reactive Streams. Thread-safe.
 *
 * <pre>{@code
 * RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(1);
 * llm.publish(request).subscribe(subscriber);
 * subscriber.awaitItems(1);
 * subscriber.request(Long.MAX_VALUE);
 * subscriber.awaitEnd();
 * assertThat(subscriber.violations()).isEmpty();
 * }</pre>
 */
public final class RecordingSubscriber<T> implements Flow.Subscriber<T> {
  private final long firstDemand;
  private final List<T> items = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final AtomicInteger inside = new AtomicInteger();
  private Consumer<? super T> onItem = item -> {};
  private EndAction onEnd = failure -> {};
  private Flow.@Nullable Subscription subscription;
  private @Nullable Throwable error;
  private long demand;
  private boolean completed;
  private boolean cancelled;

  private RecordingSubscriber(long firstDemand) {
    this.firstDemand = firstDemand;
  }

  /** Asks for so many items when it is subscribed; 0 asks for nothing yet. */
  public static <T> RecordingSubscriber<T> withDemand(long items) {
    return new RecordingSubscriber<>(items);
  }

  /** Asks for everything at once. */
  public static <T> RecordingSubscriber<T> unbounded() {
    return new RecordingSubscriber<>(Long.MAX_VALUE);
  }

  /** Runs this code for each item, on the publisher's thread, after it is remembered. */
  public synchronized RecordingSubscriber<T> onEachItem(Consumer<? super T> action) {
    onItem = action;
    return this;
  }

  /** Runs this code at the end, on the publisher's thread, before {@link #awaitEnd()} returns. */
  public synchronized RecordingSubscriber<T> onEnd(EndAction action) {
    onEnd = action;
    return this;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    synchronized (this) {
      if (this.subscription != null) {
        violations.add("onSubscribe twice");
        return;
      }
      this.subscription = subscription;
    }
    if (firstDemand > 0) {
      request(firstDemand);
    }
  }

  @Override
  public void onNext(T item) {
    enter("onNext");
    try {
      Consumer<? super T> action;
      synchronized (this) {
        noteIf(demand == 0, "onNext without demand");
        noteIf(hasEnded(), "onNext after the end");
        demand -= demand == Long.MAX_VALUE ? 0 : 1;
        items.add(item);
        action = onItem;
      }
      action.accept(item);
    } finally {
      inside.decrementAndGet();
    }
  }

  @Override
  public void onError(Throwable failure) {
    enter("onError");
    try {
      ended("onError", failure);
      synchronized (this) {
        error = failure;
      }
    } finally {
      inside.decrementAndGet();
    }
  }

  @Override
  public void onComplete() {
    enter("onComplete");
    try {
      ended("onComplete", null);
      synchronized (this) {
        completed = true;
      }
    } finally {
      inside.decrementAndGet();
    }
  }

  /**
   * Asks for so many more items; what is not positive is passed on too, for tests of that.
   *
   * @throws IllegalStateException before it is subscribed
   */
  public void request(long more) {
    Flow.Subscription current = subscription();
    synchronized (this) {
      long sum = demand + Math.max(0, more);
      demand = sum < 0 ? Long.MAX_VALUE : sum;
    }
    current.request(more);
  }

  /**
   * Cancels the subscription.
   *
   * @throws IllegalStateException before it is subscribed
   */
  public void cancel() {
    Flow.Subscription current = subscription();
    synchronized (this) {
      cancelled = true;
    }
    current.cancel();
  }

  /** The items so far. */
  public synchronized List<T> items() {
    return List.copyOf(items);
  }

  /** What {@code onError} brought; null when it has not been called. */
  public synchronized @Nullable Throwable error() {
    return error;
  }

  /** Whether {@code onComplete} has been called. */
  public synchronized boolean isCompleted() {
    return completed;
  }

  /** Whether {@code onError} or {@code onComplete} has been called. */
  public synchronized boolean hasEnded() {
    return completed || error != null;
  }

  /** Whether the test has cancelled it. */
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** What the publisher did against the rules; empty when it kept them. */
  public synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  /**
   * Waits until so many items are there.
   *
   * @throws AssertionError when they do not come within {@link Patience#limit()}
   */
  public void awaitItems(int count) {
    Patience.until(
        () -> count + " items; came: " + items().size() + (hasEnded() ? ", and the end" : ""),
        Patience.limit(),
        () -> items().size() >= count);
  }

  /**
   * Waits until {@code onError} or {@code onComplete} has been called.
   *
   * @throws AssertionError when neither is within {@link Patience#limit()}
   */
  public void awaitEnd() {
    Patience.until(
        () -> "the end of a publication; items so far: " + items().size(),
        Patience.limit(),
        this::hasEnded);
  }

  private synchronized Flow.Subscription subscription() {
    if (subscription == null) {
      throw new IllegalStateException("not subscribed yet");
    }
    return subscription;
  }

  private void enter(String signal) {
    boolean overlapping = inside.getAndIncrement() > 0;
    synchronized (this) {
      noteIf(overlapping, signal + " while another signal is being handled");
      noteIf(subscription == null, signal + " before onSubscribe");
    }
  }

  private void ended(String signal, @Nullable Throwable failure) {
    EndAction action;
    synchronized (this) {
      noteIf(hasEnded(), signal + " after the end");
      action = onEnd;
    }
    action.run(failure);
  }

  private void noteIf(boolean violated, String what) {
    if (violated) {
      violations.add(what);
    }
  }

  /** What a test does at the end of a publication. */
  @FunctionalInterface
  public interface EndAction {
    /**
     * Runs on the publisher's thread.
     *
     * @param failure what {@code onError} brought; null for {@code onComplete}
     */
    void run(@Nullable Throwable failure);
  }
}
