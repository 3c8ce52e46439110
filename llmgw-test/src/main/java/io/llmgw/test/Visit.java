package io.llmgw.test;

import io.llmgw.api.event.LlmEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A call under way through a {@link Door}. Thread-safe. */
public final class Visit {
  private final Door door;
  private final CompletableFuture<DoorResult> result = new CompletableFuture<>();
  private final List<LlmEvent> events = new ArrayList<>();
  private @Nullable Runnable cancelAction;
  private @Nullable Thread thread;
  private boolean keptInterrupt;

  Visit(Door door) {
    this.door = door;
  }

  /**
   * Cancels the call by the way that belongs to the door: a {@link io.llmgw.api.CancelHandle} for
   * {@link Door#CHAT}, {@code cancel} of the future for {@link Door#CHAT_ASYNC}, of the stream for
   * {@link Door#STREAM}, of the subscription for {@link Door#PUBLISH}. Idempotent.
   */
  public void cancel() {
    Runnable action;
    synchronized (this) {
      action = cancelAction;
    }
    if (action != null) {
      action.run();
    }
  }

  /**
   * Interrupts the thread that makes the call.
   *
   * @throws IllegalStateException through the doors that hold no thread of the caller
   */
  public void interrupt() {
    synchronized (this) {
      if (thread == null) {
        throw new IllegalStateException("door " + door + " holds no thread of its caller");
      }
      thread.interrupt();
    }
  }

  /**
   * Whether the thread that makes the call was still interrupted when the call had ended; false
   * before that, and through the doors that hold no thread of the caller.
   */
  public boolean keptInterrupt() {
    synchronized (this) {
      return keptInterrupt;
    }
  }

  /** The events given to the caller so far; none through the doors that give answers whole. */
  public List<LlmEvent> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  /** Whether it has ended. */
  public boolean isDone() {
    return result.isDone();
  }

  /**
   * Waits for its end.
   *
   * @throws AssertionError when it does not end within {@link Patience#limit()}, or throws
   *     something else than {@link io.llmgw.api.error.LlmException}
   */
  public DoorResult await() {
    Patience.until(
        () -> "the end of a call through " + door + "; events so far: " + events().size(),
        Patience.limit(),
        result::isDone);
    try {
      return result.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      throw new AssertionError("a call through " + door + " threw " + cause, cause);
    }
  }

  /**
   * Waits until the caller has been given so many events.
   *
   * @throws AssertionError when he is not within {@link Patience#limit()}
   */
  public void awaitEvents(int count) {
    Patience.until(
        () -> count + " events through " + door + "; came: " + events().size(),
        Patience.limit(),
        () -> events().size() >= count);
  }

  void onCancel(Runnable action) {
    synchronized (this) {
      cancelAction = action;
    }
  }

  void runsOn(Thread runner) {
    synchronized (this) {
      thread = runner;
    }
  }

  void add(LlmEvent event) {
    synchronized (events) {
      events.add(event);
    }
  }

  void end(DoorResult ending) {
    synchronized (this) {
      keptInterrupt = thread == Thread.currentThread() && thread.isInterrupted();
    }
    result.complete(ending);
  }

  void fail(Throwable failure) {
    result.completeExceptionally(failure);
  }
}
