package io.llmgw.core.chain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts a thread while it is inside {@link RealCancellation#interruptible}, and never after.
 * Its state is guarded by the token of the call; who has it alone needs no guard.
 */
final class Interrupter implements Runnable {
  private final RealCancellation root;
  private final RealCancellation.WakeUp wakeUp;
  private @Nullable Thread thread;
  private boolean finished;
  private boolean fired;
  private boolean awakeAlready;

  Interrupter(RealCancellation token) {
    this.root = token.root();
    this.wakeUp = token.new WakeUp(this, null);
  }

  /** By which its token calls it. */
  RealCancellation.WakeUp wakeUp() {
    return wakeUp;
  }

  /** Of this thread, before the token knows of it. */
  void begin(Thread inside) {
    thread = inside;
  }

  /** Is of nobody, until it begins anew; only where it has not run, and will not. */
  void putAway() {
    thread = null;
  }

  @Override
  public void run() {
    synchronized (root) {
      if (finished) {
        return;
      }
      Thread inside = Objects.requireNonNull(thread);
      fired = true;
      awakeAlready = root.isInterruptedByOthers(inside);
      if (awakeAlready) {
        inside.interrupt();
      } else {
        root.interrupt(inside);
      }
    }
  }

  /**
   * Whether a cancel came; swallows the interrupt that it left behind, or that the code has taken
   * and set again, as it should, and no other that can be told from it.
   */
  boolean finish() {
    synchronized (root) {
      if (fired && !finished) {
        Thread inside = Objects.requireNonNull(thread);
        if (awakeAlready) {
          inside.interrupt(); // the code has taken it for ours
        } else {
          Thread.interrupted();
          root.forget(inside);
        }
      }
      finished = true;
      return fired;
    }
  }
}
