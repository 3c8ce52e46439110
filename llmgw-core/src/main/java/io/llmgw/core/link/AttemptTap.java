package io.llmgw.core.link;

import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.time.Alarm;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.core.chain.RealAttempt;
import io.llmgw.core.chain.RealCancellation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Keeps the account of an attempt and its clocks, and lets go of its token when it ends. */
final class AttemptTap implements Tap {
  private final RealAttempt attempt;
  private final RealCancellation token;
  private final @Nullable Scheduled firstToken;
  private final @Nullable Scheduled total;
  private boolean content;

  AttemptTap(RealAttempt attempt, RealCancellation token, Timeouts timeouts, TimeSource time) {
    this.attempt = attempt;
    this.token = token;
    this.firstToken = clock("first token", timeouts.firstToken(), time);
    this.total = clock("attempt", timeouts.attempt(), time);
  }

  private @Nullable Scheduled clock(String name, @Nullable Duration limit, TimeSource time) {
    if (limit == null) {
      return null;
    }
    return Alarm.in(
        limit, time, () -> token.timeOut(timeout(attempt, name + " clock of " + limit)));
  }

  /** The failure of an attempt whose clock ran out. */
  static LlmException timeout(RealAttempt attempt, String clock) {
    return LlmException.of(
            ErrorKind.TIMEOUT,
            "no answer from "
                + attempt.target()
                + ": the "
                + clock
                + " ran out; give it more time or choose a faster target")
        .target(attempt.target().provider(), attempt.target().model())
        .build();
  }

  @Override
  public void onEvent(LlmEvent event) {
    attempt.onEvent(event);
    if (!content && event.isCommitting()) {
      content = true;
      stop(firstToken);
    }
  }

  @Override
  public void onOutcome(Outcome outcome) {
    stop(firstToken);
    stop(total);
    token.close();
    attempt.onOutcome(outcome);
  }

  private static void stop(@Nullable Scheduled clock) {
    if (clock != null) {
      clock.cancel();
    }
  }
}
