package io.llmgw.core.client;

import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Tells those that are cancelled, on threads of the engine: one after the other, as none is to
 * block. Where one does, whoever waits for them has the others told beside it. Thread-safe.
 */
final class Tellings {
  private final Queue<Runnable> untold = new ConcurrentLinkedQueue<>();
  private final Consumer<Runnable> threads;
  private final TimeSource realTime;
  private volatile long turnSinceNanos;

  /**
   * Nothing to tell yet.
   *
   * @param threads runs what it is given, on another thread where there is one
   * @param realTime for how long a turn takes: the clock of the host may stand still
   */
  Tellings(Consumer<Runnable> threads, TimeSource realTime) {
    this.threads = threads;
    this.realTime = realTime;
  }

  /** Begins with these; what still waits for its turn comes first. */
  void begin(List<Runnable> tellings) {
    if (!tellings.isEmpty()) {
      turnSinceNanos = realTime.nanos();
      untold.addAll(tellings);
      threads.accept(this::tellInTurn);
    }
  }

  private void tellInTurn() {
    for (Runnable next = untold.poll(); next != null; next = untold.poll()) {
      turnSinceNanos = realTime.nanos();
      next.run();
    }
  }

  /** Whether some wait for their turn. */
  boolean areInLine() {
    return !untold.isEmpty();
  }

  /** Whether some wait while the one whose turn it is has taken at least this long. */
  boolean areStuck(Duration turn) {
    return areInLine() && realTime.nanos() - turnSinceNanos >= turn.toNanos();
  }

  /** Nobody waits for his turn any more: each is told on a thread of its own. */
  void spread() {
    for (Runnable next = untold.poll(); next != null; next = untold.poll()) {
      threads.accept(next);
    }
  }
}
