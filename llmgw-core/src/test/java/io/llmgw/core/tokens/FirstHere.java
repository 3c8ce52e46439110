package io.llmgw.core.tokens;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs the first task, which loads, on the thread of the caller, and all others elsewhere. */
final class FirstHere implements Executor {
  private final Executor elsewhere;
  private final AtomicBoolean first = new AtomicBoolean(true);

  FirstHere(Executor elsewhere) {
    this.elsewhere = elsewhere;
  }

  @Override
  public void execute(Runnable task) {
    if (first.getAndSet(false)) {
      task.run();
    } else {
      elsewhere.execute(task);
    }
  }
}
