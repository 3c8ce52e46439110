package io.llmgw.test;

import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The token of a {@link LoneCall}: what the engine's does, for one call. Thread-safe. */
final class LoneCancellation implements Cancellation {
  private final Object lock = new Object();
  private final List<WakeUp> wakeUps = new ArrayList<>();
  private final AtomicReference<@Nullable Runnable> onTakenBack = new AtomicReference<>();
  private boolean cancelled;

  void cancel() {
    List<WakeUp> due;
    synchronized (lock) {
      cancelled = true;
      due = List.copyOf(wakeUps);
      wakeUps.clear();
    }
    due.forEach(wakeUp -> wakeUp.action.run());
  }

  /** Runs code once, on the thread that takes a wake-up back. */
  void onTakenBack(Runnable code) {
    onTakenBack.set(code);
  }

  int registered() {
    synchronized (lock) {
      return wakeUps.size();
    }
  }

  @Override
  public boolean isCancelled() {
    synchronized (lock) {
      return cancelled;
    }
  }

  @Override
  public @Nullable Reason reason() {
    return isCancelled() ? Reason.CALLER : null;
  }

  @Override
  public Registration onCancel(Runnable wakeUp) {
    WakeUp registered = new WakeUp(wakeUp);
    synchronized (lock) {
      if (!cancelled) {
        wakeUps.add(registered);
        return registered;
      }
    }
    wakeUp.run();
    return registered;
  }

  @Override
  public void throwIfCancelled() {
    if (isCancelled()) {
      throw LlmException.of(ErrorKind.CANCELLED, "the test cancelled the call")
          .reason(Reason.CALLER)
          .build();
    }
  }

  @Override
  public <T extends @Nullable Object> T interruptible(Callable<T> code) throws Exception {
    Interrupt interrupt = new Interrupt(Thread.currentThread());
    Registration registered = onCancel(interrupt::fire);
    try {
      throwIfCancelled();
      return code.call();
    } catch (Exception e) {
      if (interrupt.end(e instanceof InterruptedException)) {
        throwIfCancelled();
      }
      throw e;
    } finally {
      registered.close();
      interrupt.end(false);
    }
  }

  /** Something that blocks and wants to know. */
  private final class WakeUp implements Registration {
    private final Runnable action;

    WakeUp(Runnable action) {
      this.action = action;
    }

    @Override
    public void close() {
      synchronized (lock) {
        wakeUps.remove(this);
      }
      Runnable code = onTakenBack.getAndSet(null);
      if (code != null) {
        code.run();
      }
    }
  }

  /** Interrupts a thread until it is told that the thread is through. */
  private static final class Interrupt {
    private final Thread thread;
    private boolean ended;
    private boolean fired;
    private boolean awakeAlready;

    Interrupt(Thread thread) {
      this.thread = thread;
    }

    synchronized void fire() {
      if (!ended) {
        fired = true;
        awakeAlready = thread.isInterrupted();
        thread.interrupt();
      }
    }

    /**
     * Whether it has fired; takes back what it left behind.
     *
     * @param taken whether the thread has taken an interrupt: one that is there now is another's
     */
    synchronized boolean end(boolean taken) {
      if (!ended && fired && awakeAlready) {
        thread.interrupt(); // the code has taken it for ours
      } else if (!ended && fired && !taken) {
        Thread.interrupted();
      }
      ended = true;
      return fired;
    }
  }
}
