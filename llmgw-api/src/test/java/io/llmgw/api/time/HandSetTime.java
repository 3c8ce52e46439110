package io.llmgw.api.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A clock that a test sets. It goes straight to its new time and only then runs what came due
 * meanwhile, as a process does that was suspended. For one thread.
 */
final class HandSetTime implements TimeSource {
  private final List<Task> pending = new ArrayList<>();
  private long nanos = Long.MAX_VALUE - 1_000; // only differences count, so it may overflow
  private Runnable onNextRead = () -> {};
  private Runnable onNextSchedule = () -> {};
  private int runAtOnce;
  private boolean keepsTasks;

  void advance(Duration by) {
    nanos += by.toNanos();
    for (Task task : List.copyOf(pending)) {
      if (task.dueNanos - nanos <= 0 && pending.remove(task)) {
        task.action.run();
      }
    }
  }

  int pending() {
    return pending.size();
  }

  /** Runs this once, as the clock is read the next time. */
  void onNextRead(Runnable action) {
    onNextRead = action;
  }

  /** Runs this once, as the next task is scheduled, before it is. */
  void onNextSchedule(Runnable action) {
    onNextSchedule = action;
  }

  /** So many of the next tasks are run before they are said to be scheduled. */
  void runsAtOnce(int tasks) {
    runAtOnce = tasks;
  }

  /** No task can be called off from now on. */
  void keepsTasks() {
    keepsTasks = true;
  }

  @Override
  public long nanos() {
    Runnable action = onNextRead;
    onNextRead = () -> {};
    action.run();
    return nanos;
  }

  @Override
  public Instant now() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void sleep(Duration duration) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Scheduled schedule(Duration delay, Runnable task) {
    Runnable action = onNextSchedule;
    onNextSchedule = () -> {};
    action.run();
    if (runAtOnce > 0) {
      runAtOnce--;
      task.run();
      return () -> {};
    }
    Task added = new Task(nanos + delay.toNanos(), task);
    pending.add(added);
    return () -> {
      if (keepsTasks) {
        throw new IllegalStateException("a bug of the host");
      }
      pending.remove(added);
    };
  }

  private record Task(long dueNanos, Runnable action) {}
}
