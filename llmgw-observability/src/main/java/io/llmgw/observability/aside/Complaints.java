package io.llmgw.observability.aside;

import io.llmgw.api.time.TimeSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what goes wrong in code of others, and says so once a minute: the class of what was thrown
 * alone, as its message may be anything. Thread-safe.
 */
public final class Complaints implements Consumer<Throwable> {
  private static final Logger log = LoggerFactory.getLogger(Complaints.class);
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final String what;
  private final TimeSource time;
  private final LongAdder failures = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final AtomicLong nextNanos;

  /**
   * None so far.
   *
   * @param what fails, as the beginning of a sentence
   */
  public Complaints(String what, TimeSource time) {
    this.what = what;
    this.time = time;
    this.nextNanos = new AtomicLong(time.nanos());
  }

  /** Something was lost to it. */
  @Override
  public void accept(Throwable thrown) {
    lost.increment();
    say(thrown);
  }

  /** Something failed that loses nothing, or is tried again: said as all failures, not counted. */
  public void say(Throwable thrown) {
    failures.increment();
    long next = nextNanos.get();
    long now = time.nanos();
    if (now - next >= 0 && nextNanos.compareAndSet(next, now + MINUTE_NANOS)) {
      tell(thrown);
    }
  }

  private void tell(Throwable thrown) {
    try {
      log.warn(
          "{} failed with {}, {} times so far; calls are not affected, and it is said once a minute",
          what,
          thrown.getClass().getName(),
          failures.sum());
    } catch (RuntimeException e) {
      failures.increment(); // the log itself is what fails: the count is all that can be kept
    }
  }

  /** How often something was lost. */
  public long count() {
    return lost.sum();
  }
}
