package io.llmgw.core.pace;

import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import org.jspecify.annotations.Nullable;

/**
 * The grant of one attempt within the limits of its target. It is taken before the attempt begins,
 * and ends once: with the attempt, or unused. Thread-safe.
 */
public final class Grant implements Tap {
  private final TargetPace pace;
  private final Lane lane;
  private final Wish wish;
  private final @Nullable ApiKey key;
  private final long thenNanos;
  private boolean begun;
  private boolean ended;

  Grant(TargetPace pace, Lane lane, Wish wish, @Nullable ApiKey key, long nowNanos) {
    this.pace = pace;
    this.lane = lane;
    this.wish = wish;
    this.key = key;
    this.thenNanos = nowNanos;
  }

  /** The key that it is a grant for; null where none is needed. */
  public @Nullable ApiKey key() {
    return key;
  }

  /** Whether it is a grant of this call. */
  boolean isOf(String call) {
    return wish.call().equals(call);
  }

  /** The attempt is on its way to the provider: from here on it counts. */
  public void begin() {
    synchronized (pace) {
      begun = true;
    }
  }

  @Override
  public void onOutcome(Outcome outcome) {
    end(used(outcome));
  }

  /** The attempt is over, however it ended; nothing when that is known already. */
  public void end() {
    end(wish.tokens());
  }

  private void end(long used) {
    synchronized (pace) {
      if (ended) {
        return;
      }
      ended = true;
      lane.leave(this); // also where the clock below cannot be read
    }
    long now = pace.nowForOthers();
    synchronized (pace) {
      if (begun) {
        lane.settle(wish, used, thenNanos, now);
      } else {
        lane.takeBack(wish, thenNanos, now);
      }
      pace.moveUp(now);
    }
  }

  /** What nobody has counted counts as it was estimated, unless the provider has turned it away. */
  private long used(Outcome outcome) {
    Usage usage = outcome.usage();
    long seen = usage.tokens(TokenKind.INPUT) + usage.tokens(TokenKind.OUTPUT);
    if (outcome instanceof Outcome.Success) {
      return seen > 0 ? seen : wish.tokens();
    }
    boolean turnedAway =
        outcome instanceof Outcome.Failure failure
            && !failure.error().isPossiblyBilled()
            && failure.error().kind() != ErrorKind.TIMEOUT;
    return turnedAway ? seen : Math.max(seen, wish.tokens());
  }
}
