package io.llmgw.providers.aws.temporary;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One time that an issuer is asked, in steps on one thread. Any other one may end it: then the step
 * that is under way is broken off, and no other begins. Thread-safe.
 */
public final class Asking {
  private @Nullable Runnable breakOff;
  private boolean ended;

  /**
   * A step begins, that has to be {@linkplain #done done}.
   *
   * @param breakOff ends it from another thread; must not block
   * @throws IOException when this has ended: the step is not to be taken
   */
  public synchronized void begin(Runnable breakOff) throws IOException {
    throwIfEnded();
    this.breakOff = breakOff;
  }

  /** The step is over, or has nothing to break off any more. */
  public synchronized void done() {
    breakOff = null;
  }

  /**
   * Nothing is to be sent any more once this has ended.
   *
   * @throws IOException when it has
   */
  public synchronized void throwIfEnded() throws IOException {
    if (ended) {
      throw new IOException("it was not asked to the end, as nobody wants it any more");
    }
  }

  /** Ends this for good; idempotent. */
  void end() {
    Runnable step;
    synchronized (this) {
      ended = true;
      step = breakOff;
      breakOff = null;
    }
    if (step != null) {
      step.run();
    }
  }
}
