package io.llmgw.cache.entry;

import java.time.Duration;

/** Something that is kept: a whole answer, or the vector of one text. Immutable. */
public sealed interface Entry permits Answer, Vector {
  /** Where it comes from. */
  Origin origin();

  /** When it was asked for. */
  Asking asking();

  /** The reading of the clock when it was kept. */
  long keptNanos();

  /** For how long it is given again. */
  Duration ttl();

  /** About what it takes in memory. */
  int bytes();

  /** How old it is. */
  default Duration age(long nowNanos) {
    return Duration.ofNanos(Math.max(0, nowNanos - keptNanos()));
  }
}
