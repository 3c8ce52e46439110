package io.llmgw.core.target;

import io.llmgw.api.provider.Delivery;
import io.llmgw.core.choice.Speed;
import java.time.Duration;

/**
 * How fast a target answers, as far as its attempts have told. What is known fades so that somebody
 * looks again; where that was in vain, as nobody waited for the first content or the request was
 * refused, the next one looks after a pause. Thread-safe, without locks.
 */
final class MeasuredSpeed {
  /** What was measured counts 37 % after so long. */
  private static final Duration DECAY = Duration.ofSeconds(10);

  private static final long PAUSE_NANOS = DECAY.toNanos();
  private static final long NEVER = Long.MIN_VALUE;

  private final Fading firstToken = new Fading(DECAY.toMillis());
  private final Fading perToken = new Fading(DECAY.toMillis());
  private volatile boolean streamed;
  private volatile boolean slower; // than it was, and nobody knows by how much
  private volatile long vainNanos = NEVER; // since when attempts have told nothing

  /** The first content of a stream came after so long, or had not come yet. */
  void firstToken(long nanos, long nowNanos) {
    streamed = true;
    told();
    firstToken.peak(nanos / 1e6, nowNanos);
  }

  private void told() {
    slower = false;
    vainNanos = NEVER;
  }

  /** The rest of a stream came in so long. */
  void rest(long nanos, long tokens, long nowNanos) {
    if (tokens > 1) {
      perToken.peak(nanos / 1e6 / (double) (tokens - 1), nowNanos);
    }
  }

  /** A whole answer came in so long. */
  void whole(long nanos, long tokens, long nowNanos) {
    told();
    double each = nanos / 1e6 / (double) Math.max(1, tokens);
    perToken.peak(each, nowNanos);
    if (!streamed) {
      firstToken.peak(each, nowNanos);
    }
  }

  /** An attempt was left after so long without content. */
  void leftAfter(long nanos, Delivery delivery, long nowNanos) {
    boolean measured = delivery == Delivery.STREAMED && streamed;
    double millis = nanos / 1e6;
    if (measured && millis <= firstToken.at(nowNanos)) {
      return; // none was expected yet
    }
    if (measured && millis > firstToken.last()) {
      slower = true;
    }
    toldNothing(nowNanos);
  }

  /** An attempt has told nothing. Those that follow within the pause do not make it longer. */
  void toldNothing(long nowNanos) {
    if (!isPause(vainNanos, nowNanos)) {
      vainNanos = nowNanos;
    }
  }

  private static boolean isPause(long sinceNanos, long nowNanos) {
    return sinceNanos != NEVER && nowNanos - sinceNanos < PAUSE_NANOS;
  }

  /**
   * What is known.
   *
   * @param busy whether an attempt is under way, which may tell more
   */
  Speed at(long nowNanos, boolean busy) {
    long since = vainNanos;
    return busy || isPause(since, nowNanos)
        ? new Speed(firstToken.last(), perToken.last(), since != NEVER && isOutdated(nowNanos))
        : new Speed(firstToken.at(nowNanos), perToken.at(nowNanos), false);
  }

  private boolean isOutdated(long nowNanos) {
    return slower || firstToken.isOld(nowNanos) && perToken.isOld(nowNanos);
  }
}
