package io.llmgw.core.breaker;

import org.jspecify.annotations.Nullable;

/**
 * A breaker that is not closed.
 *
 * @param untilNanos when a probe may go
 * @param byRate whether the rate rule has opened it: then the target still fails only in part
 * @param probe the call whose probe is under way; null for none
 * @param leaseNanos when that probe is given up
 */
public record Shut(long untilNanos, boolean byRate, @Nullable String probe, long leaseNanos) {
  /** What is said of a target whose breaker keeps all calls out; the words follow its name. */
  public static final String IN_WORDS = "fails, and its breaker is open";

  Shut probedBy(String call, long lease) {
    return new Shut(untilNanos, byRate, call, lease);
  }

  Shut withoutProbe() {
    return new Shut(untilNanos, byRate, null, 0);
  }

  /** Whether the next call is a probe. */
  boolean isDue(long nowNanos) {
    return nowNanos - (probe == null ? untilNanos : leaseNanos) >= 0;
  }

  /** Whether a call of this parent is a part of the probe that is under way. */
  boolean isUnderProbeOf(@Nullable String parentCall) {
    return probe != null && probe.equals(parentCall);
  }

  /** From now until the next probe may go, at least 0. */
  public long nanosLeft(long nowNanos) {
    return Math.max(0, (probe == null ? untilNanos : leaseNanos) - nowNanos);
  }
}
