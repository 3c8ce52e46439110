package io.llmgw.observability.aside;

import io.llmgw.api.time.TimeSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log how much a backlog has dropped, once a minute at most. For the thread of the
 * backlog: what is dropped for an appender that blocks must not make calls wait for another one.
 */
public final class Losses {
  private static final Logger log = LoggerFactory.getLogger(Losses.class);
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final String what;
  private final TimeSource time;
  private final AtomicLong said = new AtomicLong();
  private final AtomicLong nextNanos;

  /**
   * None so far.
   *
   * @param what is lost, and why, as the beginning of a sentence that ends in a number
   */
  public Losses(String what, TimeSource time) {
    this.what = what;
    this.time = time;
    this.nextNanos = new AtomicLong(time.nanos());
  }

  /** So many are lost by now; said where that is news and the last time is a minute ago. */
  public void say(long lost) {
    if (lost == said.get()) {
      return;
    }
    long next = nextNanos.get();
    long now = time.nanos();
    if (now - next >= 0 && nextNanos.compareAndSet(next, now + MINUTE_NANOS)) {
      sayNow(lost);
    }
  }

  /** So many are lost at the end; said where that is news. */
  public void sayLast(long lost) {
    if (lost != said.get()) {
      sayNow(lost);
    }
  }

  private void sayNow(long lost) {
    said.set(lost);
    log.warn("{}: {} so far; calls are not affected, and it is said once a minute", what, lost);
  }
}
