package io.llmgw.core.client;

import io.llmgw.api.time.TimeSource;
import io.llmgw.core.run.OpenAnswer;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the interrupt of a thread that waits for an answer into a cancel of its call, since a
 * blocked socket read does not react to interrupts. Looks every 50 ms while calls are open, and not
 * at all while none is. Whoever is told of a cancel may block, so the next round is set before: it
 * finds those that this one has not come to. Thread-safe.
 */
final class InterruptWatch {
  private static final Logger log = LoggerFactory.getLogger(InterruptWatch.class);
  private static final Duration ROUND = Duration.ofMillis(50);

  private final TimeSource time;
  private final Collection<?> open;
  private final AtomicBoolean watching = new AtomicBoolean();

  /**
   * Not watching yet.
   *
   * @param time real time whatever the client's clocks are: threads are interrupted in real time
   * @param open a live view of what is open; calls are watched
   */
  InterruptWatch(TimeSource time, Collection<?> open) {
    this.time = time;
    this.open = open;
  }

  /** A call was opened. */
  void watch() {
    if (!watching.get() && watching.compareAndSet(false, true)) {
      lookLater();
    }
  }

  /** Where there is no thread for the clock, the next call that is opened tries again. */
  private void lookLater() {
    try {
      time.schedule(ROUND, this::look);
    } catch (Throwable noClock) {
      watching.set(false);
      throw noClock;
    }
  }

  private void look() {
    try {
      lookAgain();
    } finally {
      cancelInterrupted();
    }
  }

  private void lookAgain() {
    if (!open.isEmpty()) {
      lookLater();
      return;
    }
    watching.set(false);
    if (!open.isEmpty()) {
      watch(); // opened between the two lines above
    }
  }

  private void cancelInterrupted() {
    try {
      for (Object work : open) {
        if (work instanceof OpenAnswer<?> call) {
          call.cancelIfInterrupted();
        }
      }
    } catch (Throwable e) { // the next round meets the others
      log.warn("the watch for interrupts met {}", e.getClass().getName());
    }
  }
}
