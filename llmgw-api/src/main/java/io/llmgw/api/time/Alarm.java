package io.llmgw.api.time;

import io.llmgw.api.time.TimeSource.Scheduled;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A limit in time, for the engine and for providers that keep clocks of their own. One that runs
 * out late says that the process itself has been away: suspended, or in a long pause of its garbage
 * collector. What came meanwhile lies in the buffers, unread through nobody's fault, so a late
 * alarm waits a moment more, once, for whoever is about to read it.
 *
 * <p>The time source is asked with no lock held, so one that takes its time, or calls back, keeps
 * nobody else waiting.
 */
public final class Alarm {
  /** How late is late, and how long a late alarm waits: a second. */
  public static final Duration MOMENT = Duration.ofSeconds(1);

  private static final long MOMENT_NANOS = MOMENT.toNanos();

  private Alarm() {}

  /**
   * Runs the action once when the time is over, a {@link #MOMENT} later when that is noticed late
   * and the time source does not fail then.
   *
   * @param limit zero or less for as soon as possible
   * @param action as short as tasks of a {@link TimeSource} must be
   * @return by which it is called off, which never throws: where the source cannot forget its task,
   *     that comes to nothing; thread-safe
   */
  public static Scheduled in(Duration limit, TimeSource time, Runnable action) {
    return new Ring(time, action).begin(limit);
  }

  /**
   * Looks when the time is over, a {@link #MOMENT} later when that is noticed late, and again for
   * as long as there is time left: for a limit that moves on while what it limits does.
   *
   * @param limit zero or less for as soon as possible
   * @param look as short as tasks of a {@link TimeSource} must be
   * @return by which it is called off, which never throws: where the source cannot forget its task,
   *     that comes to nothing; thread-safe
   */
  public static Scheduled watch(Duration limit, TimeSource time, Look look) {
    return new Watch(time, look).begin(limit);
  }

  /** What an alarm does that {@linkplain #watch watches} a limit. */
  @FunctionalInterface
  public interface Look {
    /** Looks: the nanoseconds until the next look, zero or less for none. */
    long nanosLeft();

    /**
     * The time source has failed, or {@link #nanosLeft()} has, so that nobody looks any more: what
     * has no other limit is to be ended here. By default nothing happens.
     *
     * @param why what was thrown
     */
    default void lost(Throwable why) {}
  }

  /** An alarm that rings once. */
  private static final class Ring extends PendingAlarm {
    private final Runnable action;

    Ring(TimeSource time, Runnable action) {
      super(time);
      this.action = action;
    }

    @Override
    long due() {
      action.run();
      return 0;
    }

    @Override
    void lost(Throwable why) {
      action.run(); // its time was over when there was still a moment to wait
    }
  }

  /** An alarm that looks again. */
  private static final class Watch extends PendingAlarm {
    private final Look look;

    Watch(TimeSource time, Look look) {
      super(time);
      this.look = look;
    }

    @Override
    long due() {
      try {
        return look.nanosLeft();
      } catch (Throwable failed) { // it reads the clock
        lost(failed);
        return 0;
      }
    }

    @Override
    void lost(Throwable why) {
      look.lost(why);
    }
  }

  /** Whether an alarm that was due then is late. */
  static boolean isLate(long nowNanos, long dueNanos) {
    return nowNanos - dueNanos > MOMENT_NANOS;
  }

  /** So many nanoseconds from now on. */
  static long after(Duration limit, TimeSource time) {
    return time.nanos() + TimeUnit.NANOSECONDS.convert(limit);
  }
}
