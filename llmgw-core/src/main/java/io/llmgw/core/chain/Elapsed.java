package io.llmgw.core.chain;

import io.llmgw.api.time.TimeSource;

/**
 * How long something has taken, as accounts say it: they are kept, and those who watch are told of
 * the end, also where the clock of the host fails meanwhile.
 */
final class Elapsed {
  private Elapsed() {}

  /**
   * The nanoseconds since then, at least 0.
   *
   * @param known what is said where the clock fails
   */
  static long nanos(TimeSource time, long sinceNanos, long known) {
    try {
      return Math.max(0, time.nanos() - sinceNanos);
    } catch (Throwable failed) { // whatever a clock of the host throws
      return known;
    }
  }
}
