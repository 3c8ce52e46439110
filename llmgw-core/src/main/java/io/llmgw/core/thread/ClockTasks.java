package io.llmgw.core.thread;

import io.llmgw.api.time.TimeSource.Scheduled;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the clock of the host was given to do later, and is to forget. */
public final class ClockTasks {
  private static final Logger log = LoggerFactory.getLogger(ClockTasks.class);

  private ClockTasks() {}

  /**
   * Calls it off. Nobody's way to the end depends on that: where the clock fails, it comes to
   * nothing later, as all that is set is harmless once what it was set for is over.
   *
   * @param task null for nothing to call off
   */
  public static void callOff(@Nullable Scheduled task) {
    if (task == null) {
      return;
    }
    try {
      task.cancel();
    } catch (Throwable failed) { // whatever a clock of the host throws
      log.warn("a clock could not be stopped: it failed with {}", failed.getClass().getName());
    }
  }
}
