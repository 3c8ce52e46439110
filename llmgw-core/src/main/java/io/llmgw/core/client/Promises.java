package io.llmgw.core.client;

import io.llmgw.core.thread.Countdown;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The futures of calls that are not done. Thread-safe. */
final class Promises {
  private final Set<Promise<?>> open = ConcurrentHashMap.newKeySet();

  void add(Promise<?> promise) {
    open.add(promise);
  }

  void remove(Promise<?> promise) {
    open.remove(promise);
  }

  /**
   * Ends those whose calls do not heed the close, or have not begun. One that nobody has told to
   * end may just have its answer, so that is waited for.
   */
  boolean close(Countdown patience) throws InterruptedException {
    for (Promise<?> promise : open) {
      if (promise.isToEnd()) {
        promise.giveUpAtClose();
      }
    }
    try {
      awaitEnds(patience);
    } finally {
      open.forEach(Promise::giveUpAtClose);
    }
    return true;
  }

  private void awaitEnds(Countdown patience) throws InterruptedException {
    for (Promise<?> promise : open) {
      if (!promise.isToEnd()) {
        promise.await(patience);
      }
    }
  }
}
