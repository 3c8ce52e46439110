package io.llmgw.core.target;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.reaction.Reaction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why something takes no calls for a while.
 *
 * @param untilNanos when that ends; without meaning when it is for good
 * @param forGood whether only another configuration ends it
 * @param strict whether it holds also where there is nothing else to turn to: the provider has
 *     named the time, or it is for good
 * @param kind of the failure that has led to it, and of those that it leads to
 * @param why in words, such as {@code 429 RATE_LIMIT}
 */
public record Resting(
    long untilNanos, boolean forGood, boolean strict, ErrorKind kind, String why) {
  /** From now on for so long, at most {@link Reaction#LONGEST_REST}. */
  static Resting of(long nowNanos, Duration howLong, boolean told, ErrorKind kind, String why) {
    boolean forGood = howLong.equals(Reaction.FOR_GOOD);
    boolean capped = howLong.compareTo(Reaction.LONGEST_REST) > 0;
    Duration rest = capped ? Reaction.LONGEST_REST : howLong;
    return new Resting(nowNanos + rest.toNanos(), forGood, told || forGood, kind, why);
  }

  /** Of two of which either is enough to rest, the one that says more. */
  static @Nullable Resting both(@Nullable Resting one, @Nullable Resting other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.bindsLess(other) ? other : one;
  }

  /** Of two of which both are needed to rest, the one that says less. */
  static Resting either(@Nullable Resting one, Resting other) {
    return one == null || other.bindsLess(one) ? other : one;
  }

  /** Whether it is easier to get around, or ends before. */
  boolean bindsLess(Resting other) {
    return strict == other.strict ? endsBefore(other) : !strict;
  }

  boolean isOver(long nowNanos) {
    return !forGood && nowNanos - untilNanos >= 0;
  }

  boolean endsBefore(Resting other) {
    return !forGood && (other.forGood || untilNanos - other.untilNanos < 0);
  }

  /**
   * Whether somebody has to look at a key that rests so, as it is refused or rests for good. Nobody
   * has where it is the model that is missing: any caller can misspell one.
   */
  boolean needsSomebody() {
    return switch (kind) {
      case AUTH, PERMISSION, QUOTA -> true;
      case MODEL_NOT_FOUND -> false;
      default -> forGood;
    };
  }

  /** From now until it ends, at least 0; {@link Reaction#FOR_GOOD} when it does not. */
  public Duration left(long nowNanos) {
    return forGood ? Reaction.FOR_GOOD : Duration.ofNanos(Math.max(0, untilNanos - nowNanos));
  }
}
