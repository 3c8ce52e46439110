package io.llmgw.core.observe;

import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log what somebody does wrong who is only to look on: at most once a minute, with the
 * number of times since, as he may do it in every call. Never throws. Thread-safe, without locks.
 */
public final class Complaints {
  private static final Logger log = LoggerFactory.getLogger(Complaints.class);
  private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

  private final String who;
  private final TimeSource time;
  private final AtomicLong count = new AtomicLong();
  private final AtomicLong nextNanos;

  /**
   * None yet.
   *
   * @param who is complained of, as {@code observer 'metrics'}
   */
  public Complaints(String who, TimeSource time) {
    this.who = who;
    this.time = time;
    this.nextNanos = new AtomicLong(time.nanos());
  }

  /** Something went wrong; only its class is named, as a message may hold text of the call. */
  public void add(Throwable thrown) {
    count.incrementAndGet();
    long now;
    try {
      now = time.nanos();
    } catch (RuntimeException noClock) {
      return; // the next one is told with this
    }
    long due = nextNanos.get();
    if (now - due >= 0 && nextNanos.compareAndSet(due, now + PAUSE_NANOS)) {
      log.warn(
          "{} met {}: {} times of late; it changes nothing",
          who,
          thrown.getClass().getName(),
          count.getAndSet(0));
    }
  }
}
