package io.llmgw.providers.rig;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Code on a thread of its own, whose result is awaited. */
public final class Background<T> {
  private final FutureTask<T> task;
  private final Thread thread;

  private Background(Callable<T> code) {
    task = new FutureTask<>(code);
    thread = new Thread(task, "test-background");
    thread.setDaemon(true);
    thread.start();
  }

  public static <T> Background<T> run(Callable<T> code) {
    return new Background<>(code);
  }

  public boolean isDone() {
    return task.isDone();
  }

  public void interrupt() {
    thread.interrupt();
  }

  public T result() {
    try {
      return task.get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("no result", e);
    }
  }
}
