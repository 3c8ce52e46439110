package io.llmgw.core.breaker;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Keeps calls from a target that fails: opens on five failures in a row, or on ten among the last
 * twenty calls; stays open for 5 s, twice as long each time, up to 300 s; then lets one probe go,
 * which has 30 s to report before another one may.
 *
 * <p>Where calls overlap, failures come before the answers to calls that began earlier. So either
 * rule opens only if, of some calls that began one after the other, half have failed.
 *
 * <p>Failsafe's breaker holds the window of the last calls. What it does not offer is here: two
 * rules of which either opens, a delay that grows and goes by our clock, the lease of a probe, and
 * what is long past is forgotten.
 *
 * <p>A permit is a number that {@link #enter} gives and exactly one of {@link #succeeded}, {@link
 * #failed}, {@link #answered} and {@link #released} takes back. One that is from before the breaker
 * last opened or closed changes nothing any more, nor does the failure of a probe whose lease is
 * over; its answer closes the breaker still, as a model may always take longer than a lease.
 * Thread-safe; looking takes no lock.
 */
public final class TargetBreaker {
  /** No permit: the call must not go. */
  public static final long REFUSED = -1;

  /** The call goes without a permit, under that of the call that it is a part of. */
  static final long UNCOUNTED = -2;

  private static final int MOST_IN_A_ROW = 5;
  private static final int WINDOW = 20;
  private static final int MOST_IN_WINDOW = WINDOW / 2;
  private static final long FIRST_DELAY_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long LONGEST_DELAY_NANOS = Duration.ofMinutes(5).toNanos();
  private static final long LEASE_NANOS = Duration.ofSeconds(30).toNanos();

  /** Failures from before say nothing any more, nor does how long it was open then. */
  private static final long IDLE_NANOS = LONGEST_DELAY_NANOS;

  private final Changes changes;
  private volatile @Nullable Shut shut;
  private CircuitBreaker<Object> window = newWindow();
  private final Queue<Change> untold = new ArrayDeque<>(2);
  private boolean isTelling; // somebody is, who goes on to what comes meanwhile
  private final RecentFailures failures = new RecentFailures();
  private int inARow;
  private int begun;
  private int withoutVerdict; // of those that have begun and ended
  private int openings;
  private long generation = 1;
  private long probe; // the latest one
  private long probeBefore; // the latest one from before it last opened
  private long recordedNanos;
  private long closedNanos;

  /** A closed breaker, of whose changes nobody is told. */
  public TargetBreaker(long nowNanos) {
    this(
        nowNanos,
        new Changes() {
          @Override
          public void opened(boolean byRate, long delayNanos) {}

          @Override
          public void closed(long nowNanos) {}
        });
  }

  /** A closed breaker. */
  public TargetBreaker(long nowNanos, Changes changes) {
    this.changes = changes;
    this.recordedNanos = nowNanos;
    this.closedNanos = nowNanos;
  }

  /**
   * Is told of changes, with no lock held, one after the other and in their order. From opening to
   * closing it takes 5 s at least; from closing to opening as long as five failures take, which may
   * be no time.
   */
  public interface Changes {
    /**
     * It is open from now on.
     *
     * @param delayNanos until a probe may go
     */
    void opened(boolean byRate, long delayNanos);

    /** It is closed again, as of now. */
    void closed(long nowNanos);
  }

  /** Why it is not closed now; null when it is. */
  public @Nullable Shut shut() {
    return shut;
  }

  /** Its own delay is never over: it is opened and closed from here. */
  private static CircuitBreaker<Object> newWindow() {
    return CircuitBreaker.builder()
        .withFailureThreshold(MOST_IN_WINDOW, WINDOW)
        .withDelay(Duration.ofDays(1))
        .build();
  }

  /**
   * Looks whether a call would be let through, without a permit.
   *
   * @param parentCall the call that it would be a part of; null for none
   * @return null when it would
   */
  public @Nullable Shut shut(long nowNanos, @Nullable String parentCall) {
    Shut now = shut;
    return now == null || now.isDue(nowNanos) || now.isUnderProbeOf(parentCall) ? null : now;
  }

  /**
   * A permit for a call, or {@link #REFUSED}. One that only the rate rule keeps out is let through:
   * it would not have come if there was another target.
   *
   * @param parentCall the call that it is a part of, whose permit it passes under; null for none
   */
  public long enter(long nowNanos, String call, @Nullable String parentCall) {
    synchronized (this) {
      Shut now = shut;
      if (now == null) {
        return ordinary();
      }
      if (now.isUnderProbeOf(parentCall)) {
        return UNCOUNTED;
      }
      if (now.isDue(nowNanos)) {
        shut = now.probedBy(call, nowNanos + LEASE_NANOS);
        return probe(++probe);
      }
      return now.byRate() ? ordinary() : REFUSED;
    }
  }

  /** Whether it is closed, so that no probe is needed. */
  public boolean isClosed() {
    return shut == null;
  }

  /** Whether a permit is that of a probe, so that nobody else gets one before it is given back. */
  static boolean isOfProbe(long permit) {
    return permit > 0 && (permit & 1) == 1;
  }

  /** The next one, of this time between two changes. */
  private long ordinary() {
    return (generation << 33) | ((begun++ & 0xFFFF_FFFFL) << 1);
  }

  private boolean isOrdinary(long permit) {
    return (permit & 1) == 0 && permit >> 33 == generation;
  }

  private static long probe(long number) {
    return (number << 1) + 1;
  }

  /** The call was answered well. */
  public void succeeded(long permit, long nowNanos) {
    tell(success(permit, nowNanos));
  }

  private synchronized @Nullable Change success(long permit, long nowNanos) {
    if (isAnyProbe(permit)) {
      close(nowNanos);
    } else if (isOrdinary(permit)) {
      forgetWhatIsLongPast(nowNanos);
      inARow = 0;
      if (shut == null) {
        window.recordSuccess();
      }
    }
    return taken();
  }

  /** The target has failed. */
  public void failed(long permit, long nowNanos) {
    tell(failure(permit, nowNanos));
  }

  private synchronized @Nullable Change failure(long permit, long nowNanos) {
    Shut now = shut;
    if (isProbe(permit)) {
      open(nowNanos, now != null && now.byRate());
    } else if (isOrdinary(permit)) {
      forgetWhatIsLongPast(nowNanos);
      inARow++;
      failures.add((int) (permit >> 1) - withoutVerdict);
      if (inARow >= MOST_IN_A_ROW && failures.areHalfOfSome(inARow)) {
        open(nowNanos, false);
      } else if (now == null) {
        recordInWindow(nowNanos);
      }
    }
    return taken();
  }

  private void recordInWindow(long nowNanos) {
    window.recordFailure();
    if (window.isOpen() && failures.areHalfOfSome(MOST_IN_WINDOW)) {
      open(nowNanos, true);
    } else if (window.isOpen()) {
      window = newWindow(); // its failures are few of those calls that have begun
    }
  }

  /** The target works, though not for this call: that is the answer to a probe, and no more. */
  public void answered(long permit, long nowNanos) {
    tell(answer(permit, nowNanos));
  }

  private synchronized @Nullable Change answer(long permit, long nowNanos) {
    if (isAnyProbe(permit)) {
      close(nowNanos);
    }
    withoutVerdict += isOrdinary(permit) ? 1 : 0;
    return taken();
  }

  /** What the calling thread is to tell; null where there is nothing, or another one tells it. */
  private @Nullable Change taken() {
    if (isTelling) {
      return null;
    }
    Change taken = untold.poll();
    isTelling = taken != null;
    return taken;
  }

  private void tell(@Nullable Change first) {
    for (Change change = first; change != null; change = next()) {
      boolean told = false;
      try {
        tellOne(change);
        told = true;
      } finally {
        if (!told) {
          stopTelling();
        }
      }
    }
  }

  private void tellOne(Change change) {
    if (change.open()) {
      changes.opened(change.byRate(), change.nanos());
    } else {
      changes.closed(change.nanos());
    }
  }

  private synchronized @Nullable Change next() {
    isTelling = false;
    return taken();
  }

  private synchronized void stopTelling() {
    isTelling = false;
  }

  /**
   * That it has opened, or closed.
   *
   * @param nanos for how long it is open, or when it has closed
   */
  private record Change(boolean open, boolean byRate, long nanos) {}

  /** The call has ended without a word on the target. */
  public synchronized void released(long permit) {
    Shut now = shut;
    if (isProbe(permit) && now != null) {
      shut = now.withoutProbe();
    }
    withoutVerdict += isOrdinary(permit) ? 1 : 0;
  }

  /** Whether it is the permit of the probe that is under way. */
  private boolean isProbe(long permit) {
    Shut now = shut;
    return now != null && now.probe() != null && permit == probe(probe);
  }

  /** The same, or one whose lease is over. */
  private boolean isAnyProbe(long permit) {
    return shut != null && isOfProbe(permit) && permit > probe(probeBefore);
  }

  private void open(long nowNanos, boolean byRate) {
    if (shut == null && nowNanos - closedNanos >= IDLE_NANOS) {
      openings = 0;
    }
    long delay = Math.min(LONGEST_DELAY_NANOS, FIRST_DELAY_NANOS << Math.min(openings, 16));
    openings++;
    generation++;
    probeBefore = probe;
    inARow = 0;
    shut = new Shut(nowNanos + delay, byRate, null, 0);
    untold.add(new Change(true, byRate, delay));
  }

  private void close(long nowNanos) {
    generation++;
    inARow = 0;
    window = newWindow();
    closedNanos = nowNanos;
    recordedNanos = nowNanos;
    shut = null;
    untold.add(new Change(false, false, nowNanos));
  }

  private void forgetWhatIsLongPast(long nowNanos) {
    if (nowNanos - recordedNanos >= IDLE_NANOS) {
      inARow = 0;
      window = newWindow();
    }
    recordedNanos = nowNanos;
  }
}
