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
import io.llmgw.core.breaker.TargetBreaker;
import io.llmgw.core.chain.PlaceWait;
import io.llmgw.core.chain.RealAttempt;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.pace.Grant;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps the account of an attempt and its clocks, and gives back what it holds when it ends. */
final class AttemptTap implements Tap {
  private final RealAttempt attempt;
  private final TargetBreaker breaker;
  private final RealCancellation token;
  private final @Nullable Scheduled firstToken;
  private final @Nullable Scheduled total;
  private boolean content;

  AttemptTap(
      RealAttempt attempt,
      TargetBreaker breaker,
      RealCancellation token,
      Timeouts timeouts,
      TimeSource time) {
    this.attempt = attempt;
    this.breaker = breaker;
    this.token = token;
    this.firstToken = firstToken(timeouts.firstToken(), time);
    this.total = total(timeouts.attempt(), time);
  }

  private @Nullable Scheduled firstToken(@Nullable Duration limit, TimeSource time) {
    return limit == null ? null : Alarm.watch(limit, time, new FirstToken(limit, time));
  }

  private @Nullable Scheduled total(@Nullable Duration limit, TimeSource time) {
    return limit == null ? null : Alarm.in(limit, time, () -> runOut("attempt clock of " + limit));
  }

  private void runOut(String clock) {
    token.timeOut(timeout(attempt, clock));
  }

  /** The failure of an attempt whose clock has failed: nothing else might ever end it. */
  static LlmException clockless(RealAttempt attempt, Throwable why) {
    return LlmException.of(
            ErrorKind.LOCAL_RESOURCE,
            "no answer from "
                + attempt.target()
                + " was waited for any longer: the clock of this process failed with "
                + why.getClass().getName()
                + "; see to the client's TimeSource")
        .target(attempt.target().provider(), attempt.target().model())
        .retryable(true)
        .possiblyBilled(attempt.isSent())
        .cause(why)
        .build();
  }

  /** The failure of an attempt whose clock ran out. */
  static LlmException timeout(RealAttempt attempt, String clock) {
    PlaceWait place = attempt.place();
    return LlmException.of(
            ErrorKind.TIMEOUT,
            "no answer from "
                + attempt.target()
                + ": the "
                + clock
                + " ran out"
                + (place == null ? "" : ", after it had waited " + place)
                + "; give it more time or choose a faster target")
        .target(attempt.target().provider(), attempt.target().model())
        .build();
  }

  /** The failure of an attempt whose clock ran out before it had its place: nobody was asked. */
  static LlmException noPlace(RealAttempt attempt, PlaceWait place, String clock) {
    return LlmException.of(
            ErrorKind.LOCAL_RESOURCE,
            attempt.target()
                + " was not asked: this process has waited "
                + place
                + ", and the "
                + clock
                + " ran out; raise either, or make fewer calls at once")
        .target(attempt.target().provider(), attempt.target().model())
        .retryable(true)
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
    if (!attempt.hasMetBreaker()) {
      breaker.released(attempt.permit()); // a link inside has answered or refused it
    }
    attempt.onOutcome(outcome);
    Grant grant = attempt.grant();
    if (grant != null) {
      grant.end(); // of an attempt that has not come as far as to use it
    }
  }

  private static void stop(@Nullable Scheduled clock) {
    if (clock != null) {
      clock.cancel();
    }
  }

  /**
   * The clock of the first token, which begins anew as the request goes out. It stands still while
   * the attempt waits for a place, unless its target has refused it: another might have room.
   */
  private final class FirstToken implements Alarm.Look {
    private final Duration limit;
    private final TimeSource time;

    FirstToken(Duration limit, TimeSource time) {
      this.limit = limit;
      this.time = time;
    }

    @Override
    public long nanosLeft() {
      PlaceWait place = attempt.place();
      long limitNanos = TimeUnit.NANOSECONDS.convert(limit);
      if (place != null && !place.isOver()) {
        return leftOf(place, limitNanos);
      }
      long left = limitNanos - (time.nanos() - attempt.askedNanos());
      if (left <= 0) {
        runOut("first token clock of " + limit);
      }
      return left;
    }

    private long leftOf(PlaceWait place, long limitNanos) {
      long left = limitNanos - place.refusedNanos();
      if (left <= 0) {
        token.timeOut(noPlace(attempt, place, "first token clock of " + limit));
      }
      return left;
    }

    @Override
    public void lost(Throwable why) {
      token.timeOut(clockless(attempt, why));
    }
  }
}
