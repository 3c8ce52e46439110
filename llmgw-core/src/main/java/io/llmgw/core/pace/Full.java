package io.llmgw.core.pace;

import io.llmgw.api.route.TargetLimits;

/**
 * Why there is no grant.
 *
 * @param reason in words that follow the name of the target
 * @param isTimed whether it is known when that ends: with the time and not with another attempt
 * @param untilNanos when; without meaning where it is not known
 */
public record Full(String reason, boolean isTimed, long untilNanos) {
  /** There may be a grant, and others have come before. */
  static final Full BEHIND_OTHERS = new Full("has other calls that wait for their turn", false, 0);

  /** This limit is reached, until an attempt ends. */
  static Full of(TargetLimits reached) {
    return new Full(words(reached), false, 0);
  }

  /** This limit is reached until then. */
  static Full of(TargetLimits reached, long untilNanos) {
    return new Full(words(reached), true, untilNanos);
  }

  private static String words(TargetLimits reached) {
    return "has reached its limit: " + reached;
  }

  /** From now until it ends, at least 0. */
  public long nanosLeft(long nowNanos) {
    return isTimed ? Math.max(0, untilNanos - nowNanos) : 0;
  }

  boolean endsBefore(Full other) {
    return isTimed && (!other.isTimed || untilNanos - other.untilNanos < 0);
  }
}
