package io.llmgw.api.time;

import io.llmgw.api.time.TimeSource.Scheduled;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * An alarm that was set. Which task of the time source stands for it is known once the source has
 * returned, and by then the task may have run, or the alarm may have been called off: so each task
 * is put in place of what was there before it was asked for, and is dropped where something else
 * has come. Thread-safe.
 */
abstract class PendingAlarm implements Scheduled, Runnable {
  private static final System.Logger log = System.getLogger(PendingAlarm.class.getName());
  private static final Object CALLED_OFF = new Object();
  private static final AtomicReferenceFieldUpdater<PendingAlarm, @Nullable Object> STATE =
      AtomicReferenceFieldUpdater.newUpdater(PendingAlarm.class, Object.class, "state");

  private final TimeSource time;
  // Null at first; then the task that waits, the mark of the one that runs, or CALLED_OFF.
  private volatile @Nullable Object state;
  private long dueNanos;
  private boolean postponed;

  PendingAlarm(TimeSource time) {
    this.time = time;
  }

  /** What is done when it is due: the nanoseconds until it is due again, zero or less for never. */
  abstract long due();

  /** The source has failed: there will be no task by which it is due. */
  abstract void lost(Throwable why);

  /** Sets it; called once. */
  Scheduled begin(Duration limit) {
    dueNanos = Alarm.after(limit, time);
    schedule(limit, null);
    return this;
  }

  private void schedule(Duration delay, @Nullable Object before) {
    Scheduled task = time.schedule(delay, this);
    if (!STATE.compareAndSet(this, before, task) && state == CALLED_OFF) {
      drop(task);
    }
  }

  @Override
  public final void run() {
    Object mark = new Object();
    if (!mark(mark)) {
      return;
    }
    if (!postponed && isLate()) {
      postponed = true;
      scheduleAgain(Alarm.MOMENT, mark);
      return;
    }
    long left = due();
    if (left > 0) {
      postponed = false;
      scheduleAgain(Duration.ofNanos(left), mark);
    }
  }

  /** Where the source cannot tell, its word that the time has come is all there is. */
  private boolean isLate() {
    try {
      return Alarm.isLate(time.nanos(), dueNanos);
    } catch (Throwable failed) { // whatever a source of the host throws
      return false;
    }
  }

  private void scheduleAgain(Duration delay, Object mark) {
    if (state != mark) {
      return;
    }
    try {
      dueNanos = Alarm.after(delay, time);
      schedule(delay, mark);
    } catch (Throwable failed) { // whatever a source of the host throws
      lost(failed);
    }
  }

  /** Takes the place of whatever waited; false when it was called off. */
  private boolean mark(Object mark) {
    Object now = state;
    while (now != CALLED_OFF) {
      if (STATE.compareAndSet(this, now, mark)) {
        return true;
      }
      now = state;
    }
    return false;
  }

  @Override
  public final void cancel() {
    Object before = STATE.getAndSet(this, CALLED_OFF);
    if (before instanceof Scheduled task) {
      drop(task);
    }
  }

  /** The task is harmless by now, so nobody's way to the end depends on its source. */
  static void drop(Scheduled task) {
    try {
      task.cancel();
    } catch (Throwable failed) { // whatever a source of the host throws
      log.log(
          System.Logger.Level.WARNING,
          "a task could not be called off and comes to nothing later: its time source failed"
              + " with {0}",
          failed.getClass().getName());
    }
  }
}
