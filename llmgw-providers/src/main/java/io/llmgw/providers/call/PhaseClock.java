package io.llmgw.providers.call;

import io.llmgw.api.time.Alarm;
import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A clock over one stretch of a call. Started and stopped by the calling thread alone; whether it
 * ran out may be asked by any.
 */
final class PhaseClock {
  private enum State {
    STOPPED,
    RUNNING,
    RUN_OUT
  }

  private final TimeSource time;
  private final @Nullable Duration limit;
  private final AtomicReference<State> state = new AtomicReference<>(State.STOPPED);
  private TimeSource.@Nullable Scheduled alarm;

  PhaseClock(TimeSource time, @Nullable Duration limit) {
    this.time = time;
    this.limit = limit;
  }

  void start(Runnable onRunOut) {
    if (limit != null && state.compareAndSet(State.STOPPED, State.RUNNING)) {
      alarm = Alarm.in(limit, time, () -> ring(onRunOut));
    }
  }

  private void ring(Runnable onRunOut) {
    if (state.compareAndSet(State.RUNNING, State.RUN_OUT)) {
      onRunOut.run();
    }
  }

  /** Idempotent; a clock that has run out stays so. */
  void stop() {
    if (state.compareAndSet(State.RUNNING, State.STOPPED) && alarm != null) {
      alarm.cancel();
      alarm = null;
    }
  }

  /** Its limit when it ran out, null when it did not. */
  @Nullable Duration runOut() {
    return state.get() == State.RUN_OUT ? limit : null;
  }
}
