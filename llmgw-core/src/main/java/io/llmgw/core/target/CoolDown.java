package io.llmgw.core.target;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Until when something rests. Of two reasons that overlap the one that lasts longer counts,
 * whichever comes first, so the end only moves to later until it is reached. What the provider has
 * said is kept apart from what is only likely, which may last longer and binds less. Thread-safe,
 * without locks.
 */
final class CoolDown {
  private final AtomicReference<@Nullable Resting> strict = new AtomicReference<>();
  private final AtomicReference<@Nullable Resting> likely = new AtomicReference<>();

  void rest(Resting next, long nowNanos) {
    (next.strict() ? strict : likely)
        .accumulateAndGet(
            next,
            (before, added) ->
                before == null
                        || added == null
                        || before.isOver(nowNanos)
                        || before.endsBefore(added)
                    ? added
                    : before);
  }

  /** Why it rests now; null when it does not. */
  @Nullable Resting at(long nowNanos) {
    return Resting.both(current(strict, nowNanos), current(likely, nowNanos));
  }

  private static @Nullable Resting current(
      AtomicReference<@Nullable Resting> reference, long nowNanos) {
    Resting resting = reference.get();
    return resting == null || resting.isOver(nowNanos) ? null : resting;
  }

  /** Whether it may rest. */
  boolean isTouched() {
    return strict.get() != null || likely.get() != null;
  }

  /** The configuration is another one: what was to rest until then may be tried again. */
  void reconfigured() {
    strict.updateAndGet(CoolDown::timed); // what is for good is strict
  }

  private static @Nullable Resting timed(@Nullable Resting resting) {
    return resting == null || resting.forGood() ? null : resting;
  }
}
