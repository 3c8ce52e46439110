package io.llmgw.api.reaction;

import java.time.Duration;
import java.util.Objects;

/**
 * What follows from one kind of failure. Immutable.
 *
 * @param repeat whether the same target is asked again with the same key
 * @param nextKey whether the same target is asked at once with another key, if there is one
 * @param onward where the call goes when it has done with the target
 * @param rest what takes no calls for a while
 * @param restFor how long, where the provider does not say it itself; zero for not at all then, at
 *     most {@link #LONGEST_REST}, or {@link #FOR_GOOD}. Where there is nothing else to turn to,
 *     only what the provider has said, and what is for good, keeps calls out
 * @param count what it is to the circuit breaker
 */
public record Reaction(
    Repeat repeat, boolean nextKey, Onward onward, Rest rest, Duration restFor, Count count) {
  /** Whatever a provider says, nothing rests longer for it: one hour. */
  public static final Duration LONGEST_REST = Duration.ofHours(1);

  /** Until the client is given another configuration. */
  public static final Duration FOR_GOOD = Duration.ofNanos(Long.MAX_VALUE);

  /** Ends the call, and is nothing to anybody else. */
  static final Reaction STOP =
      new Reaction(Repeat.NEVER, false, Onward.STOP, Rest.NOTHING, Duration.ZERO, Count.NOTHING);

  /** Checks the time. */
  public Reaction {
    Objects.requireNonNull(repeat, "repeat");
    Objects.requireNonNull(onward, "onward");
    Objects.requireNonNull(rest, "rest");
    Objects.requireNonNull(count, "count");
    boolean inRange = !restFor.isNegative() && restFor.compareTo(LONGEST_REST) <= 0;
    if (!inRange && !restFor.equals(FOR_GOOD)) {
      throw new IllegalArgumentException(
          "restFor must be 0 to " + LONGEST_REST + ", or FOR_GOOD, not " + restFor);
    }
  }

  /** The same with this repeat. */
  public Reaction repeat(Repeat other) {
    return new Reaction(other, nextKey, onward, rest, restFor, count);
  }

  /** The same with the next key tried at once. */
  public Reaction withNextKey() {
    return new Reaction(repeat, true, onward, rest, restFor, count);
  }

  /** The same with no other key tried. */
  public Reaction withoutNextKey() {
    return new Reaction(repeat, false, onward, rest, restFor, count);
  }

  /** The same with this way on. */
  public Reaction onward(Onward other) {
    return new Reaction(repeat, nextKey, other, rest, restFor, count);
  }

  /** The same with this at rest, for so long where the provider does not say it itself. */
  public Reaction rest(Rest what, Duration howLong) {
    return new Reaction(repeat, nextKey, onward, what, howLong, count);
  }

  /** The same with this count at the breaker. */
  public Reaction count(Count other) {
    return new Reaction(repeat, nextKey, onward, rest, restFor, other);
  }
}
