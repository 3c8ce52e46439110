package io.llmgw.core.client;

import io.llmgw.api.chain.Cancellation.Registration;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.core.chain.Call;
import io.llmgw.core.chain.Failures;
import io.llmgw.core.thread.Contexts.Carried;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A chain that is pulled by threads of the engine, an event at a time, while its reader waits: who
 * leaves is let go at once, whatever the chain still has to do. It holds no thread between two
 * pulls. One reader at a time; the engine works on one step at a time.
 */
final class Handover implements EventStream {
  private final Call call;
  private final Gateway gateway;
  private final @Nullable Carried context;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Registration onCancel;
  private @Nullable EventStream chain; // of the step at work
  private boolean atWork;
  private boolean over;
  private boolean closed;
  private @Nullable LlmEvent event;
  private @Nullable Throwable problem;

  private Handover(Call call, Gateway gateway, @Nullable Carried context) {
    this.call = call;
    this.gateway = gateway;
    this.context = context;
    this.onCancel = call.cancellation().onCancel(this::wakeUp);
  }

  /** Opens the chain; throws what that throws, and leaves it to the engine when cancelled. */
  static Handover open(
      Call call, Gateway gateway, @Nullable Carried context, Supplier<EventStream> opener) {
    Handover handover = new Handover(call, gateway, context);
    // It is still to be done whether or not its caller waits for it.
    gateway.openCalls().goOn(handover, new OpenCalls.Entry(call.cancellation(), null, List.of()));
    handover.take(
        () -> {
          handover.chain = opener.get();
          return null;
        });
    return handover;
  }

  @Override
  public @Nullable LlmEvent next() {
    return take(() -> chain == null ? null : chain.next());
  }

  private @Nullable LlmEvent take(Supplier<@Nullable LlmEvent> step) {
    lock.lock();
    try {
      atWork = true;
    } finally {
      lock.unlock();
    }
    gateway.runAside(call.cancellation(), carrying(() -> work(step)));
    if (!awaitStep()) {
      throw call.cancellation().ended();
    }
    if (problem instanceof Error error) {
      throw error;
    }
    if (problem != null) {
      throw (RuntimeException) problem; // no stream throws any other
    }
    return event;
  }

  private Runnable carrying(Runnable task) {
    return context == null ? task : context.on(task);
  }

  private void work(Supplier<@Nullable LlmEvent> step) {
    LlmEvent made = null;
    Throwable failed = null;
    try {
      made = step.get();
    } catch (Throwable thrown) {
      failed = thrown;
    }
    boolean abandoned;
    lock.lock();
    try {
      event = made;
      problem = failed;
      over |= failed != null || made instanceof Completed;
      atWork = false;
      abandoned = closed;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (abandoned || over) {
      end();
    }
    if (abandoned && failed != null) {
      Failures.throwIfFatal(failed);
    }
  }

  /** False when the reader left before the step was done. */
  private boolean awaitStep() {
    boolean interrupted = false;
    lock.lock();
    try {
      while (atWork && !interrupted && !isLeft()) {
        changed.await();
      }
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      closed |= atWork;
      lock.unlock();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
      call.cancellation().cancel(Reason.CALLER);
    }
    return !closed;
  }

  /** Whoever is cancelled by another than himself is told when everything is settled. */
  private boolean isLeft() {
    return call.cancellation().reason() == Reason.CALLER;
  }

  private void wakeUp() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    boolean ends;
    lock.lock();
    try {
      ends = !closed && !over;
      closed = true;
    } finally {
      lock.unlock();
    }
    if (ends) {
      gateway.cleanUp(call.cancellation(), carrying(this::end));
    }
  }

  private void end() {
    try {
      if (chain != null) {
        chain.close();
      }
    } finally {
      onCancel.close();
      gateway.openCalls().leave(this);
    }
  }
}
