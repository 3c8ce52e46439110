package io.llmgw.core.link;

import io.llmgw.api.Caller;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.route.Target;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.breaker.Shut;
import io.llmgw.core.filter.TargetCondition;
import io.llmgw.core.filter.Unavailable;
import io.llmgw.core.retry.Repeats;
import io.llmgw.core.target.Resting;
import io.llmgw.core.target.TargetState;
import io.llmgw.core.target.TargetStates;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether targets take calls at the moment, by what has happened there. Thread-safe. */
public final class TargetHealth implements TargetCondition {
  private final TargetStates states;
  private final Models models;
  private final TimeSource time;

  /** By these states, and these keys of callers. */
  public TargetHealth(TargetStates states, Models models, TimeSource time) {
    this.states = states;
    this.models = models;
    this.time = time;
  }

  @Override
  public @Nullable Unavailable unavailable(
      Target target, Caller caller, @Nullable String parentCall) {
    TargetState state = states.known(target.ref());
    if (state == null) {
      return null;
    }
    long now = time.nanos();
    Shut shut = state.breaker().shut(now, parentCall);
    if (shut != null) {
      Instant until = time.now().plusNanos(shut.nanosLeft(now));
      return shut.byRate()
          ? new Unavailable(
              ErrorKind.NO_TARGET,
              "has failed half of its last calls, and its breaker is open",
              until,
              Duration.ZERO)
          : new Unavailable(ErrorKind.NO_TARGET, Shut.IN_WORDS, until, null);
    }
    if (!state.mayRest()) {
      return null;
    }
    Resting resting = state.resting(models.keysIfAny(target, caller), now);
    return resting == null ? null : resting(resting, resting.left(now));
  }

  private Unavailable resting(Resting resting, Duration left) {
    boolean worthAWait = left.compareTo(Repeats.LONGEST_WAIT) <= 0;
    Duration wait = resting.strict() ? left : Duration.ZERO;
    return new Unavailable(
        resting.kind(),
        "rests after " + resting.why(),
        resting.forGood() ? null : time.now().plus(left),
        worthAWait || !resting.strict() ? wait : null);
  }
}
