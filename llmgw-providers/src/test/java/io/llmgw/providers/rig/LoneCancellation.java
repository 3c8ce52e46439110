package io.llmgw.providers.rig;

import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/** A token without an engine around it. */
public final class LoneCancellation implements Cancellation {
  private static final Runnable NOTHING = () -> {};

  private final Object lock = new Object();
  private final List<Runnable> wakeUps = new ArrayList<>();
  private final AtomicReference<Runnable> onTakenBack = new AtomicReference<>(NOTHING);
  private boolean cancelled;

  public void cancel() {
    List<Runnable> due;
    synchronized (lock) {
      cancelled = true;
      due = List.copyOf(wakeUps);
      wakeUps.clear();
    }
    due.forEach(Runnable::run);
  }

  /** Runs code once, on the thread that takes a wake-up back. */
  void onTakenBack(Runnable code) {
    onTakenBack.set(code);
  }

  public int registered() {
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
  public Reason reason() {
    return isCancelled() ? Reason.CALLER : null;
  }

  @Override
  public Registration onCancel(Runnable wakeUp) {
    synchronized (lock) {
      if (!cancelled) {
        wakeUps.add(wakeUp);
        return () -> {
          synchronized (lock) {
            wakeUps.remove(wakeUp);
          }
          onTakenBack.getAndSet(NOTHING).run();
        };
      }
    }
    wakeUp.run();
    return () -> {};
  }

  @Override
  public void throwIfCancelled() {
    if (isCancelled()) {
      throw (CallCancelledException)
          LlmException.of(ErrorKind.CANCELLED, "cancelled by the test").build();
    }
  }

  @Override
  public <T> T interruptible(Callable<T> code) throws Exception {
    return code.call();
  }
}
